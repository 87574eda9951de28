package dev.throughline.mining.trace;

import java.util.Arrays;

/** The event columns of a block while staged rows find their place in them. */
final class EventScatter {
  /**
   * Up to this length a case is sorted by insertion; longer ones by merging, so that no order is
   * quadratic.
   */
  private static final int INSERTION_LIMIT = 48;

  final char[] activities;
  final long[] micros;
  final int[][] performers;
  private final int[] starts;
  private final int[] next;
  private int[] sources = {};

  EventScatter(int events, int[] starts, int performerColumns) {
    this.activities = new char[events];
    this.micros = new long[events];
    this.performers = new int[performerColumns][events];
    this.starts = starts;
    this.next = Arrays.copyOf(starts, starts.length - 1);
  }

  void add(StagedRows rows) {
    for (int row = 0; row < rows.size(); row++) {
      int place = next[rows.cases[row]]++;
      activities[place] = rows.activities[row];
      micros[place] = rows.micros[row];
      for (int column = 0; column < performers.length; column++) {
        performers[column][place] = rows.performers[column][row];
      }
      addSource(place, rows.sources[row]);
    }
  }

  /** Most logs come from one source: its column is made only when a second one appears. */
  private void addSource(int place, int source) {
    if (source > 0 && sources.length == 0) {
      sources = new int[micros.length];
    }
    if (sources.length > 0) {
      sources[place] = source;
    }
  }

  /**
   * @param ranks for each source the place of its name in the order of sources
   */
  void sortWithinCases(int[] ranks) {
    for (int i = 0; i < sources.length; i++) {
      sources[i] = ranks[sources[i]];
    }
    for (int caseIndex = 0; caseIndex < starts.length - 1; caseIndex++) {
      int from = starts[caseIndex];
      int to = starts[caseIndex + 1];
      if (!isSorted(from, to)) {
        sort(from, to);
      }
    }
    sources = new int[0];
  }

  private boolean isSorted(int from, int to) {
    for (int i = from + 1; i < to; i++) {
      if (after(i - 1, i)) {
        return false;
      }
    }
    return true;
  }

  private boolean after(int left, int right) {
    if (micros[left] != micros[right]) {
      return micros[left] > micros[right];
    }
    return sources.length > 0 && sources[left] > sources[right];
  }

  private void sort(int from, int to) {
    int[] order = new int[to - from];
    Arrays.setAll(order, i -> from + i);
    if (order.length <= INSERTION_LIMIT) {
      insertionSort(order);
    } else {
      mergeSort(order);
    }
    permute(order, from);
  }

  private void insertionSort(int[] order) {
    for (int i = 1; i < order.length; i++) {
      int moved = order[i];
      int place = i;
      while (place > 0 && after(order[place - 1], moved)) {
        order[place] = order[place - 1];
        place--;
      }
      order[place] = moved;
    }
  }

  private void mergeSort(int[] order) {
    Integer[] boxed = Arrays.stream(order).boxed().toArray(Integer[]::new);
    Arrays.sort(
        boxed,
        (left, right) -> {
          int byTime = Long.compare(micros[left], micros[right]);
          return byTime != 0 || sources.length == 0
              ? byTime
              : Integer.compare(sources[left], sources[right]);
        });
    Arrays.setAll(order, i -> boxed[i]);
  }

  private void permute(int[] order, int from) {
    int length = order.length;
    char[] oldActivities = Arrays.copyOfRange(activities, from, from + length);
    long[] oldMicros = Arrays.copyOfRange(micros, from, from + length);
    for (int i = 0; i < length; i++) {
      activities[from + i] = oldActivities[order[i] - from];
      micros[from + i] = oldMicros[order[i] - from];
    }
    for (int[] column : performers) {
      int[] old = Arrays.copyOfRange(column, from, from + length);
      for (int i = 0; i < length; i++) {
        column[from + i] = old[order[i] - from];
      }
    }
  }
}
