package dev.throughline.ingest.correlate;

import java.util.List;

/**
 * An event that belongs to no case as far as is known.
 *
 * @param nearMisses the likeliest first, at most {@value #MAX_NEAR_MISSES}
 */
public record Orphan(long event, Why why, List<NearMiss> nearMisses) {
  static final int MAX_NEAR_MISSES = 5;

  public Orphan {
    nearMisses = List.copyOf(nearMisses);
  }

  /** Why an event has no case. */
  public enum Why {
    /** No linked event shares a document with it. */
    NOTHING_SHARED,
    /** Several cases fit equally well. */
    AMBIGUOUS,
    /** A case shares a document with it, but too little else agrees. */
    TOO_LITTLE_AGREES
  }
}
