package dev.throughline.mining.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeAccumulatorTest {

  private static TimeAccumulator times(long... micros) {
    TimeAccumulator times = new TimeAccumulator();
    Arrays.stream(micros).forEach(times::add);
    return times;
  }

  private static Duration micros(long micros) {
    return Duration.ofSeconds(micros / 1_000_000, micros % 1_000_000 * 1000);
  }

  @Test
  void result_nothingAdded_isNone() {
    assertThat(times().result()).isEqualTo(TimeStatistics.NONE);
  }

  @Test
  void result_oneValue_isThatValueEverywhere() {
    Duration value = micros(1_500_001);

    assertThat(times(1_500_001).result())
        .isEqualTo(new TimeStatistics(1, value, value, value, value, value));
  }

  @Test
  void result_zeros_isZeroButCounted() {
    Duration zero = Duration.ZERO;

    assertThat(times(0, 0).result()).isEqualTo(new TimeStatistics(2, zero, zero, zero, zero, zero));
  }

  /** A third of a microsecond is 333.33 nanoseconds, two thirds are 666.67. */
  @Test
  void result_meanBetweenNanoseconds_isRounded() {
    assertThat(times(0, 0, 1).result().mean()).isEqualTo(Duration.ofNanos(333));
    assertThat(times(0, 1, 1).result().mean()).isEqualTo(Duration.ofNanos(667));
  }

  /** 1 µs over 16 is 62.5 ns and 3 µs over 16 is 187.5 ns: both go to the even neighbour. */
  @Test
  void result_meanHalfwayBetweenNanoseconds_isRoundedToEven() {
    long[] values = new long[16];
    values[0] = 1;
    assertThat(times(values).result().mean()).isEqualTo(Duration.ofNanos(62));
    values[0] = 3;
    assertThat(times(values).result().mean()).isEqualTo(Duration.ofNanos(188));
  }

  @Test
  void result_evenCount_hasTheMeanOfTheMiddleTwoAsMedian() {
    assertThat(times(9, 1, 4, 2).result().median()).isEqualTo(micros(3));
    assertThat(times(1, 2).result().median()).isEqualTo(Duration.ofNanos(1_500));
    assertThat(times(0, Long.MAX_VALUE).result().median())
        .isEqualTo(micros(Long.MAX_VALUE / 2).plusNanos(500));
  }

  @Test
  void result_oddCount_hasTheMiddleOneAsMedian() {
    assertThat(times(9, 1, 4).result().median()).isEqualTo(micros(4));
  }

  /** A bucket's middle may lie beyond all values; a median never does. */
  @Test
  void result_medianFromBuckets_liesBetweenMinAndMax() {
    for (long value : new long[] {1_000_000_007L, (1L << 40) - 1, 1L << 40}) {
      TimeAccumulator times = new TimeAccumulator(new DurationSketch(0));
      times.add(value);
      times.add(value);
      assertThat(times.result().median()).isEqualTo(micros(value));
    }
  }

  /** 2^27 cases of 40 years sum up to 1.7 × 10^23 µs, which does not fit into 64 bits. */
  @Test
  void merge_hundredMillionTimesOfManyYears_sumsUpExactly() {
    long fortyYears = 40L * 31_557_600_000_000L + 999_999;
    TimeAccumulator times = times(fortyYears);
    for (int doubling = 0; doubling < 27; doubling++) {
      TimeAccumulator same = new TimeAccumulator();
      same.merge(times);
      times.merge(same);
    }
    TimeStatistics result = times.result();

    long count = 1L << 27;
    BigInteger[] sum =
        BigInteger.valueOf(fortyYears)
            .multiply(BigInteger.valueOf(count))
            .divideAndRemainder(BigInteger.valueOf(1_000_000));
    assertThat(result.count()).isEqualTo(count);
    assertThat(result.mean()).isEqualTo(micros(fortyYears));
    assertThat(result.sum())
        .isEqualTo(Duration.ofSeconds(sum[0].longValueExact(), sum[1].longValueExact() * 1000));
  }

  @Test
  void addAndMerge_sumBeyondAllBounds_refuseInsteadOfWrapping() {
    TimeAccumulator times = times(Long.MAX_VALUE);
    for (int doubling = 0; doubling < 19; doubling++) {
      TimeAccumulator same = new TimeAccumulator();
      same.merge(times);
      times.merge(same);
    }
    TimeAccumulator same = new TimeAccumulator();
    same.merge(times);

    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 1_000_000; i++) {
                times.add(Long.MAX_VALUE);
              }
            })
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> same.merge(times)).isInstanceOf(ArithmeticException.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void merge_anySplit_equalsAddingAll(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long[] micros =
        random.longs(random.nextInt(1, 9_000), 0, 1L << random.nextInt(1, 60)).toArray();
    int cut = random.nextInt(micros.length + 1);
    TimeAccumulator left = times(Arrays.copyOfRange(micros, 0, cut));
    TimeAccumulator right = times(Arrays.copyOfRange(micros, cut, micros.length));
    right.merge(left);

    assertThat(right.result()).as("seed %d, cut %d", seed, cut).isEqualTo(times(micros).result());
  }
}
