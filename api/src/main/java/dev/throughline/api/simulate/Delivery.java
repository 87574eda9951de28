package dev.throughline.api.simulate;

/** How a record arrives. */
public enum Delivery {
  /** For the first time and well. */
  FIRST,
  /** Once more; it says the same under the same event id. */
  AGAIN,
  /** Damaged; a sound one with the same event id follows. */
  DAMAGED
}
