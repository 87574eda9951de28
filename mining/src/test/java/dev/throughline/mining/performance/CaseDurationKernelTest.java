package dev.throughline.mining.performance;

import static dev.throughline.mining.trace.LoggedEvent.event;
import static dev.throughline.mining.trace.TraceBlocks.block;
import static dev.throughline.mining.trace.TraceBlocks.fold;
import static dev.throughline.mining.trace.TraceBlocks.log;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.mining.trace.LoggedEvent;
import dev.throughline.mining.trace.RandomEvents;
import dev.throughline.mining.trace.RandomFold;
import dev.throughline.mining.trace.TraceBlock;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CaseDurationKernelTest {

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  private static CaseDurations durations(TraceBlock... blocks) {
    return fold(new CaseDurationKernel(), blocks).result();
  }

  private static Duration quantile(CaseDurations durations, double probability) {
    return durations.quantiles().stream()
        .filter(quantile -> quantile.probability() == probability)
        .findFirst()
        .orElseThrow()
        .duration();
  }

  /** A case per duration in minutes. */
  private static TraceBlock lasting(long... minutes) {
    List<LoggedEvent> events = new ArrayList<>();
    for (int i = 0; i < minutes.length; i++) {
      events.add(event("case-" + i, "start", i));
      events.add(event("case-" + i, "end", i + minutes[i]));
    }
    return block(events);
  }

  @Test
  void result_emptyLog_hasNothing() {
    assertThat(durations(block()))
        .isEqualTo(new CaseDurations(TimeStatistics.NONE, List.of(), List.of()));
  }

  @Test
  void result_casesOfOneEvent_takeNoTime() {
    CaseDurations durations = durations(log("a", "b"));

    assertThat(durations.times()).isEqualTo(new TimeStatistics(2, ZERO, ZERO, ZERO, ZERO, ZERO));
    assertThat(durations.quantiles()).hasSize(9).allMatch(quantile -> quantile.duration().isZero());
    assertThat(durations.histogram()).hasSize(40);
    assertThat(durations.histogram().get(39)).isEqualTo(new CaseDurations.Bin(ZERO, ZERO, 2));
  }

  @Test
  void result_oneCase_isEveryQuantile() {
    assertThat(durations(lasting(7)).quantiles())
        .hasSize(9)
        .allMatch(quantile -> quantile.duration().equals(ofMinutes(7)));
  }

  /** Type 7: the quantile p of n values stands at p (n - 1), counted from 0, between neighbours. */
  @Test
  void result_fewCases_interpolatesQuantiles() {
    CaseDurations durations = durations(lasting(10, 0, 40, 20, 30));

    assertThat(durations.times())
        .isEqualTo(
            new TimeStatistics(
                5, ZERO, ofMinutes(20), ofMinutes(20), ofMinutes(40), ofMinutes(100)));
    assertThat(quantile(durations, 0.05)).isEqualTo(ofMinutes(2));
    assertThat(quantile(durations, 0.25)).isEqualTo(ofMinutes(10));
    assertThat(quantile(durations, 0.5)).isEqualTo(ofMinutes(20));
    assertThat(quantile(durations, 0.9)).isEqualTo(ofMinutes(36));
    assertThat(quantile(durations, 0.99)).isEqualTo(Duration.ofSeconds(39 * 60 + 36));
  }

  @Test
  void result_histogram_dividesTheTimeToTheLongestCase() {
    List<CaseDurations.Bin> bins = durations(lasting(0, 1, 1, 20, 40)).histogram();

    assertThat(bins).hasSize(40);
    assertThat(bins.get(0)).isEqualTo(new CaseDurations.Bin(ZERO, ofMinutes(1), 1));
    assertThat(bins.get(1)).isEqualTo(new CaseDurations.Bin(ofMinutes(1), ofMinutes(2), 2));
    assertThat(bins.get(20)).isEqualTo(new CaseDurations.Bin(ofMinutes(20), ofMinutes(21), 1));
    assertThat(bins.get(39)).isEqualTo(new CaseDurations.Bin(ofMinutes(39), ofMinutes(40), 1));
    assertThat(bins.stream().mapToLong(CaseDurations.Bin::cases).sum()).isEqualTo(5);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void result_anyDivisionOfTheCases_equalsSlowAnswer(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<LoggedEvent> events = RandomEvents.of(random);
    long[] micros =
        RandomEvents.byCase(events).values().stream()
            .mapToLong(trace -> trace.get(trace.size() - 1).micros() - trace.get(0).micros())
            .sorted()
            .toArray();
    CaseDurations durations = RandomFold.fold(events, CaseDurationKernel::new, random).result();

    assertThat(durations.times().count()).as("seed %d", seed).isEqualTo(micros.length);
    assertThat(durations.times().sum())
        .as("seed %d", seed)
        .isEqualTo(duration(BigDecimal.valueOf(LongStream.of(micros).sum())));
    for (CaseDurations.Quantile quantile : durations.quantiles()) {
      assertThat(quantile.duration())
          .as("seed %d, p %s", seed, quantile.probability())
          .isEqualTo(duration(typeSeven(micros, quantile.probability())));
    }
    assertThat(durations.histogram().stream().mapToLong(CaseDurations.Bin::cases).sum())
        .as("seed %d", seed)
        .isEqualTo(micros.length);
  }

  private static BigDecimal typeSeven(long[] sorted, double probability) {
    BigDecimal position =
        BigDecimal.valueOf(probability).multiply(BigDecimal.valueOf(sorted.length - 1));
    int low = position.intValue();
    int high = Math.min(sorted.length - 1, low + 1);
    return BigDecimal.valueOf(sorted[low])
        .add(
            position
                .subtract(BigDecimal.valueOf(low))
                .multiply(BigDecimal.valueOf(sorted[high] - sorted[low])))
        .setScale(0, RoundingMode.HALF_UP);
  }

  private static Duration duration(BigDecimal micros) {
    return Duration.ofNanos(micros.movePointRight(3).longValueExact());
  }
}
