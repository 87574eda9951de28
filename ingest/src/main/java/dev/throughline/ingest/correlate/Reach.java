package dev.throughline.ingest.correlate;

/** How many cases a rule may link an event to. */
public enum Reach {
  /** Exactly one; several candidates are an ambiguity, and link nothing. */
  ONE_CASE,
  /** All that the document belongs to, such as the lines of an invoice that is paid. */
  EVERY_CASE
}
