package dev.throughline.api.events;

import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.model.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * A record that was not accepted.
 *
 * @param line from 1; 0 when the whole file is meant
 * @param field column, element or key; absent when the whole line is meant
 */
record RejectionResponse(
    String file, long line, @Nullable String field, ErrorCode code, String message, String raw) {
  static RejectionResponse from(Rejection rejection) {
    return new RejectionResponse(
        rejection.location().file(),
        rejection.location().line(),
        rejection.location().field(),
        rejection.code(),
        rejection.message(),
        rejection.raw());
  }
}
