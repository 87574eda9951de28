package dev.throughline.ingest.map.record;

import dev.throughline.ingest.read.ReadLimits;
import dev.throughline.model.ErrorCode;
import java.math.BigDecimal;

/** What a name, a text, a number and a list may be at most: the limits of the file readers. */
final class Limits {
  static final int MAX_NAME_CHARS = 16_384;
  static final int MAX_TEXT_CHARS = ReadLimits.DEFAULT.maxFieldChars();
  static final int MAX_ENTRIES = ReadLimits.DEFAULT.maxFields();

  /** Digits, and places before or behind the point. */
  static final int MAX_DIGITS = 1_000;

  /** An id, a name, an activity: not blank, not too long. */
  static String name(String text, String pointer) throws RecordDefect {
    if (text.isBlank()) {
      throw new RecordDefect(ErrorCode.MISSING_FIELD, pointer, "The field is blank");
    }
    return bounded(text, MAX_NAME_CHARS, pointer);
  }

  static String text(String text, String pointer) throws RecordDefect {
    return bounded(text, MAX_TEXT_CHARS, pointer);
  }

  private static String bounded(String text, int max, String pointer) throws RecordDefect {
    if (text.length() > max) {
      throw new RecordDefect(
          ErrorCode.FIELD_TOO_LONG,
          pointer,
          "The field has %d characters; at most %d are read".formatted(text.length(), max));
    }
    return text;
  }

  /** A number that every engine can hold and print without an exponent of a thousand digits. */
  static BigDecimal number(BigDecimal number, String pointer) throws RecordDefect {
    if (number.precision() > MAX_DIGITS || Math.abs((long) number.scale()) > MAX_DIGITS) {
      throw new RecordDefect(
          ErrorCode.BAD_VALUE, pointer, "The number has more than %d digits".formatted(MAX_DIGITS));
    }
    return number;
  }

  static void entries(int count, String pointer) throws RecordDefect {
    if (count > MAX_ENTRIES) {
      throw new RecordDefect(
          ErrorCode.TOO_LARGE,
          pointer,
          "The list has %d entries; at most %d are read".formatted(count, MAX_ENTRIES));
    }
  }

  private Limits() {}
}
