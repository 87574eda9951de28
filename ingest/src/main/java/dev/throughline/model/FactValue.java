package dev.throughline.model;

import java.math.BigDecimal;
import java.time.Instant;

/** One fact about a case, such as the quantity received. A fact that is not known is absent. */
public sealed interface FactValue {

  /** A quantity, a price, an amount, a number of hours. */
  record Numeric(BigDecimal value) implements FactValue {
    /** Trailing zeros say nothing: 2.50 and 2.5 are one fact. */
    public Numeric {
      value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }

    @Override
    public String toString() {
      return value.toPlainString();
    }
  }

  /** A name, a unit, an id. */
  record Text(String value) implements FactValue {
    @Override
    public String toString() {
      return value;
    }
  }

  /** A moment, UTC. */
  record Moment(Instant value) implements FactValue {
    @Override
    public String toString() {
      return value.toString();
    }
  }

  /** A truth value. */
  record Flag(boolean value) implements FactValue {
    @Override
    public String toString() {
      return Boolean.toString(value);
    }
  }
}
