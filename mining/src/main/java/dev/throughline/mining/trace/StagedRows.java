package dev.throughline.mining.trace;

/** Up to {@value #CAPACITY} events in the order of arrival. */
final class StagedRows {
  static final int CAPACITY = 1 << 17;
  static final StagedRows NONE = new StagedRows(0, 0);

  final int[] cases;
  final char[] activities;
  final long[] micros;
  final int[] sources;
  final int[][] performers;
  private int size;

  StagedRows(int performerColumns) {
    this(performerColumns, CAPACITY);
  }

  private StagedRows(int performerColumns, int capacity) {
    cases = new int[capacity];
    activities = new char[capacity];
    micros = new long[capacity];
    sources = new int[capacity];
    performers = new int[performerColumns][capacity];
  }

  boolean isFull() {
    return size == CAPACITY;
  }

  int size() {
    return size;
  }

  /** Returns the position of the new row. */
  int add(int caseCode, char activity, long at, int source) {
    cases[size] = caseCode;
    activities[size] = activity;
    micros[size] = at;
    sources[size] = source;
    return size++;
  }
}
