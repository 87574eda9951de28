package dev.throughline.model;

/** The number of a finding, given when it was first found; from 1. */
public record FindingId(long value) implements Comparable<FindingId> {
  public FindingId {
    if (value < 1) {
      throw new IllegalArgumentException("finding id must be at least 1, was " + value);
    }
  }

  @Override
  public int compareTo(FindingId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
