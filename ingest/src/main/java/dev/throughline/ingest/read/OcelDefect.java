package dev.throughline.ingest.read;

import dev.throughline.model.ErrorCode;
import org.jspecify.annotations.Nullable;

/** What is wrong with one element; the element is rejected, the file is read on. */
final class OcelDefect extends Exception {
  private final ErrorCode code;
  private final @Nullable String field;

  OcelDefect(ErrorCode code, @Nullable String field, String message) {
    super(message, null, false, false); // thrown per bad element: no stack trace
    this.code = code;
    this.field = field;
  }

  ErrorCode code() {
    return code;
  }

  @Nullable String field() {
    return field;
  }

  /** One sentence. */
  String message() {
    return String.valueOf(getMessage());
  }
}
