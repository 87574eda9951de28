package dev.throughline.api.error;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.ErrorResponse;

/** Finds the problem that an exception stands for. Only known errors say what happened. */
public final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  /** Never fails. An error of ours is logged once, with its cause, under the request's id. */
  public static Problem of(Throwable error, String requestId) {
    Throwable cause = unwrap(error);
    return known(cause, requestId)
        .orElseGet(
            () -> {
              LOG.atError()
                  .addKeyValue("requestId", requestId)
                  .setCause(cause)
                  .log("a request failed");
              return Problem.of(ErrorCode.INTERNAL, null, requestId);
            });
  }

  private static Optional<Problem> known(Throwable error, String requestId) {
    if (error instanceof ThroughlineException known) {
      return Optional.of(Problem.of(known, requestId));
    }
    if (error instanceof ErrorResponse response) {
      return BodyProblems.of(error)
          .map(known -> Problem.of(known, requestId))
          .or(() -> ofSpring(response, requestId));
    }
    return codeOf(error).map(code -> Problem.of(code, detailOf(code), requestId));
  }

  private static Optional<ErrorCode> codeOf(Throwable error) {
    if (error instanceof RejectedExecutionException) {
      return Optional.of(ErrorCode.TOO_MANY_REQUESTS);
    }
    if (error instanceof TimeoutException) {
      return Optional.of(ErrorCode.MINING_TIMED_OUT);
    }
    if (error instanceof DataBufferLimitException) {
      return Optional.of(ErrorCode.TOO_LARGE);
    }
    if (error instanceof AuthenticationException) {
      return Optional.of(ErrorCode.UNAUTHENTICATED);
    }
    return error instanceof AccessDeniedException
        ? Optional.of(ErrorCode.NOT_ALLOWED)
        : Optional.empty();
  }

  private static @Nullable String detailOf(ErrorCode code) {
    return switch (code) {
      case TOO_MANY_REQUESTS -> "the queue is full; try again later";
      case MINING_TIMED_OUT -> "mining took longer than throughline.mining.timeout";
      case TOO_LARGE -> "the request is larger than the limit";
      case UNAUTHENTICATED ->
          "sign in, or send the user's name and password with HTTP Basic, or an access token";
      case NOT_ALLOWED -> "the request lacks a permission or its form has expired";
      default -> null;
    };
  }

  /** What the framework refuses: an unknown address, a method or a media type it does not take. */
  private static Optional<Problem> ofSpring(ErrorResponse response, String requestId) {
    HttpStatusCode statusCode = response.getStatusCode();
    HttpStatus status = HttpStatus.resolve(statusCode.value());
    if (status == null || !statusCode.is4xxClientError()) {
      return Optional.empty();
    }
    ErrorCode code =
        switch (status) {
          case NOT_FOUND -> ErrorCode.NOT_FOUND;
          case CONTENT_TOO_LARGE -> ErrorCode.TOO_LARGE;
          case UNAUTHORIZED -> ErrorCode.UNAUTHENTICATED;
          case FORBIDDEN -> ErrorCode.NOT_ALLOWED;
          default -> ErrorCode.BAD_ARGUMENT;
        };
    String detail =
        code == ErrorCode.NOT_FOUND
            ? "there is nothing at this address"
            : response.getBody().getDetail();
    return Optional.of(Problem.of(code, status, detail, requestId));
  }

  private static Throwable unwrap(Throwable error) {
    Throwable cause = error.getCause();
    boolean wrapper =
        error instanceof CompletionException || reactor.core.Exceptions.isMultiple(error);
    return wrapper && cause != null ? unwrap(cause) : reactor.core.Exceptions.unwrap(error);
  }

  private Problems() {}
}
