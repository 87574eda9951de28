package dev.throughline.mining.pack;

import java.util.Locale;

/** The type of a fact or of a column of events. */
public enum FactType {
  /** Exact, with 6 decimals. */
  NUMBER,
  TEXT,
  /** Whole microseconds, UTC. */
  MOMENT,
  /** A truth value. */
  FLAG;

  /** As packs write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
