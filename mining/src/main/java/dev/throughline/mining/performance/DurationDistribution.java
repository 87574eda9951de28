package dev.throughline.mining.performance;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Durations of which each case has at most one. Quantiles are exact up to {@value #EXACT_CASES}
 * cases, beyond that within {@link DurationSketch#RELATIVE_ERROR}.
 */
final class DurationDistribution implements Serializable {
  private static final long serialVersionUID = 1;
  static final int EXACT_CASES = 1 << 20;
  private static final int BINS = 40;
  private static final int[] PERCENTS = {1, 5, 10, 25, 50, 75, 90, 95, 99};

  private final TimeAccumulator durations = new TimeAccumulator(new DurationSketch(EXACT_CASES));

  /** Adds a duration in microseconds, not negative. */
  void add(long micros) {
    durations.add(micros);
  }

  void merge(DurationDistribution other) {
    durations.merge(other.durations);
  }

  CaseDurations result() {
    TimeStatistics times = durations.result();
    if (times.count() == 0) {
      return new CaseDurations(times, List.of(), List.of());
    }
    return new CaseDurations(times, quantiles(), histogram());
  }

  /**
   * The quantile p of n values stands at {@code p * (n - 1)}, counted from 0. Whole numbers keep
   * the place between two neighbours exact, so that a half microsecond is never rounded the wrong
   * way.
   */
  private List<CaseDurations.Quantile> quantiles() {
    long last = durations.sketch().size() - 1;
    long[] ranks = new long[PERCENTS.length * 2];
    for (int i = 0; i < PERCENTS.length; i++) {
      ranks[2 * i] = PERCENTS[i] * last / 100;
      ranks[2 * i + 1] = Math.min(last, ranks[2 * i] + 1);
    }
    long[] values = valuesAt(ranks);
    List<CaseDurations.Quantile> quantiles = new ArrayList<>();
    for (int i = 0; i < PERCENTS.length; i++) {
      long low = durations.clamp(values[2 * i]);
      long high = durations.clamp(values[2 * i + 1]);
      long micros = low + hundredths(high - low, PERCENTS[i] * last % 100);
      quantiles.add(
          new CaseDurations.Quantile(PERCENTS[i] / 100.0, TimeAccumulator.micros(micros)));
    }
    return quantiles;
  }

  /** {@code whole * share / 100} without overflow, rounded half up. */
  private static long hundredths(long whole, long share) {
    return whole / 100 * share + (whole % 100 * share + 50) / 100;
  }

  /** Neighbouring probabilities may share ranks, so the pairs are asked for one after the other. */
  private long[] valuesAt(long[] ranks) {
    long[] sorted = ranks.clone();
    Arrays.sort(sorted);
    long[] values = durations.sketch().valuesAt(sorted);
    long[] found = new long[ranks.length];
    for (int i = 0; i < ranks.length; i++) {
      found[i] = values[Arrays.binarySearch(sorted, ranks[i])];
    }
    return found;
  }

  private List<CaseDurations.Bin> histogram() {
    long max = durations.max();
    long[] counts = durations.sketch().histogram(BINS, max);
    List<CaseDurations.Bin> bins = new ArrayList<>();
    for (int bin = 0; bin < BINS; bin++) {
      bins.add(
          new CaseDurations.Bin(
              TimeAccumulator.micros(binStart(bin, BINS, max)),
              TimeAccumulator.micros(binStart(bin + 1, BINS, max)),
              counts[bin]));
    }
    return bins;
  }

  /** {@code max * bin / bins} without overflow, rounded down. */
  static long binStart(int bin, int bins, long max) {
    return max / bins * bin + max % bins * bin / bins;
  }
}
