package dev.throughline.model;

/** Where an exception stands. */
public enum FindingState {
  /** Found; nobody and nothing has looked at it. */
  OPEN,
  /** There is advice. */
  TRIAGED,
  /** Somebody proposed an action. */
  PROPOSED,
  /** The action was approved by as many people as it needs. */
  APPROVED,
  /** The proposal was rejected; another may follow while the discrepancy is there. */
  REJECTED,
  /** The action was carried out. */
  DONE,
  /**
   * The action could not be carried out; it may be proposed again while the discrepancy is there.
   */
  FAILED,
  /** The discrepancy went away by itself, such as a receipt that was posted after all. */
  RESOLVED;

  /**
   * Whether people are at work on it, so that it stays as they left it although the discrepancy
   * went away: what was proposed waits for a decision, what was approved for whoever carries it
   * out.
   */
  public boolean isInHand() {
    return this == PROPOSED || this == APPROVED;
  }

  /** Whether it still waits for something; only these age. */
  public boolean isOpen() {
    return switch (this) {
      case OPEN, TRIAGED, PROPOSED, APPROVED, REJECTED, FAILED -> true;
      case DONE, RESOLVED -> false;
    };
  }
}
