package dev.throughline.mining.trace;

/** Between what a handoff is counted. */
public enum HandoffBy {
  /** The source systems of the two events. */
  SYSTEM,
  /** The roles or groups of the two events; events without one take no part. */
  ROLE,
  /** The people or machines of the two events; events without one take no part. */
  RESOURCE
}
