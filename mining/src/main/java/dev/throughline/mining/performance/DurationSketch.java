package dev.throughline.mining.performance;

import java.io.IOException;
import java.io.ObjectOutputStream;
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
      addValues(other.values, (int) other.size);
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

  private void addValues(long[] more, int count) {
    if (!counting && size + count <= maxExact) {
      int total = (int) size + count;
      if (total > values.length) {
        values = Arrays.copyOf(values, Math.max(total, (int) Math.min(maxExact, size * 2)));
      }
      System.arraycopy(more, 0, values, (int) size, count);
      size = total;
      return;
    }
    for (int i = 0; i < count; i++) {
      add(more[i]);
    }
  }

  public long size() {
    return size;
  }

  /** Room for later values need not travel. */
  private void writeObject(ObjectOutputStream out) throws IOException {
    if (!counting) {
      values = Arrays.copyOf(values, Math.max(8, (int) size));
    }
    out.defaultWriteObject();
  }

  /**
   * The values at the given ranks, in microseconds. O(n + buckets) expected while exact, else
   * O(buckets).
   *
   * @param ranks rising, each from 0 (the smallest value) to {@code size() - 1}
   */
  public long[] valuesAt(long... ranks) {
    return counting ? countedAt(ranks) : exactAt(ranks);
  }

  /*
   * Values are scattered to their buckets, and only the buckets that hold a rank are sorted: several times faster than
   * sorting all, which took most of the time of an answer.
   */
  private long[] exactAt(long[] ranks) {
    if (ranks.length == 0) {
      return ranks;
    }
    int lowest = Integer.MAX_VALUE;
    int highest = 0;
    for (int i = 0; i < size; i++) {
      int bucket = bucket(values[i]);
      lowest = Math.min(lowest, bucket);
      highest = Math.max(highest, bucket);
    }
    int[] starts = new int[highest - lowest + 2];
    for (int i = 0; i < size; i++) {
      starts[bucket(values[i]) - lowest + 1]++;
    }
    for (int i = 1; i < starts.length; i++) {
      starts[i] += starts[i - 1];
    }
    return pick(scattered(starts, lowest), starts, ranks);
  }

  private long[] scattered(int[] starts, int lowest) {
    int[] next = starts.clone();
    long[] scattered = new long[(int) size];
    for (int i = 0; i < size; i++) {
      scattered[next[bucket(values[i]) - lowest]++] = values[i];
    }
    return scattered;
  }

  private static long[] pick(long[] scattered, int[] starts, long[] ranks) {
    long[] found = new long[ranks.length];
    int bucket = 0;
    int sorted = -1;
    for (int i = 0; i < ranks.length; i++) {
      while (starts[bucket + 1] <= ranks[i]) {
        bucket++;
      }
      if (bucket != sorted) {
        Arrays.sort(scattered, starts[bucket], starts[bucket + 1]);
        sorted = bucket;
      }
      found[i] = scattered[(int) ranks[i]];
    }
    return found;
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
    long[] bounds = new long[bins + 1];
    Arrays.setAll(bounds, bin -> DurationDistribution.binStart(bin, bins, max));
    long[] histogram = new long[bins];
    if (counting) {
      for (int i = 0; i < counts.length; i++) {
        if (counts[i] > 0) {
          histogram[bin(Math.min(max, middle(firstBucket + i)), bounds)] += counts[i];
        }
      }
    } else {
      for (int i = 0; i < size; i++) {
        histogram[bin(values[i], bounds)]++;
      }
    }
    return histogram;
  }

  /** The bin that starts at or below the value and ends above it; the last one for the maximum. */
  private static int bin(long value, long[] bounds) {
    int last = bounds.length - 2;
    long max = bounds[last + 1];
    if (value >= max) {
      return last;
    }
    int bin = (int) Math.min(last, (long) ((double) value / max * (last + 1)));
    while (bin > 0 && value < bounds[bin]) {
      bin--;
    }
    while (bin < last && value >= bounds[bin + 1]) {
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
