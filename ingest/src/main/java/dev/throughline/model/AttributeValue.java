package dev.throughline.model;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** A typed value of an attribute: the types of XES (IEEE 1849-2023, section 4.2) and OCEL 2.0. */
public sealed interface AttributeValue {

  /** A string. */
  record Text(String value) implements AttributeValue {
    public Text {
      Objects.requireNonNull(value, "value");
    }
  }

  /** An integer of 64 bits. */
  record Whole(long value) implements AttributeValue {}

  /** A decimal number, kept as it was written: no binary rounding. */
  record Real(BigDecimal value) implements AttributeValue {
    public Real {
      Objects.requireNonNull(value, "value");
    }
  }

  /** A truth value. */
  record Flag(boolean value) implements AttributeValue {}

  /** A moment with the offset it was written with. */
  record Moment(OffsetDateTime value) implements AttributeValue {
    public Moment {
      Objects.requireNonNull(value, "value");
    }
  }

  /** An id, a UUID. */
  record Identifier(UUID value) implements AttributeValue {
    public Identifier {
      Objects.requireNonNull(value, "value");
    }
  }

  /** An ordered list of attributes; keys may repeat. */
  record Sequence(List<Attribute> values) implements AttributeValue {
    public Sequence {
      values = List.copyOf(values);
    }
  }

  /** No value of its own, only nested attributes (XES container). */
  record Container() implements AttributeValue {}
}
