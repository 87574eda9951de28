package dev.throughline.ingest.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random purchases against the slow oracle, in any order, with repetitions, in any increments. */
class CorrelatorPropertyTest {
  private static final LinkRules RULES = ProcureToPay.LINKS;

  /** Documents become placeholders soon. */
  private static final LinkRules CROWDED = RULES.withMaxEvents(7);

  static Stream<Long> seeds() {
    return LongStream.range(0, 60).boxed();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void correlate_randomPurchases_isWhatTheSlowOracleSays(long seed) {
    LinkRules rules = seed % 3 == 0 ? CROWDED : RULES;
    List<LinkEvent> events = new RandomPurchases(seed).events(1 + (int) (seed % 4));

    Correlation correlation = new Correlator(rules).correlate(events);

    assertThat(texts(correlation))
        .as("seed %d", seed)
        .isEqualTo(new SlowCorrelator(rules, events).links());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void correlate_shuffledAndRepeated_isTheSame(long seed) {
    List<LinkEvent> events = new RandomPurchases(seed).events(8);
    List<LinkEvent> again = new ArrayList<>(events);
    again.addAll(events.subList(0, events.size() / 2));
    Collections.shuffle(again, new Random(seed));

    assertThat(new Correlator(RULES).correlate(again))
        .as("seed %d", seed)
        .isEqualTo(new Correlator(RULES).correlate(events));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void correlate_anyIncrements_endWithTheSameLinksAndOrphans(long seed) {
    LinkRules rules = seed % 3 == 0 ? CROWDED : RULES;
    SplittableRandom random = new SplittableRandom(seed);
    List<LinkEvent> events = new RandomPurchases(seed).events(2 + random.nextInt(25));
    Increments increments = new Increments(rules, events);
    while (increments.processed < events.size()) {
      increments.next(random.nextInt(1 + events.size() / 3), random.nextInt(5) == 0);
      List<LinkEvent> known = events.subList(0, increments.processed);
      assertThat(increments.result())
          .as("seed %d, %d events", seed, increments.processed)
          .isEqualTo(new Correlator(rules).correlate(known));
    }
  }

  private static Map<Long, Set<String>> texts(Correlation correlation) {
    Map<Long, Set<String>> texts = new TreeMap<>();
    correlation
        .allLinks()
        .forEach(
            link ->
                texts
                    .computeIfAbsent(link.event(), number -> new TreeSet<>())
                    .add(link.caseId() + " <- " + link.rule()));
    return texts;
  }

  /** Keeps results, and lets only those be replaced that a neighbourhood says are affected. */
  private static final class Increments {
    private final LinkRules rules;
    private final List<LinkEvent> events;
    private final Map<ObjectKey, List<Long>> index = new HashMap<>();
    private final TreeMap<Long, List<CaseLink>> links = new TreeMap<>();
    private final TreeMap<Long, Orphan> orphans = new TreeMap<>();
    private int processed;

    Increments(LinkRules rules, List<LinkEvent> events) {
      this.rules = rules;
      this.events = events;
      for (LinkEvent event : events) {
        for (ObjectKey object : event.objects()) {
          index.computeIfAbsent(object, key -> new ArrayList<>()).add(event.number());
        }
      }
    }

    void next(int count, boolean growing) {
      int end = Math.min(events.size(), processed + count);
      Neighbourhood neighbourhood = new Neighbourhood(rules, processed);
      neighbourhood.seed(
          growing && end > processed
              ? events.subList(processed, processed + 1)
              : events.subList(processed, end));
      complete(neighbourhood, end);
      while (!neighbourhood.otherNew().isEmpty()) {
        neighbourhood.seed(neighbourhood.otherNew().stream().map(this::event).toList());
        complete(neighbourhood, end);
      }
      replace(neighbourhood);
      if (growing) { // what the first one did not lead to
        Neighbourhood rest = new Neighbourhood(rules, processed);
        rest.seed(events.subList(processed, end));
        complete(rest, end);
        replace(rest);
      }
      processed = end;
    }

    private void replace(Neighbourhood neighbourhood) {
      Correlation found = new Correlator(rules).correlate(neighbourhood.events());
      for (long number : neighbourhood.affected()) {
        links.remove(number);
        orphans.remove(number);
        if (found.links().containsKey(number)) {
          links.put(number, found.linksOf(number));
        }
        if (found.orphans().containsKey(number)) {
          orphans.put(number, found.orphans().get(number));
        }
      }
    }

    private void complete(Neighbourhood neighbourhood, int end) {
      for (Set<ObjectKey> wanted = neighbourhood.wanted();
          !wanted.isEmpty();
          wanted = neighbourhood.wanted()) {
        Map<ObjectKey, List<Long>> found = new HashMap<>();
        for (ObjectKey object : wanted) {
          found.put(
              object,
              index.get(object).stream()
                  .filter(number -> number <= end)
                  .limit(rules.maxEvents() + 1L)
                  .toList());
        }
        neighbourhood.found(found);
        neighbourhood.add(neighbourhood.missing().stream().map(this::event).toList());
      }
    }

    private LinkEvent event(long number) {
      return events.get((int) number - 1);
    }

    Correlation result() {
      return new Correlation(links, orphans);
    }
  }
}
