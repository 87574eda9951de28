package dev.throughline.api.error;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.ErrorKind;
import io.grpc.Status;
import org.springframework.http.HttpStatus;

/** The HTTP and the gRPC status of every error. */
public final class ErrorStatus {

  /** A few codes have a status of their own; all others take that of their kind. */
  public static HttpStatus of(ErrorCode code) {
    return switch (code) {
      case UNAUTHENTICATED -> HttpStatus.UNAUTHORIZED;
      case TOO_MANY_REQUESTS -> HttpStatus.TOO_MANY_REQUESTS;
      case STALE_VERSION -> HttpStatus.PRECONDITION_FAILED;
      case VERSION_NEEDED -> HttpStatus.PRECONDITION_REQUIRED;
      case KEY_REUSED -> HttpStatus.UNPROCESSABLE_CONTENT;
      default -> of(code.kind());
    };
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

  /** A few codes have a status of their own; all others take that of their kind. */
  public static Status.Code grpc(ErrorCode code) {
    if (code == ErrorCode.UNAUTHENTICATED) {
      return Status.Code.UNAUTHENTICATED;
    }
    if (code == ErrorCode.DEADLINE_EXCEEDED) {
      return Status.Code.DEADLINE_EXCEEDED;
    }
    return grpc(code.kind());
  }

  static Status.Code grpc(ErrorKind kind) {
    return switch (kind) { // no default: a new kind must not compile until it is mapped
      case INVALID -> Status.Code.INVALID_ARGUMENT;
      case FORBIDDEN -> Status.Code.PERMISSION_DENIED;
      case NOT_FOUND -> Status.Code.NOT_FOUND;
      case CONFLICT -> Status.Code.ABORTED;
      case LIMIT -> Status.Code.RESOURCE_EXHAUSTED;
      case UPSTREAM -> Status.Code.UNAVAILABLE;
      case INTERNAL -> Status.Code.INTERNAL;
    };
  }

  private ErrorStatus() {}
}
