package dev.throughline.ingest.quarantine;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.Location;

/**
 * One record that was not accepted.
 *
 * @param message one sentence that says what is wrong
 * @param raw the record as it stood in the input, cut at {@value #MAX_RAW_LENGTH} characters
 */
public record Rejection(ErrorCode code, String message, Location location, String raw) {
  public static final int MAX_RAW_LENGTH = 4096;

  public Rejection {
    raw = raw.length() <= MAX_RAW_LENGTH ? raw : raw.substring(0, MAX_RAW_LENGTH);
  }
}
