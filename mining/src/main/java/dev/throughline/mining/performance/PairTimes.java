package dev.throughline.mining.performance;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Times per ordered pair of numbers that count from 0, such as activity codes. Memory grows with
 * the pairs that occur, not with the numbers.
 */
public final class PairTimes implements Serializable {
  private static final long serialVersionUID = 1;
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  /** A power of two, so that one comparison tells whether both numbers are below it. */
  private static final int DENSE_NUMBERS = 256;

  /*
   * Logs have few activities, so pairs of low numbers stand in a matrix: two loads per step. A matrix of 65,536 activities or
   * of all people of a company would not fit into memory though few of its pairs occur, so the others stand in an
   * open-addressed hash table at a load of at most one half.
   */
  private TimeAccumulator[][] rows = new TimeAccumulator[16][];
  private long[] pairs = new long[64];
  private TimeAccumulator[] times = new TimeAccumulator[64];
  private int size;

  /** Takes what {@link #forEach} hands out. */
  @FunctionalInterface
  public interface PairConsumer {
    void accept(int from, int to, TimeAccumulator times);
  }

  /** The accumulator of a pair, made when it is new. O(1) amortised. */
  public TimeAccumulator at(int from, int to) {
    if ((from | to) >= DENSE_NUMBERS) {
      return sparseAt((long) from << 32 | to);
    }
    if (from < rows.length) {
      TimeAccumulator[] row = rows[from];
      if (row != null && to < row.length && row[to] != null) {
        return row[to];
      }
    }
    return create(from, to);
  }

  private TimeAccumulator create(int from, int to) {
    if (from >= rows.length) {
      rows = Arrays.copyOf(rows, Math.max(from + 1, rows.length * 2));
    }
    TimeAccumulator[] row = rows[from] == null ? new TimeAccumulator[16] : rows[from];
    if (to >= row.length) {
      row = Arrays.copyOf(row, Math.max(to + 1, row.length * 2));
    }
    rows[from] = row;
    row[to] = new TimeAccumulator();
    return row[to];
  }

  private TimeAccumulator sparseAt(long pair) {
    int slot = slot(pair);
    if (times[slot] != null) {
      return times[slot];
    }
    if (++size > pairs.length >> 1) {
      rehash();
      slot = slot(pair);
    }
    pairs[slot] = pair;
    times[slot] = new TimeAccumulator();
    return times[slot];
  }

  /** Where the pair stands, or would stand. */
  private int slot(long pair) {
    int mask = pairs.length - 1;
    long hash = pair * MULTIPLIER;
    int slot = (int) (hash >>> 32) & mask;
    while (times[slot] != null && pairs[slot] != pair) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void rehash() {
    long[] oldPairs = pairs;
    TimeAccumulator[] oldTimes = times;
    pairs = new long[oldPairs.length << 1];
    times = new TimeAccumulator[pairs.length];
    for (int i = 0; i < oldPairs.length; i++) {
      if (oldTimes[i] != null) {
        int slot = slot(oldPairs[i]);
        pairs[slot] = oldPairs[i];
        times[slot] = oldTimes[i];
      }
    }
  }

  /** Every pair that occurs, in no special order. */
  public void forEach(PairConsumer consumer) {
    for (int from = 0; from < rows.length; from++) {
      TimeAccumulator[] row = rows[from];
      for (int to = 0; row != null && to < row.length; to++) {
        if (row[to] != null) {
          consumer.accept(from, to, row[to]);
        }
      }
    }
    for (int i = 0; i < pairs.length; i++) {
      if (times[i] != null) {
        consumer.accept((int) (pairs[i] >>> 32), (int) pairs[i], times[i]);
      }
    }
  }
}
