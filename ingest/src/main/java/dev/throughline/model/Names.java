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

  private Names() {}
}
