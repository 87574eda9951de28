package dev.throughline.mining.performance;

import static dev.throughline.mining.trace.LoggedEvent.event;
import static dev.throughline.mining.trace.TraceBlocks.block;
import static dev.throughline.mining.trace.TraceBlocks.fold;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.mining.trace.LoggedEvent;
import dev.throughline.mining.trace.RandomEvents;
import dev.throughline.mining.trace.RandomFold;
import dev.throughline.mining.trace.TraceBlock;
import dev.throughline.model.Activity;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MilestoneTimeKernelTest {
  private static final Activity ORDER = new Activity("order");
  private static final Activity RECEIPT = new Activity("receipt");
  private static final TraceBlock TWO_DELIVERIES =
      block(
          event("po-1", "order", 0),
          event("po-1", "order", 2),
          event("po-1", "receipt", 10),
          event("po-1", "receipt", 30));

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  private static MilestoneTimes times(Milestone from, Milestone to, TraceBlock... blocks) {
    return fold(new MilestoneTimeKernel(from, to), blocks).result();
  }

  private static Duration only(MilestoneTimes times) {
    assertThat(times.durations().times().count()).isEqualTo(1);
    return times.durations().times().sum();
  }

  @Test
  void result_emptyLog_countsNothing() {
    assertThat(times(Milestone.first(ORDER), Milestone.first(RECEIPT), block()))
        .isEqualTo(
            new MilestoneTimes(
                new CaseDurations(TimeStatistics.NONE, List.of(), List.of()), 0, 0, 0));
  }

  @Test
  void result_firstAndLast_measuresBetweenThose() {
    Milestone firstOrder = Milestone.first(ORDER);
    Milestone lastOrder = Milestone.last(ORDER);
    Milestone firstReceipt = Milestone.first(RECEIPT);
    Milestone lastReceipt = Milestone.last(RECEIPT);

    assertThat(only(times(firstOrder, firstReceipt, TWO_DELIVERIES))).isEqualTo(ofMinutes(10));
    assertThat(only(times(firstOrder, lastReceipt, TWO_DELIVERIES))).isEqualTo(ofMinutes(30));
    assertThat(only(times(lastOrder, firstReceipt, TWO_DELIVERIES))).isEqualTo(ofMinutes(8));
    assertThat(only(times(lastOrder, lastReceipt, TWO_DELIVERIES))).isEqualTo(ofMinutes(28));
    assertThat(only(times(firstReceipt, lastReceipt, TWO_DELIVERIES))).isEqualTo(ofMinutes(20));
    assertThat(only(times(firstOrder, firstOrder, TWO_DELIVERIES))).isEqualTo(ZERO);
  }

  @Test
  void result_missingMilestones_countsTheCaseOnce() {
    TraceBlock block =
        block(
            event("measured", "order", 0),
            event("measured", "receipt", 5),
            event("never ordered", "receipt", 3),
            event("not received", "order", 4),
            event("neither", "pay", 4),
            event("reversed", "receipt", 1),
            event("reversed", "order", 2),
            event("at once", "receipt", 7),
            event("at once", "order", 7));
    MilestoneTimes times = times(Milestone.first(ORDER), Milestone.first(RECEIPT), block);

    assertThat(times.durations().times())
        .isEqualTo(
            new TimeStatistics(
                2,
                ZERO,
                Duration.ofSeconds(150),
                Duration.ofSeconds(150),
                ofMinutes(5),
                ofMinutes(5)));
    assertThat(times.notStarted()).isEqualTo(2);
    assertThat(times.open()).isEqualTo(1);
    assertThat(times.reversed()).isEqualTo(1);
  }

  @Test
  void result_activitiesThatTheLogDoesNotHave_countsAllCasesAsNotStarted() {
    Activity unknown = new Activity("unheard of");

    assertThat(
            times(Milestone.first(unknown), Milestone.first(RECEIPT), TWO_DELIVERIES).notStarted())
        .isEqualTo(1);
    assertThat(times(Milestone.first(ORDER), Milestone.last(unknown), TWO_DELIVERIES).open())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void result_anyDivisionOfTheCases_equalsSlowAnswer(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<LoggedEvent> events = RandomEvents.of(random);
    Milestone from = new Milestone(new Activity("a"), anyOccurrence(random));
    Milestone to = new Milestone(new Activity("b"), anyOccurrence(random));
    MilestoneTimes times =
        RandomFold.fold(events, () -> new MilestoneTimeKernel(from, to), random).result();

    long[] outcome = new long[5]; // measured, their microseconds, not started, open, reversed
    for (List<LoggedEvent> trace : RandomEvents.byCase(events).values()) {
      LoggedEvent start = find(trace, from);
      LoggedEvent end = find(trace, to);
      if (start == null || end == null) {
        outcome[start == null ? 2 : 3]++;
      } else if (end.micros() < start.micros()) {
        outcome[4]++;
      } else {
        outcome[0]++;
        outcome[1] += end.micros() - start.micros();
      }
    }
    assertThat(
            new long[] {
              times.durations().times().count(),
              ChronoUnit.MICROS.between(
                  Instant.EPOCH, Instant.EPOCH.plus(times.durations().times().sum())),
              times.notStarted(),
              times.open(),
              times.reversed()
            })
        .as("seed %d", seed)
        .containsExactly(outcome);
  }

  private static Milestone.Occurrence anyOccurrence(SplittableRandom random) {
    return random.nextBoolean() ? Milestone.Occurrence.FIRST : Milestone.Occurrence.LAST;
  }

  private static LoggedEvent find(List<LoggedEvent> trace, Milestone milestone) {
    List<LoggedEvent> found =
        trace.stream().filter(e -> e.activity().equals(milestone.activity().value())).toList();
    if (found.isEmpty()) {
      return null;
    }
    return found.get(milestone.occurrence() == Milestone.Occurrence.FIRST ? 0 : found.size() - 1);
  }
}
