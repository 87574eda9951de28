package dev.throughline.mining.performance;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Times per ordered pair of small numbers, such as activity codes. Grows with the pairs that occur,
 * and with the largest number per first number.
 */
public final class PairTimes implements Serializable {
  private static final long serialVersionUID = 1;

  private TimeAccumulator[][] rows = new TimeAccumulator[16][];

  /** Takes what {@link #forEach} hands out. */
  @FunctionalInterface
  public interface PairConsumer {
    void accept(int from, int to, TimeAccumulator times);
  }

  /** The accumulator of a pair, made when it is new. O(1) amortised. */
  public TimeAccumulator at(int from, int to) {
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

  /** Every pair that occurs, by rising numbers. */
  public void forEach(PairConsumer consumer) {
    for (int from = 0; from < rows.length; from++) {
      TimeAccumulator[] row = rows[from];
      for (int to = 0; row != null && to < row.length; to++) {
        if (row[to] != null) {
          consumer.accept(from, to, row[to]);
        }
      }
    }
  }
}
