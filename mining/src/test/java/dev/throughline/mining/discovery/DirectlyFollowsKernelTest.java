package dev.throughline.mining.discovery;

import static dev.throughline.mining.trace.LoggedEvent.event;
import static dev.throughline.mining.trace.TraceBlocks.block;
import static dev.throughline.mining.trace.TraceBlocks.fold;
import static dev.throughline.mining.trace.TraceBlocks.log;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throughline.mining.performance.TimeStatistics;
import dev.throughline.mining.trace.LoggedEvent;
import dev.throughline.mining.trace.RandomEvents;
import dev.throughline.mining.trace.RandomFold;
import dev.throughline.mining.trace.TraceBlock;
import dev.throughline.mining.trace.TraceFilter;
import dev.throughline.mining.trace.TraceSelection;
import dev.throughline.model.Activity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DirectlyFollowsKernelTest {

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  private static DirectlyFollowsGraph graph(TraceBlock... blocks) {
    return fold(new DirectlyFollowsKernel(), blocks).result();
  }

  private static Arc arc(String from, String to) {
    return new Arc(new Activity(from), new Activity(to));
  }

  private static Map<Activity, Long> counts(Object... namesAndCounts) {
    Map<Activity, Long> counts = new TreeMap<>();
    for (int i = 0; i < namesAndCounts.length; i += 2) {
      counts.put(
          new Activity((String) namesAndCounts[i]), ((Integer) namesAndCounts[i + 1]).longValue());
    }
    return counts;
  }

  private static Map<Arc, Long> frequencies(DirectlyFollowsGraph graph) {
    Map<Arc, Long> frequencies = new TreeMap<>();
    graph.arcs().forEach((arc, times) -> frequencies.put(arc, times.count()));
    return frequencies;
  }

  @Test
  void result_emptyLog_isEmpty() {
    TreeMap<Activity, Long> none = new TreeMap<>();

    DirectlyFollowsGraph expected = new DirectlyFollowsGraph(none, none, none, new TreeMap<>());
    assertThat(graph()).isEqualTo(expected);
    assertThat(graph(block())).isEqualTo(expected);
  }

  @Test
  void result_caseOfOneEvent_isStartAndEndWithoutArc() {
    DirectlyFollowsGraph graph = graph(log("a"));

    assertThat(graph.activities()).isEqualTo(counts("a", 1));
    assertThat(graph.starts()).isEqualTo(counts("a", 1));
    assertThat(graph.ends()).isEqualTo(counts("a", 1));
    assertThat(graph.arcs()).isEmpty();
  }

  @Test
  void result_someCases_countsWhatFollowsWhat() {
    DirectlyFollowsGraph graph = graph(log("a b c", "a b b c", "a c", "c"));

    assertThat(graph.activities()).isEqualTo(counts("a", 3, "b", 3, "c", 4));
    assertThat(graph.starts()).isEqualTo(counts("a", 3, "c", 1));
    assertThat(graph.ends()).isEqualTo(counts("c", 4));
    assertThat(frequencies(graph))
        .isEqualTo(
            Map.of(arc("a", "b"), 2L, arc("b", "b"), 1L, arc("b", "c"), 2L, arc("a", "c"), 1L));
  }

  /** Waits for goods of 1, 2 and 6 minutes; the events of the cases are mixed. */
  @Test
  void result_times_areThoseBetweenTheTwoEvents() {
    DirectlyFollowsGraph graph =
        graph(
            block(
                event("po-1", "order", 0),
                event("po-2", "order", 1),
                event("po-1", "receipt", 1),
                event("po-2", "receipt", 3),
                event("po-3", "order", 4),
                event("po-3", "receipt", 10),
                event("po-3", "pay", 10)));

    assertThat(graph.arcs())
        .containsEntry(
            arc("order", "receipt"),
            new TimeStatistics(
                3, ofMinutes(1), ofMinutes(3), ofMinutes(2), ofMinutes(6), ofMinutes(9)))
        .containsEntry(arc("receipt", "pay"), new TimeStatistics(1, ZERO, ZERO, ZERO, ZERO, ZERO))
        .hasSize(2);
  }

  @Test
  void result_evenNumberOfTimes_hasTheMeanOfTheMiddleTwoAsMedian() {
    DirectlyFollowsGraph graph =
        graph(
            block(
                event("po-1", "a", 0),
                event("po-1", "b", 1),
                event("po-2", "a", 0),
                event("po-2", "b", 4)));

    assertThat(graph.arcs().get(arc("a", "b")).median()).isEqualTo(ofSeconds(150));
  }

  @Test
  void result_caseFilteredOut_leavesNoTrace() {
    TraceBlock block = log("x y", "a b");
    DirectlyFollowsKernel kernel = new DirectlyFollowsKernel();
    kernel.add(TraceSelection.of(block, 1, 2, TraceFilter.ALL));

    assertThat(kernel.result()).isEqualTo(graph(log("a b")));
  }

  @Test
  void result_mapsChanged_throws() {
    DirectlyFollowsGraph graph = graph(log("a b"));

    assertThatThrownBy(() -> graph.arcs().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> graph.starts().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void add_afterResult_goesOnAndLeavesTheFirstResultAlone() {
    DirectlyFollowsKernel kernel = fold(new DirectlyFollowsKernel(), log("a b"));
    DirectlyFollowsGraph before = kernel.result();
    fold(kernel, log("b a"));

    assertThat(before).isEqualTo(graph(log("a b")));
    assertThat(kernel.result()).isEqualTo(graph(log("a b", "b a")));
  }

  @Test
  void merge_other_leavesTheOtherUnchanged() {
    DirectlyFollowsKernel left = fold(new DirectlyFollowsKernel(), log("b a"));
    DirectlyFollowsKernel right = fold(new DirectlyFollowsKernel(), log("a b", "c a"));
    left.merge(right);
    fold(left, log("c a"));

    assertThat(right.result()).isEqualTo(graph(log("a b", "c a")));
  }

  /** Beyond 256 activities arcs are kept in another way. */
  @Test
  void result_manyActivities_countsEveryArc() {
    StringBuilder chain = new StringBuilder("a0");
    for (int i = 1; i < 5_000; i++) {
      chain.append(" a").append(i);
    }
    DirectlyFollowsGraph graph = graph(log(chain.toString(), chain.toString()));

    assertThat(graph.arcs()).hasSize(4_999);
    assertThat(graph.arcs().values()).allMatch(times -> times.count() == 2);
    assertThat(graph.arcs())
        .containsKeys(arc("a0", "a1"), arc("a255", "a256"), arc("a4998", "a4999"));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void result_anyDivisionOfTheCases_equalsSlowCount(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<LoggedEvent> events = RandomEvents.of(random);

    assertThat(RandomFold.fold(events, DirectlyFollowsKernel::new, random).result())
        .as("seed %d", seed)
        .isEqualTo(slowCount(RandomEvents.byCase(events).values()));
  }

  private static DirectlyFollowsGraph slowCount(Collection<List<LoggedEvent>> traces) {
    TreeMap<Activity, Long> activities = new TreeMap<>();
    TreeMap<Activity, Long> starts = new TreeMap<>();
    TreeMap<Activity, Long> ends = new TreeMap<>();
    TreeMap<Arc, List<Long>> times = new TreeMap<>();
    for (List<LoggedEvent> trace : traces) {
      trace.forEach(event -> activities.merge(new Activity(event.activity()), 1L, Long::sum));
      starts.merge(new Activity(trace.get(0).activity()), 1L, Long::sum);
      ends.merge(new Activity(trace.get(trace.size() - 1).activity()), 1L, Long::sum);
      for (int i = 1; i < trace.size(); i++) {
        Arc arc = arc(trace.get(i - 1).activity(), trace.get(i).activity());
        times
            .computeIfAbsent(arc, unseen -> new ArrayList<>())
            .add(trace.get(i).micros() - trace.get(i - 1).micros());
      }
    }
    TreeMap<Arc, TimeStatistics> arcs = new TreeMap<>();
    times.forEach((arc, micros) -> arcs.put(arc, statistics(micros)));
    return new DirectlyFollowsGraph(activities, starts, ends, arcs);
  }

  private static TimeStatistics statistics(List<Long> micros) {
    List<BigDecimal> sorted = micros.stream().sorted().map(BigDecimal::valueOf).toList();
    int size = sorted.size();
    BigDecimal sum = sorted.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal middle = sorted.get((size - 1) / 2).add(sorted.get(size / 2));
    return new TimeStatistics(
        size,
        duration(sorted.get(0)),
        duration(sum.divide(BigDecimal.valueOf(size), 3, RoundingMode.HALF_EVEN)),
        duration(middle.divide(BigDecimal.valueOf(2))),
        duration(sorted.get(size - 1)),
        duration(sum));
  }

  private static Duration duration(BigDecimal micros) {
    return Duration.ofNanos(micros.movePointRight(3).longValueExact());
  }
}
