package dev.throughline.mining.performance;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Counts durations so that quantiles can be asked for. Exact while there are few values; beyond
 * that within {@link #RELATIVE_ERROR} of the exact quantile. The answer depends only on which
 * values were added, never on their order or on how sketches were merged.
 */
public final class DurationSketch implements Serializable {
  private static final long serialVersionUID = 1;

  /**
   * Up to this many values per population quantiles are exact, unless a sketch is made with another
   * number.
   */
  public static final int EXACT_VALUES = 4096;

  private static final int PRECISION_BITS = 8;
  private static final int SUB_BUCKETS = 1 << PRECISION_BITS;

  /** Half the width of a bucket relative to its lower bound: 1/512, about 0.2 %. */
  public static final double RELATIVE_ERROR = 1.0 / (2 * SUB_BUCKETS);

  /*
   * Values are kept in a list until there are more than maxExact; then they are counted in log-linear buckets, 256 per
   * power of two (Tene, HdrHistogram; Masson, Rim and Lee, DDSketch, VLDB 2019). Adding counts is commutative and
   * associative, which sketches that sample or compact (KLL, t-digest) are not: their answers differ with the order of
   * merging. Whether the list or the buckets answer depends on the total number only, so it is independent of order too.
   * The buckets cover only the range seen, moved and widened as needed.
   */
  private final int maxExact;
  private long[] values = new long[8];
  private long size;
  private boolean counting;
  private long[] counts = {};
  private int firstBucket;

  public DurationSketch() {
    this(EXACT_VALUES);
  }

  /**
   * @param maxExact how many values are kept as they are
   */
  public DurationSketch(int maxExact) {
    this.maxExact = maxExact;
  }

  /** Adds a duration in microseconds, not negative. O(1) amortised. */
  public void add(long micros) {
    if (counting) {
      countIn(bucket(micros), 1);
      size++;
    } else {
      append(micros);
    }
  }

  private void append(long micros) {
    if (size == maxExact) {
      startCounting();
      add(micros);
      return;
    }
    if (size == values.length) {
      values = Arrays.copyOf(values, (int) Math.min(maxExact, size * 2));
    }
    values[(int) size++] = micros;
  }

  private void startCounting() {
    counting = true;
    for (int i = 0; i < size; i++) {
      countIn(bucket(values[i]), 1);
    }
    values = new long[0];
  }

  /** Adds all values of another sketch of the same settings. O(its values or buckets). */
  public void merge(DurationSketch other) {
    if (!other.counting) {
      for (int i = 0; i < other.size; i++) {
        add(other.values[i]);
      }
      return;
    }
    if (!counting) {
      startCounting();
    }
    for (int i = 0; i < other.counts.length; i++) {
      if (other.counts[i] > 0) {
        countIn(other.firstBucket + i, other.counts[i]);
      }
    }
    size = Math.addExact(size, other.size);
  }

  public long size() {
    return size;
  }

  /**
   * The values at the given ranks, in microseconds. O(n log n) while exact, else O(buckets).
   *
   * @param ranks rising, each from 0 (the smallest value) to {@code size() - 1}
   */
  public long[] valuesAt(long... ranks) {
    return counting ? countedAt(ranks) : exactAt(ranks);
  }

  private long[] exactAt(long[] ranks) {
    long[] sorted = sorted();
    return Arrays.stream(ranks).map(rank -> sorted[(int) rank]).toArray();
  }

  private long[] sorted() {
    long[] sorted = Arrays.copyOf(values, (int) size);
    Arrays.sort(sorted);
    return sorted;
  }

  private long[] countedAt(long[] ranks) {
    long[] found = new long[ranks.length];
    int next = 0;
    long below = 0;
    for (int i = 0; i < counts.length && next < ranks.length; i++) {
      below += counts[i];
      while (next < ranks.length && ranks[next] < below) {
        found[next++] = middle(firstBucket + i);
      }
    }
    return found;
  }

  /**
   * How many values fall in each of {@code bins} equal ranges from 0 to {@code max}; the last one
   * includes {@code max}. Once buckets are counted, a value within {@link #RELATIVE_ERROR} of a
   * bound may fall on either side of it.
   */
  public long[] histogram(int bins, long max) {
    long[] histogram = new long[bins];
    if (counting) {
      for (int i = 0; i < counts.length; i++) {
        if (counts[i] > 0) {
          histogram[bin(Math.min(max, middle(firstBucket + i)), bins, max)] += counts[i];
        }
      }
    } else {
      for (int i = 0; i < size; i++) {
        histogram[bin(values[i], bins, max)]++;
      }
    }
    return histogram;
  }

  /** The bin that starts at or below the value and ends above it; the last one for {@code max}. */
  private static int bin(long value, int bins, long max) {
    if (value >= max) {
      return bins - 1;
    }
    int bin = (int) Math.min(bins - 1, (long) ((double) value / max * bins));
    while (bin > 0 && value < DurationDistribution.binStart(bin, bins, max)) {
      bin--;
    }
    while (bin < bins - 1 && value >= DurationDistribution.binStart(bin + 1, bins, max)) {
      bin++;
    }
    return bin;
  }

  private void countIn(int bucket, long times) {
    int index = bucket - firstBucket;
    if (index < 0 || index >= counts.length) {
      cover(bucket);
      index = bucket - firstBucket;
    }
    counts[index] += times;
  }

  private void cover(int bucket) {
    if (counts.length == 0) {
      firstBucket = bucket;
      counts = new long[SUB_BUCKETS];
      return;
    }
    int from = Math.min(firstBucket, bucket);
    int to = Math.max(firstBucket + counts.length, bucket + 1);
    int spare = SUB_BUCKETS / 2;
    int newFirst = from < firstBucket ? Math.max(0, from - spare) : firstBucket;
    int newEnd = to > firstBucket + counts.length ? to + spare : to;
    long[] wider = new long[newEnd - newFirst];
    System.arraycopy(counts, 0, wider, firstBucket - newFirst, counts.length);
    counts = wider;
    firstBucket = newFirst;
  }

  private static int bucket(long micros) {
    if (micros < SUB_BUCKETS) {
      return (int) micros;
    }
    int shift = 63 - PRECISION_BITS - Long.numberOfLeadingZeros(micros);
    return (shift << PRECISION_BITS) + (int) (micros >>> shift);
  }

  /** The value in the middle of a bucket; below {@code SUB_BUCKETS} each bucket holds one value. */
  private static long middle(int bucket) {
    if (bucket < SUB_BUCKETS) {
      return bucket;
    }
    int shift = (bucket >>> PRECISION_BITS) - 1;
    long lower = (long) (bucket - (shift << PRECISION_BITS)) << shift;
    return lower + ((1L << shift) >> 1);
  }
}
