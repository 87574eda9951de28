package dev.throughline.ingest.map.record;

import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Location;
import org.jspecify.annotations.Nullable;

/** What is wrong with one record; it is refused, the others are read on. */
final class RecordDefect extends Exception {
  private final ErrorCode code;
  private final @Nullable String pointer;

  /**
   * @param pointer JSON Pointer to what is wrong; null when it is the whole record
   */
  RecordDefect(ErrorCode code, @Nullable String pointer, String message) {
    super(message, null, false, false); // thrown per bad record: no stack trace
    this.code = code;
    this.pointer = pointer;
  }

  Decoded refused(Location location, String raw) {
    Location place = new Location(location.file(), location.line(), pointer);
    return new Decoded.Refused(new Rejection(code, String.valueOf(getMessage()), place, raw));
  }
}
