package dev.throughline.ai.summary;

import org.jspecify.annotations.Nullable;

/**
 * A finding in a few sentences.
 *
 * @param text plain text that may be shown; it is not markup
 * @param by who wrote it: {@code template/} and its version, or {@code model/} with the language
 *     model's name and the version of the prompt
 * @param outcome how it came about
 * @param objection why the language model's text is not shown, for operators; null when it is, or
 *     when none was asked
 */
public record Summary(String text, String by, Outcome outcome, @Nullable String objection) {
  /** The longest text that is ever shown. */
  public static final int MAX_LENGTH = 1200;

  public Summary {
    if (text.isBlank() || text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "text must have 1 to %d characters, had %d".formatted(MAX_LENGTH, text.length()));
    }
    if (by.isBlank()) {
      throw new IllegalArgumentException("by must not be blank");
    }
  }

  /** How a summary came about. All but {@code MODEL} show the template's text. */
  public enum Outcome {
    /** No language model was asked. */
    TEMPLATE,
    /** The language model's text passed the check. */
    MODEL,
    /** It did not answer in time, refused, or could not be reached. */
    UNAVAILABLE,
    /** Its answer was longer than is read. */
    TOO_LARGE,
    /** Its answer was cut off, or it does not say that it is complete. */
    CUT_OFF,
    /** Its answer does not have the form that was asked for. */
    UNREADABLE,
    /** Its text says something that is not among the facts. */
    UNGROUNDED
  }
}
