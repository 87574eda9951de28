package dev.throughline.ai.summary;

/** An endpoint answered with more bytes than are read. */
final class AnswerTooLargeException extends RuntimeException {
  AnswerTooLargeException(int limit) {
    super("the answer has more than " + limit + " bytes");
  }
}
