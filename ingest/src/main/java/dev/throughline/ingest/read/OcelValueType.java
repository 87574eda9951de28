package dev.throughline.ingest.read;

import dev.throughline.model.AttributeValue;
import dev.throughline.model.ErrorCode;
import java.math.BigDecimal;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** The types with which OCEL 2.0 declares attributes. */
public enum OcelValueType {
  STRING("TEXT"),
  TIME("TIMESTAMP"),
  INTEGER("INTEGER"),
  FLOAT("REAL"),
  BOOLEAN("BOOLEAN");

  private static final int MAX_NUMBER_LENGTH = 1_000;
  private static final int MAX_EXPONENT = 400; // a double ends at 1.8e308

  private final String columnType;

  OcelValueType(String columnType) {
    this.columnType = columnType;
  }

  /** The word for it in JSON and XML. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The type of its column in SQLite. */
  public String columnType() {
    return columnType;
  }

  /** The type of that word in JSON or XML, whatever its case; empty when there is none. */
  public static Optional<OcelValueType> ofWord(String word) {
    for (OcelValueType type : values()) {
      if (type.name().equalsIgnoreCase(word.strip())) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /** The type that declares such values; {@link #STRING} for those that OCEL does not have. */
  public static OcelValueType of(AttributeValue value) {
    if (value instanceof AttributeValue.Whole) {
      return INTEGER;
    }
    if (value instanceof AttributeValue.Real) {
      return FLOAT;
    }
    if (value instanceof AttributeValue.Flag) {
      return BOOLEAN;
    }
    return value instanceof AttributeValue.Moment ? TIME : STRING;
  }

  /**
   * A decimal number without trailing zeros and without exponent, so that equal numbers are equal
   * values whatever the format they came from.
   */
  public static BigDecimal canonical(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  /**
   * The type of an SQLite column that was declared so: OCEL's own names, and the usual other ones.
   * Integer widths, character types and the like are told by the rules of SQLite's type affinity.
   */
  static OcelValueType ofColumn(String declared) {
    String upper = declared.toUpperCase(Locale.ROOT);
    if (upper.contains("BOOL")) {
      return BOOLEAN;
    }
    if (upper.contains("TIME") || upper.contains("DATE")) {
      return TIME;
    }
    if (upper.contains("INT")) {
      return INTEGER;
    }
    boolean real = upper.contains("REAL") || upper.contains("FLOA") || upper.contains("DOUB");
    return real ? FLOAT : STRING;
  }

  /** The value that the text stands for. */
  AttributeValue read(String name, String text, OcelTimes times) throws OcelDefect {
    return switch (this) {
      case STRING -> new AttributeValue.Text(text);
      case TIME -> new AttributeValue.Moment(times.read(name, text));
      case INTEGER -> new AttributeValue.Whole(whole(name, text));
      case FLOAT -> new AttributeValue.Real(canonical(number(name, text)));
      case BOOLEAN -> new AttributeValue.Flag(truth(name, text));
    };
  }

  /** The text of a value that has no parts: what {@link #read} takes back. */
  public static String text(AttributeValue value) {
    if (value instanceof AttributeValue.Text text) {
      return text.value();
    }
    if (value instanceof AttributeValue.Whole whole) {
      return Long.toString(whole.value());
    }
    if (value instanceof AttributeValue.Real real) {
      return canonical(real.value()).toPlainString();
    }
    if (value instanceof AttributeValue.Flag flag) {
      return Boolean.toString(flag.value());
    }
    if (value instanceof AttributeValue.Moment moment) {
      return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(moment.value());
    }
    throw new IllegalArgumentException("value must have no parts, was " + value);
  }

  private static long whole(String name, String text) throws OcelDefect {
    try {
      return number(name, text).longValueExact();
    } catch (ArithmeticException e) {
      throw defect(name, text, "an integer of 64 bits");
    }
  }

  private static BigDecimal number(String name, String text) throws OcelDefect {
    String trimmed = text.strip();
    if (trimmed.length() > MAX_NUMBER_LENGTH) {
      throw defect(name, trimmed.substring(0, 20) + "…", "a number of reasonable length");
    }
    try {
      BigDecimal number = new BigDecimal(trimmed);
      if (Math.abs((long) number.precision() - number.scale()) > MAX_EXPONENT
          || number.scale() > MAX_NUMBER_LENGTH + MAX_EXPONENT) {
        throw defect(name, trimmed, "a number in the range of a double");
      }
      return number;
    } catch (NumberFormatException e) {
      throw defect(name, trimmed, "a number");
    }
  }

  private static boolean truth(String name, String text) throws OcelDefect {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw defect(name, text, "a boolean");
    };
  }

  private static OcelDefect defect(String name, String text, String expected) {
    String shown = text.length() <= 100 ? text : text.substring(0, 100) + "…";
    return new OcelDefect(
        ErrorCode.BAD_VALUE,
        name,
        "'%s' of attribute '%s' is not %s".formatted(shown, name, expected));
  }
}
