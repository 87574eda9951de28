package dev.throughline.ingest.read;

import dev.throughline.model.AttributeValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The attribute elements of XES, and what may stand in their values. */
enum XesType {
  STRING,
  DATE,
  INT,
  FLOAT,
  BOOLEAN,
  ID,
  LIST,
  CONTAINER,
  /** The element that holds the items of a list; not an attribute itself. */
  VALUES;

  /** Numbers with more characters are not meant as numbers, and take long to turn into one. */
  private static final int MAX_NUMBER_LENGTH = 1_000;

  private static final int MAX_EXPONENT_DIGITS = 3;
  private static final int UUID_LENGTH = 36;
  private static final Set<String> NOT_FINITE =
      Set.of("nan", "inf", "+inf", "-inf", "infinity", "+infinity", "-infinity");

  private final String element = name().toLowerCase(Locale.ROOT);

  /** The attribute type that the element stands for; null for any other element. */
  static @Nullable XesType ofAttribute(String element) {
    return switch (element) {
      case "string" -> STRING;
      case "date" -> DATE;
      case "int" -> INT;
      case "float" -> FLOAT;
      case "boolean" -> BOOLEAN;
      case "id" -> ID;
      case "list" -> LIST;
      case "container" -> CONTAINER;
      default -> null;
    };
  }

  String element() {
    return element;
  }

  /** Whether an attribute of this type has a value of its own. */
  boolean hasValue() {
    return this != LIST && this != CONTAINER && this != VALUES;
  }

  /** Whether the text is a value of this type; dates are left to {@link XesTimestamp}. */
  boolean accepts(String text) {
    return switch (this) {
      case INT -> isWhole(text.strip());
      case FLOAT -> isReal(text.strip());
      case BOOLEAN -> isTrue(text) || isFalse(text);
      case ID -> isIdentifier(text.strip());
      default -> true;
    };
  }

  /** Whether the text is one of the values of {@code xs:double} that no decimal number has. */
  boolean isNotFinite(String text) {
    return this == FLOAT && NOT_FINITE.contains(text.strip().toLowerCase(Locale.ROOT));
  }

  /** The value of an accepted text. */
  AttributeValue value(String text, XesTimestamp timestamp) {
    return switch (this) {
      case STRING -> new AttributeValue.Text(text);
      case DATE -> moment(text, timestamp);
      case INT -> new AttributeValue.Whole(Long.parseLong(text.strip()));
      case FLOAT -> new AttributeValue.Real(new BigDecimal(text.strip()));
      case BOOLEAN -> new AttributeValue.Flag(isTrue(text));
      case ID -> new AttributeValue.Identifier(UUID.fromString(text.strip()));
      case LIST, VALUES -> new AttributeValue.Sequence(List.of());
      case CONTAINER -> new AttributeValue.Container();
    };
  }

  private static AttributeValue moment(String text, XesTimestamp timestamp) {
    if (timestamp.read(text) != XesTimestamp.Outcome.READ) {
      throw new IllegalArgumentException("date must be checked before, was " + text);
    }
    return new AttributeValue.Moment(timestamp.moment());
  }

  private static boolean isTrue(String text) {
    return "1".equals(text.strip()) || "true".equalsIgnoreCase(text.strip());
  }

  private static boolean isFalse(String text) {
    return "0".equals(text.strip()) || "false".equalsIgnoreCase(text.strip());
  }

  private static boolean isWhole(String text) {
    int start = signEnd(text, 0);
    if (start == text.length() || digitsEnd(text, start) != text.length()) {
      return false;
    }
    return text.length() - start <= 18 || fitsLong(text);
  }

  private static boolean fitsLong(String text) {
    try {
      Long.parseLong(text);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean isReal(String text) {
    int start = signEnd(text, 0);
    int end = digitsEnd(text, start);
    int digits = end - start;
    if (end < text.length() && text.charAt(end) == '.') {
      int fraction = end + 1;
      end = digitsEnd(text, fraction);
      digits += end - fraction;
    }
    return digits > 0 && text.length() <= MAX_NUMBER_LENGTH && isExponent(text, end);
  }

  /** Nothing, or an exponent of a size that a double can have. */
  private static boolean isExponent(String text, int start) {
    if (start == text.length()) {
      return true;
    }
    if (text.charAt(start) != 'e' && text.charAt(start) != 'E') {
      return false;
    }
    int digits = signEnd(text, start + 1);
    int length = text.length() - digits;
    return length > 0 && length <= MAX_EXPONENT_DIGITS && digitsEnd(text, digits) == text.length();
  }

  private static int signEnd(String text, int start) {
    boolean signed =
        start < text.length() && (text.charAt(start) == '-' || text.charAt(start) == '+');
    return signed ? start + 1 : start;
  }

  private static int digitsEnd(String text, int start) {
    int end = start;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  private static boolean isIdentifier(String text) {
    if (text.length() != UUID_LENGTH) {
      return false;
    }
    for (int i = 0; i < UUID_LENGTH; i++) {
      char c = text.charAt(i);
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash ? c != '-' : c > 'f' || Character.digit(c, 16) < 0) {
        return false;
      }
    }
    return true;
  }
}
