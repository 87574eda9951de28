package dev.throughline.mining.pack;

import java.math.BigDecimal;
import java.time.Duration;

/** A constant that expressions name, such as a tolerance. */
public sealed interface Parameter {

  /** A number without a unit; 0.02 is 2 %. */
  record Numeric(BigDecimal value) implements Parameter {}

  /** A length of time to add to a moment. */
  record Span(Duration value) implements Parameter {}
}
