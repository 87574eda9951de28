package dev.throughline.ingest.correlate;

/** What a rule asks of the items (SKU, supplier's article) that it does not need to agree. */
public enum ItemCheck {
  /** An item that both the event and the case have must be the same. */
  MUST_NOT_DIFFER,
  /** An item may differ, unless another candidate has the event's item. */
  UNLESS_ANOTHER_AGREES,
  /** Items are not looked at. */
  IGNORED
}
