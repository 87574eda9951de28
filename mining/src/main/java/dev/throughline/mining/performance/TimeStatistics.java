package dev.throughline.mining.performance;

import java.time.Duration;

/**
 * Times of a population; exact except where stated.
 *
 * @param count how many; 0 has zero for every time
 * @param mean rounded half-even to nanoseconds
 * @param median mean of the two middle values for an even count; exact up to {@link
 *     DurationSketch#EXACT_VALUES} values, beyond that within {@link DurationSketch#RELATIVE_ERROR}
 *     of the exact one
 */
public record TimeStatistics(
    long count, Duration min, Duration mean, Duration median, Duration max, Duration sum) {
  public static final TimeStatistics NONE =
      new TimeStatistics(
          0, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
}
