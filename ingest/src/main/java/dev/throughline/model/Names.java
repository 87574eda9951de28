package dev.throughline.model;

/**
 * The one rule for names and ids: not blank, and not longer than {@value #MAX_LENGTH} characters.
 */
final class Names {
  static final int MAX_LENGTH = 16_384;

  static String check(String what, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(what + " must not be blank");
    }
    if (value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "%s must have at most %d characters, had %d".formatted(what, MAX_LENGTH, value.length()));
    }
    return value;
  }

  /**
   * Compares by code points, which is the order of the UTF-8 bytes: PostgreSQL's C collation, Spark
   * and a comparison of bytes all give the same order. {@link String#compareTo} does not, when a
   * character beyond U+FFFF meets one in U+E000..U+FFFF.
   */
  static int compare(String left, String right) {
    int end = Math.min(left.length(), right.length());
    for (int i = 0; i < end; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        boolean beyond = Character.isSurrogate(a);
        return beyond == Character.isSurrogate(b) ? a - b : beyond ? 1 : -1;
      }
    }
    return left.length() - right.length();
  }

  private Names() {}
}
