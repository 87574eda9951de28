package dev.throughline.mining.performance;

import java.time.Duration;
import java.util.List;

/**
 * How long cases take, from their first to their last event or from one milestone to another.
 *
 * @param quantiles at fixed probabilities, rising, linearly interpolated between neighbours
 *     (Hyndman and Fan 1996, type 7)
 * @param histogram equal-width bins from 0 to the longest duration; empty without cases
 */
public record CaseDurations(TimeStatistics times, List<Quantile> quantiles, List<Bin> histogram) {
  public CaseDurations {
    quantiles = List.copyOf(quantiles);
    histogram = List.copyOf(histogram);
  }

  /** The duration that a share {@code probability} (0..1) of cases does not exceed. */
  public record Quantile(double probability, Duration duration) {}

  /** Cases whose duration is at least {@code from} and below {@code to} (the last bin: at most). */
  public record Bin(Duration from, Duration to, long cases) {}
}
