package dev.throughline.mining.discovery;

import java.io.Serializable;

/**
 * Exact counts per ordered pair of numbers that count from 0, such as activity codes. Memory grows
 * with the pairs that occur.
 */
final class PairCounts implements Serializable {
  private static final long serialVersionUID = 1;
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  /* Open addressing at a load of at most one half; a count of 0 marks a free slot. */
  private long[] pairs = new long[64];
  private long[] counts = new long[64];
  private int size;

  /** Takes what {@link #forEach} hands out. */
  @FunctionalInterface
  interface PairConsumer {
    void accept(int first, int second, long count);
  }

  /**
   * Counts a pair. O(1) amortised.
   *
   * @param times at least 1
   * @throws ArithmeticException beyond the range of a long
   */
  void add(int first, int second, long times) {
    long pair = (long) first << 32 | second;
    int slot = slot(pair);
    if (counts[slot] == 0) {
      if (++size > pairs.length >> 1) {
        rehash();
        slot = slot(pair);
      }
      pairs[slot] = pair;
    }
    counts[slot] = Math.addExact(counts[slot], times);
  }

  /** Where the pair stands, or would stand. */
  private int slot(long pair) {
    int mask = pairs.length - 1;
    int slot = (int) ((pair * MULTIPLIER) >>> 32) & mask;
    while (counts[slot] != 0 && pairs[slot] != pair) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void rehash() {
    long[] oldPairs = pairs;
    long[] oldCounts = counts;
    pairs = new long[oldPairs.length << 1];
    counts = new long[pairs.length];
    for (int i = 0; i < oldPairs.length; i++) {
      if (oldCounts[i] != 0) {
        int slot = slot(oldPairs[i]);
        pairs[slot] = oldPairs[i];
        counts[slot] = oldCounts[i];
      }
    }
  }

  /** Every pair that occurs, in no special order. */
  void forEach(PairConsumer consumer) {
    for (int i = 0; i < pairs.length; i++) {
      if (counts[i] != 0) {
        consumer.accept((int) (pairs[i] >>> 32), (int) pairs[i], counts[i]);
      }
    }
  }
}
