package dev.throughline.mining.performance;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;

/** Sums up durations exactly: count, smallest, largest, sum, and a sketch for the median. */
public final class TimeAccumulator implements Serializable {
  private static final long serialVersionUID = 1;
  private static final long MICROS_PER_SECOND = 1_000_000;

  /*
   * A sum of microseconds overflows 64 bits at 10^8 events and a mean of 25 hours, so whole seconds and the rest are
   * summed apart.
   */
  private final DurationSketch sketch;
  private long min = Long.MAX_VALUE;
  private long max = Long.MIN_VALUE;
  private long seconds;
  private long restMicros;

  public TimeAccumulator() {
    this(new DurationSketch());
  }

  public TimeAccumulator(DurationSketch sketch) {
    this.sketch = sketch;
  }

  /** Adds a duration in microseconds, not negative. */
  public void add(long micros) {
    min = Math.min(min, micros);
    max = Math.max(max, micros);
    long wholeSeconds = micros / MICROS_PER_SECOND;
    seconds = Math.addExact(seconds, wholeSeconds);
    restMicros += micros - wholeSeconds * MICROS_PER_SECOND;
    sketch.add(micros);
  }

  public void merge(TimeAccumulator other) {
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
    seconds = Math.addExact(seconds, other.seconds);
    restMicros = Math.addExact(restMicros, other.restMicros);
    sketch.merge(other.sketch);
  }

  public DurationSketch sketch() {
    return sketch;
  }

  /** The largest value in microseconds; meaningless without values. */
  long max() {
    return max;
  }

  public TimeStatistics result() {
    long count = sketch.size();
    if (count == 0) {
      return TimeStatistics.NONE;
    }
    BigInteger sum =
        BigInteger.valueOf(seconds)
            .multiply(BigInteger.valueOf(MICROS_PER_SECOND))
            .add(BigInteger.valueOf(restMicros));
    return new TimeStatistics(
        count, micros(min), mean(sum, count), median(count), micros(max), duration(sum));
  }

  private static Duration mean(BigInteger sumMicros, long count) {
    BigInteger nanos =
        new BigDecimal(sumMicros)
            .multiply(BigDecimal.valueOf(1000))
            .divide(BigDecimal.valueOf(count), 0, RoundingMode.HALF_EVEN)
            .toBigInteger();
    return ofNanos(nanos);
  }

  private Duration median(long count) {
    long[] middle = sketch.valuesAt((count - 1) / 2, count / 2);
    long low = clamp(middle[0]);
    long high = clamp(middle[1]);
    return micros(low).plus(micros(high - low).dividedBy(2));
  }

  /** A bucket's middle may lie beyond the values seen. */
  long clamp(long micros) {
    return Math.max(min, Math.min(max, micros));
  }

  private static Duration duration(BigInteger micros) {
    return ofNanos(micros.multiply(BigInteger.valueOf(1000)));
  }

  private static Duration ofNanos(BigInteger nanos) {
    BigInteger[] parts = nanos.divideAndRemainder(BigInteger.valueOf(1_000_000_000));
    return Duration.ofSeconds(parts[0].longValueExact(), parts[1].longValueExact());
  }

  static Duration micros(long micros) {
    return Duration.ofSeconds(micros / MICROS_PER_SECOND, micros % MICROS_PER_SECOND * 1000);
  }
}
