package dev.throughline.mining.pack;

/**
 * What is known of a case, by an expression.
 *
 * @param over what the expression reads
 * @param expression Spark SQL; null means that the fact is not known, which is not zero
 */
public record Fact(String name, FactType type, Over over, String expression) {

  /** What an expression reads. */
  public enum Over {
    /** Aggregates the events of the case. */
    EVENTS,
    /** Reads facts that stand before it. */
    FACTS
  }
}
