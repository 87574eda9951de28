package dev.throughline.mining.performance;

import dev.throughline.model.Activity;

/** The first or the last event of an activity in a case: what times are measured from and to. */
public record Milestone(Activity activity, Occurrence occurrence) {

  /** Which of an activity's events in a case. */
  public enum Occurrence {
    FIRST,
    LAST
  }

  public static Milestone first(Activity activity) {
    return new Milestone(activity, Occurrence.FIRST);
  }

  public static Milestone last(Activity activity) {
    return new Milestone(activity, Occurrence.LAST);
  }
}
