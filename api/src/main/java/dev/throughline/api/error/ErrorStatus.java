package dev.throughline.api.error;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.ErrorKind;
import org.springframework.http.HttpStatus;

/** The HTTP status of every error. */
public final class ErrorStatus {

  /** A few codes have a status of their own; all others take that of their kind. */
  public static HttpStatus of(ErrorCode code) {
    if (code == ErrorCode.UNAUTHENTICATED) {
      return HttpStatus.UNAUTHORIZED;
    }
    if (code == ErrorCode.TOO_MANY_REQUESTS) {
      return HttpStatus.TOO_MANY_REQUESTS;
    }
    return of(code.kind());
  }

  static HttpStatus of(ErrorKind kind) {
    return switch (kind) { // no default: a new kind must not compile until it is mapped
      case INVALID -> HttpStatus.BAD_REQUEST;
      case FORBIDDEN -> HttpStatus.FORBIDDEN;
      case NOT_FOUND -> HttpStatus.NOT_FOUND;
      case CONFLICT -> HttpStatus.CONFLICT;
      case LIMIT -> HttpStatus.CONTENT_TOO_LARGE;
      case UPSTREAM -> HttpStatus.SERVICE_UNAVAILABLE;
      case INTERNAL -> HttpStatus.INTERNAL_SERVER_ERROR;
    };
  }

  private ErrorStatus() {}
}
