package dev.throughline.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A known error. Its message is one sentence that its user may see; it never holds a secret or a
 * stack trace.
 */
public final class ThroughlineException extends RuntimeException {
  private final ErrorCode code;
  private final transient @Nullable Location location;

  public ThroughlineException(ErrorCode code, String message) {
    this(code, message, null, null);
  }

  public ThroughlineException(ErrorCode code, String message, @Nullable Location location) {
    this(code, message, location, null);
  }

  public ThroughlineException(
      ErrorCode code, String message, @Nullable Location location, @Nullable Throwable cause) {
    super(location == null ? message : location + ": " + message, cause);
    this.code = code;
    this.location = location;
  }

  public ErrorCode code() {
    return code;
  }

  public Optional<Location> location() {
    return Optional.ofNullable(location);
  }
}
