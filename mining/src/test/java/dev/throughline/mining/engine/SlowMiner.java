package dev.throughline.mining.engine;

import dev.throughline.mining.discovery.Arc;
import dev.throughline.mining.discovery.DirectlyFollowsGraph;
import dev.throughline.mining.discovery.RecordingSystems;
import dev.throughline.mining.discovery.Variant;
import dev.throughline.mining.performance.CaseDurations;
import dev.throughline.mining.performance.Handoff;
import dev.throughline.mining.performance.Rework;
import dev.throughline.mining.performance.TimeStatistics;
import dev.throughline.mining.trace.TraceFilter;
import dev.throughline.model.Activity;
import dev.throughline.model.CaseId;
import dev.throughline.model.Event;
import dev.throughline.model.Source;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The meaning of a {@link MiningResult}, written as plain loops over lists: what every engine is
 * compared with. Exact for logs whose populations stay below the sketches' limits.
 */
final class SlowMiner {
  private final Map<CaseId, List<Event>> cases = new TreeMap<>();
  private final MiningQuery query;

  private SlowMiner(LogFixture log, MiningQuery query) {
    this.query = query;
    for (Event event : log.events()) {
      cases.computeIfAbsent(LogFixture.caseOf(event), id -> new ArrayList<>()).add(event);
    }
    cases.values().forEach(trace -> trace.sort(Event.ORDER));
    cases
        .entrySet()
        .removeIf(
            entry ->
                !passes(entry.getValue(), log.attributes().getOrDefault(entry.getKey(), Map.of())));
  }

  static MiningResult mine(LogFixture log, MiningQuery query, Manifest manifest) {
    return new SlowMiner(log, query).result(manifest);
  }

  private boolean passes(List<Event> trace, Map<String, String> attributes) {
    TraceFilter filter = query.filter();
    Instant first = trace.get(0).occurredAt();
    boolean inPeriod =
        (filter.from() == null || !first.isBefore(filter.from()))
            && (filter.to() == null || first.isBefore(filter.to()));
    return inPeriod
        && filter.attributes().entrySet().stream()
            .allMatch(
                wanted -> wanted.getValue().contains(attributes.getOrDefault(wanted.getKey(), "")));
  }

  private MiningResult result(Manifest manifest) {
    List<Event> events = cases.values().stream().flatMap(List::stream).toList();
    return new MiningResult(
        manifest,
        cases.size(),
        events.size(),
        events.stream().map(Event::occurredAt).min(Instant::compareTo).orElse(null),
        events.stream().map(Event::occurredAt).max(Instant::compareTo).orElse(null),
        graph(events),
        variants(),
        durations(),
        rework(),
        handoffs(),
        systems());
  }

  private DirectlyFollowsGraph graph(List<Event> events) {
    SortedMap<Arc, List<Long>> times = new TreeMap<>();
    for (List<Event> trace : cases.values()) {
      for (int i = 1; i < trace.size(); i++) {
        Arc arc = new Arc(trace.get(i - 1).activity(), trace.get(i).activity());
        times
            .computeIfAbsent(arc, a -> new ArrayList<>())
            .add(micros(trace.get(i - 1), trace.get(i)));
      }
    }
    SortedMap<Arc, TimeStatistics> arcs = new TreeMap<>();
    times.forEach((arc, micros) -> arcs.put(arc, statistics(micros)));
    return new DirectlyFollowsGraph(
        counts(events),
        counts(cases.values().stream().map(trace -> trace.get(0)).toList()),
        counts(cases.values().stream().map(trace -> trace.get(trace.size() - 1)).toList()),
        arcs);
  }

  private static SortedMap<Activity, Long> counts(List<Event> events) {
    return events.stream()
        .collect(Collectors.groupingBy(Event::activity, TreeMap::new, Collectors.counting()));
  }

  private List<Variant> variants() {
    Map<List<Activity>, List<CaseId>> bySequence = new HashMap<>();
    cases.forEach(
        (id, trace) ->
            bySequence
                .computeIfAbsent(
                    trace.stream().map(Event::activity).toList(), sequence -> new ArrayList<>())
                .add(id));
    List<Variant> variants = new ArrayList<>();
    bySequence.forEach(
        (sequence, ids) -> variants.add(new Variant(sequence, ids.size(), Collections.min(ids))));
    variants.sort(SlowMiner::compare);
    return variants;
  }

  private static int compare(Variant left, Variant right) {
    if (left.cases() != right.cases()) {
      return left.cases() > right.cases() ? -1 : 1;
    }
    for (int i = 0; ; i++) {
      if (i == left.activities().size() || i == right.activities().size()) {
        return Integer.compare(left.activities().size(), right.activities().size());
      }
      int byName = left.activities().get(i).compareTo(right.activities().get(i));
      if (byName != 0) {
        return byName;
      }
    }
  }

  private CaseDurations durations() {
    List<Long> micros = new ArrayList<>();
    cases.values().forEach(trace -> micros.add(micros(trace.get(0), trace.get(trace.size() - 1))));
    if (micros.isEmpty()) {
      return new CaseDurations(TimeStatistics.NONE, List.of(), List.of());
    }
    Collections.sort(micros);
    List<CaseDurations.Quantile> quantiles = new ArrayList<>();
    for (String p : List.of("0.01", "0.05", "0.1", "0.25", "0.5", "0.75", "0.9", "0.95", "0.99")) {
      BigDecimal probability = new BigDecimal(p);
      quantiles.add(
          new CaseDurations.Quantile(probability.doubleValue(), quantile(micros, probability)));
    }
    return new CaseDurations(statistics(micros), quantiles, histogram(micros));
  }

