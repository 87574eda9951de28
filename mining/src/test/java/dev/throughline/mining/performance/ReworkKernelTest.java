package dev.throughline.mining.performance;

import static dev.throughline.mining.trace.TraceBlocks.block;
import static dev.throughline.mining.trace.TraceBlocks.fold;
import static dev.throughline.mining.trace.TraceBlocks.log;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.mining.trace.LoggedEvent;
import dev.throughline.mining.trace.RandomEvents;
import dev.throughline.mining.trace.RandomFold;
import dev.throughline.mining.trace.TraceBlock;
import dev.throughline.model.Activity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReworkKernelTest {

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  private static List<Rework> rework(TraceBlock... blocks) {
    return fold(new ReworkKernel(), blocks).result();
  }

  private static Rework rework(String activity, long cases, long repetitions) {
    return new Rework(new Activity(activity), cases, repetitions);
  }

  @Test
  void result_nothingRepeated_isEmpty() {
    assertThat(rework(block())).isEmpty();
    assertThat(rework(log("a", "a b c", "c b a"))).isEmpty();
  }

  /** An activity of one case must not count as done before in the next. */
  @Test
  void result_sameActivityInSeveralCases_isNoRework() {
    assertThat(rework(log("a", "a", "a"), log("a"))).isEmpty();
  }

  @Test
  void result_repetitions_countsCasesAndEventsBeyondTheFirst() {
    assertThat(rework(log("a a", "a b a b a", "b a", "c c", "b b")))
        .containsExactly(rework("a", 2, 3), rework("b", 2, 2), rework("c", 1, 1));
  }

  @Test
  void merge_kernelsWithOtherNumbers_translatesThem() {
    ReworkKernel left = fold(new ReworkKernel(), log("x b b"));
    ReworkKernel right = fold(new ReworkKernel(), log("b c b c c"));
    left.merge(right);

    assertThat(left.result()).containsExactly(rework("b", 2, 2), rework("c", 1, 2));
    assertThat(right.result()).containsExactly(rework("b", 1, 1), rework("c", 1, 2));
  }

  @Test
  void add_afterBeingSent_goesOn() {
    ReworkKernel copy = RandomFold.copy(fold(new ReworkKernel(), log("a a")));

    assertThat(fold(copy, log("b a a", "c c")).result())
        .containsExactly(rework("a", 2, 2), rework("c", 1, 1));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void result_anyDivisionOfTheCases_equalsSlowCount(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<LoggedEvent> events = RandomEvents.of(random);

    assertThat(RandomFold.fold(events, ReworkKernel::new, random).result())
        .as("seed %d", seed)
        .isEqualTo(slowCount(RandomEvents.byCase(events).values()));
  }

  private static List<Rework> slowCount(Collection<List<LoggedEvent>> traces) {
    TreeSet<String> names = new TreeSet<>();
    traces.forEach(trace -> trace.forEach(event -> names.add(event.activity())));
    List<Rework> rework = new ArrayList<>();
    for (String name : names) {
      List<Long> timesPerCase =
          traces.stream()
              .map(trace -> trace.stream().filter(e -> e.activity().equals(name)).count())
              .filter(times -> times > 1)
              .toList();
      if (!timesPerCase.isEmpty()) {
        long repetitions = timesPerCase.stream().mapToLong(times -> times - 1).sum();
        rework.add(rework(name, timesPerCase.size(), repetitions));
      }
    }
    rework.sort((left, right) -> Long.compare(right.cases(), left.cases()));
    return rework;
  }
}
