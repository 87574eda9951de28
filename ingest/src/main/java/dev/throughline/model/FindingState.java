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
  /** The proposal was rejected; another may follow. */
  REJECTED,
  /** The action was carried out. */
  DONE,
  /** The action could not be carried out; it may be proposed again. */
  FAILED,
  /** The discrepancy went away by itself, such as a receipt that was posted after all. */
  RESOLVED;

  /** Whether it still waits for something; only these age. */
  public boolean isOpen() {
    return switch (this) {
      case OPEN, TRIAGED, PROPOSED, APPROVED, REJECTED, FAILED -> true;
      case DONE, RESOLVED -> false;
    };
  }
}
