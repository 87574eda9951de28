package dev.throughline.mining.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Small random logs with many ties, and a slow, obvious way to bring them together by case. */
public final class RandomEvents {
  /** Names whose order by code points is not that by UTF-16 code units, and not that of arrival. */
  private static final List<String> SOURCES = List.of("wms", "\uFF5Eerp", "\uD83D\uDE00pos", "erp");

  private static final List<String> ACTIVITIES = List.of("e", "b", "Ware geprüft", "a", "d", "c");
  private static final List<String> ROLES = List.of("", "buyer", "clerk");
  private static final List<String> PEOPLE = List.of("Pete", "", "Sue", "Mike", "Åse");

  private RandomEvents() {}

  public static List<LoggedEvent> of(SplittableRandom random) {
    List<LoggedEvent> events = new ArrayList<>();
    int cases = 1 + random.nextInt(40);
    int size = random.nextInt(300);
    long range = random.nextBoolean() ? 5 : 1_000_000_000_000L;
    for (int i = 0; i < size; i++) {
      events.add(
          new LoggedEvent(
              "case-" + random.nextInt(cases),
              any(ACTIVITIES, random),
              random.nextLong(-range, range),
              any(SOURCES, random),
              any(PEOPLE, random),
              any(ROLES, random),
              List.of()));
    }
    return events;
  }

  private static String any(List<String> names, SplittableRandom random) {
    return names.get(random.nextInt(names.size()));
  }

  /** The events of each case in their total order, by the definition of that order. */
  public static Map<String, List<LoggedEvent>> byCase(List<LoggedEvent> events) {
    Map<String, List<LoggedEvent>> traces = new LinkedHashMap<>();
    events.forEach(
        event -> traces.computeIfAbsent(event.caseId(), id -> new ArrayList<>()).add(event));
    Comparator<LoggedEvent> order =
        Comparator.comparingLong(LoggedEvent::micros)
            .thenComparing(LoggedEvent::source, RandomEvents::byCodePoints);
    traces.values().forEach(trace -> trace.sort(order)); // stable: then by arrival
    return traces;
  }

  private static int byCodePoints(String left, String right) {
    int[] a = left.codePoints().toArray();
    int[] b = right.codePoints().toArray();
    for (int i = 0; i < Math.min(a.length, b.length); i++) {
      if (a[i] != b[i]) {
        return Integer.compare(a[i], b[i]);
      }
    }
    return Integer.compare(a.length, b.length);
  }
}
