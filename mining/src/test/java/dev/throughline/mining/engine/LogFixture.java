package dev.throughline.mining.engine;

import dev.throughline.model.Activity;
import dev.throughline.model.CaseId;
import dev.throughline.model.Event;
import dev.throughline.model.EventId;
import dev.throughline.model.ObjectRef;
import dev.throughline.model.ObjectType;
import dev.throughline.model.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A small log for a test. Each event concerns exactly one object, of the type 'case'.
 *
 * @param events in the order in which they arrive: those of one source by position, then id
 * @param attributes of each case, by name
 * @param attributeNames all names that occur, and that filters may name
 */
public record LogFixture(
    List<Event> events, Map<CaseId, Map<String, String>> attributes, List<String> attributeNames) {
  private static final List<String> ACTIVITIES =
      List.of("Order", "Receive", "Zahlung prüfen", "Match", "Pay", "\uD83D\uDE00", "\uE000");
  private static final List<String> SOURCES = List.of("erp", "wms.\uD83D\uDE00", "wms.\uE000");
  private static final Instant START = Instant.parse("2026-03-28T23:00:00Z");

  public LogFixture {
    events = List.copyOf(events);
    attributes = Map.copyOf(attributes);
    attributeNames = List.copyOf(attributeNames);
  }

  /** A log without attributes, from rows {@code case, activity, seconds, source}. */
  public static LogFixture of(Object[]... rows) {
    List<Event> events = new ArrayList<>();
    for (Object[] row : rows) {
      Instant at = START.plusSeconds((int) row[2]);
      events.add(
          event((String) row[0], (String) row[1], at, (String) row[3], events.size(), null, null));
    }
    return new LogFixture(events, Map.of(), List.of());
  }

  /** One row for {@link #of}. */
  public static Object[] row(String caseId, String activity, int seconds, String source) {
    return new Object[] {caseId, activity, seconds, source};
  }

  /** The moment that row times count from. */
  public static Instant start() {
    return START;
  }

  /**
   * Few names and few moments, so that equal times, equal sequences and equal times of two sources
   * are frequent.
   */
  static LogFixture random(SplittableRandom random, int maxCases) {
    List<Event> events = new ArrayList<>();
    Map<CaseId, Map<String, String>> attributes = new TreeMap<>();
    int cases = random.nextInt(maxCases + 1);
    for (int number = 0; number < cases; number++) {
      String id = "case " + (random.nextBoolean() ? number : "\u00FC" + number);
      attributes.put(new CaseId(id), randomAttributes(random));
      for (int length = random.nextInt(1, 12); length > 0; length--) {
        events.add(randomEvent(random, id, events.size()));
      }
    }
    return new LogFixture(arrival(events, random), attributes, List.of("region", "vendor"));
  }

  private static Map<String, String> randomAttributes(SplittableRandom random) {
    Map<String, String> attributes = new TreeMap<>();
    if (random.nextInt(4) > 0) {
      attributes.put("vendor", "vendor " + random.nextInt(4));
    }
    attributes.put("region", random.nextBoolean() ? "north" : "süd");
    return attributes;
  }

  private static Event randomEvent(SplittableRandom random, String caseId, int number) {
    long micros =
        random.nextBoolean() ? random.nextInt(5) : random.nextLong(400L * 86_400_000_000L);
    return event(
        caseId,
        pick(ACTIVITIES, random),
        START.plusNanos(micros * 1000),
        pick(SOURCES, random),
        number / 2,
        random.nextInt(3) == 0 ? null : "role " + random.nextInt(3),
        random.nextInt(3) == 0 ? null : "user " + random.nextInt(5));
  }

  private static Event event(
      String caseId,
      String activity,
      Instant at,
      String source,
      int sequence,
      String role,
      String resource) {
    return new Event(
        new EventId("e-%s-%s-%d-%s".formatted(caseId, activity, sequence, at)),
        new Source(source),
        sequence,
        new Activity(activity),
        at,
        null,
        resource,
        role,
        List.of(ObjectRef.ofCase(new CaseId(caseId))),
        List.of());
  }

  private static String pick(List<String> names, SplittableRandom random) {
    return names.get(random.nextInt(names.size()));
  }

  /** The same log in another order of arrival: sources are mixed in another way. */
  LogFixture rearranged(SplittableRandom random) {
    return new LogFixture(arrival(events, random), attributes, attributeNames);
  }

  private static List<Event> arrival(List<Event> events, SplittableRandom random) {
    Map<Source, List<Event>> bySource = new TreeMap<>();
    events.forEach(
        event -> bySource.computeIfAbsent(event.source(), s -> new ArrayList<>()).add(event));
    bySource.values().forEach(LogFixture::sortByPosition);
    List<Event> mixed = new ArrayList<>();
    List<List<Event>> waiting = new ArrayList<>(bySource.values());
    while (!waiting.isEmpty()) {
      List<Event> next = waiting.get(random.nextInt(waiting.size()));
      mixed.add(next.remove(0));
      waiting.removeIf(List::isEmpty);
    }
    return mixed;
  }

  private static void sortByPosition(List<Event> ofOneSource) {
    ofOneSource.sort(java.util.Comparator.comparingLong(Event::sequence).thenComparing(Event::id));
  }

  /** The id of the case that an event of this log belongs to. */
  public static CaseId caseOf(Event event) {
    return new CaseId(event.firstObject(ObjectType.CASE).orElseThrow().id().value());
  }
}
