package dev.throughline.api.simulate;

/**
 * One process of the retailer. A unit is what begins together, such as a purchase order with its
 * lines; its story is a function of the plan, its number and its start, whatever else is told.
 */
public interface ProcessSimulator {

  /** The process, as its pack is called: {@code procure-to-pay}. */
  String process();

  /**
   * Tells everything that the systems say about one unit, from its first event to its last, in any
   * order; no message is recorded before the start.
   *
   * @param startMillis when the unit begins; a working day's morning to evening
   */
  void tell(long unit, long startMillis, Story story);
}