  private static Duration quantile(List<Long> sorted, BigDecimal probability) {
    BigDecimal position = probability.multiply(BigDecimal.valueOf(sorted.size() - 1));
    int below = position.intValue();
    BigDecimal low = BigDecimal.valueOf(sorted.get(below));
    BigDecimal high = BigDecimal.valueOf(sorted.get(Math.min(sorted.size() - 1, below + 1)));
    BigDecimal share = position.subtract(BigDecimal.valueOf(below));
    BigDecimal between = high.subtract(low).multiply(share).add(low);
    return ofMicros(between.setScale(0, RoundingMode.HALF_UP).longValueExact());
  }

  private static List<CaseDurations.Bin> histogram(List<Long> sorted) {
    long max = sorted.get(sorted.size() - 1);
    List<CaseDurations.Bin> bins = new ArrayList<>();
    for (int bin = 0; bin < 40; bin++) {
      long from = Math.multiplyExact(max, bin) / 40;
      long to = Math.multiplyExact(max, bin + 1) / 40;
      boolean last = bin == 39;
      long inside = sorted.stream().filter(m -> m >= from && (m < to || last)).count();
      bins.add(new CaseDurations.Bin(ofMicros(from), ofMicros(to), inside));
    }
    return bins;
  }

  private List<Rework> rework() {
    SortedMap<Activity, long[]> found = new TreeMap<>();
    for (List<Event> trace : cases.values()) {
      counts(trace)
          .forEach(
              (activity, times) -> {
                if (times > 1) {
                  long[] counts = found.computeIfAbsent(activity, a -> new long[2]);
                  counts[0]++;
                  counts[1] += times - 1;
                }
              });
    }
    List<Rework> rework = new ArrayList<>();
    found.forEach((activity, counts) -> rework.add(new Rework(activity, counts[0], counts[1])));
    rework.sort((left, right) -> Long.compare(right.cases(), left.cases())); // stable: then by name
    return rework;
  }

  private List<Handoff> handoffs() {
    SortedMap<String, SortedMap<String, List<Long>>> found = new TreeMap<>();
    for (List<Event> trace : cases.values()) {
      for (int i = 1; i < trace.size(); i++) {
        String from = performer(trace.get(i - 1));
        String to = performer(trace.get(i));
        if (from != null && to != null && !from.equals(to)) {
          found
              .computeIfAbsent(from, f -> new TreeMap<>())
              .computeIfAbsent(to, t -> new ArrayList<>())
              .add(micros(trace.get(i - 1), trace.get(i)));
        }
      }
    }
    List<Handoff> handoffs = new ArrayList<>();
    found.forEach(
        (from, all) ->
            all.forEach((to, micros) -> handoffs.add(new Handoff(from, to, statistics(micros)))));
    handoffs.sort((left, right) -> Long.compare(right.times().count(), left.times().count()));
    return handoffs;
  }

  private RecordingSystems systems() {
    SortedMap<Activity, SortedMap<Source, Long>> recorded = new TreeMap<>();
    SortedMap<Arc, Long> passed = new TreeMap<>();
    for (List<Event> trace : cases.values()) {
      for (int i = 0; i < trace.size(); i++) {
        Event event = trace.get(i);
        recorded
            .computeIfAbsent(event.activity(), a -> new TreeMap<>())
            .merge(event.source(), 1L, Long::sum);
        if (i > 0 && !trace.get(i - 1).source().equals(event.source())) {
          passed.merge(new Arc(trace.get(i - 1).activity(), event.activity()), 1L, Long::sum);
        }
      }
    }
    return new RecordingSystems(recorded, passed);
  }

  private String performer(Event event) {
    return switch (query.handoffBy()) {
      case SYSTEM -> event.source().name();
      case ROLE -> event.role();
      case RESOURCE -> event.resource();
    };
  }

  private static TimeStatistics statistics(List<Long> micros) {
    List<Long> sorted = micros.stream().sorted().toList();
    int count = sorted.size();
    BigDecimal sum =
        sorted.stream().map(BigDecimal::valueOf).reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal meanNanos =
        sum.multiply(BigDecimal.valueOf(1000))
            .divide(BigDecimal.valueOf(count), 0, RoundingMode.HALF_EVEN);
    Duration twiceMedian =
        ofMicros(sorted.get((count - 1) / 2)).plus(ofMicros(sorted.get(count / 2)));
    return new TimeStatistics(
        count,
        ofMicros(sorted.get(0)),
        Duration.ofNanos(meanNanos.longValueExact()),
        twiceMedian.dividedBy(2),
        ofMicros(sorted.get(count - 1)),
        ofMicros(sum.longValueExact()));
  }

  private static long micros(Event from, Event to) {
    return ChronoUnit.MICROS.between(from.occurredAt(), to.occurredAt());
  }

  private static Duration ofMicros(long micros) {
    return Duration.of(micros, ChronoUnit.MICROS);
  }
}
