package dev.throughline.api.grpc;

import com.google.protobuf.Any;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import dev.throughline.api.error.ErrorStatus;
import dev.throughline.api.error.Problem;
import dev.throughline.api.error.Problems;
import dev.throughline.model.ErrorCode;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import org.jspecify.annotations.Nullable;

/**
 * Tells errors as {@code google.rpc.Status}: one {@code ErrorInfo} whose reason is the error's
 * code, and a {@code BadRequest} for the places that are wrong. Only known errors say what
 * happened.
 */
final class GrpcErrors {
  private static final String DOMAIN = "throughline";
  private static final Metadata.Key<byte[]> DETAILS =
      Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER);

  /** What the error interceptor turns into the right status: the cause counts. */
  static Status unknownYet(Throwable failure) {
    return Status.UNKNOWN.withCause(failure);
  }

  static boolean areTold(Metadata trailers) {
    return trailers.containsKey(DETAILS);
  }

  /** Never fails. What is told for a call that ends with this status, which is not OK. */
  static Told of(Status ending, String requestId) {
    Throwable cause = ending.getCause();
    if (ending.getCode() == Status.Code.UNKNOWN) {
      return of(Problems.of(cause == null ? ending.asException() : cause, requestId), null);
    }
    ErrorCode code = codeOf(ending.getCode());
    return of(Problem.of(code, ending.getDescription(), requestId), ending.getCode());
  }

  private static Told of(Problem problem, Status.@Nullable Code given) {
    Status.Code code = given == null ? ErrorStatus.grpc(problem.code()) : given;
    String message = problem.detail() == null ? problem.title() : problem.detail();
    com.google.rpc.Status.Builder status =
        com.google.rpc.Status.newBuilder()
            .setCode(code.value())
            .setMessage(message)
            .addDetails(Any.pack(info(problem)));
    if (!problem.errors().isEmpty()) {
      status.addDetails(Any.pack(places(problem)));
    }
    var told = StatusProto.toStatusException(status.build());
    Metadata trailers = told.getTrailers();
    return new Told(told.getStatus(), trailers == null ? new Metadata() : trailers);
  }

  private static ErrorInfo info(Problem problem) {
    return ErrorInfo.newBuilder()
        .setReason(problem.code().name())
        .setDomain(DOMAIN)
        .putMetadata("requestId", problem.requestId())
        .build();
  }

  private static BadRequest places(Problem problem) {
    BadRequest.Builder places = BadRequest.newBuilder();
    for (Problem.Place place : problem.errors()) {
      places.addFieldViolations(
          BadRequest.FieldViolation.newBuilder()
              .setField(place.place())
              .setReason(place.code().name())
              .setDescription(place.detail()));
    }
    return places.build();
  }

  /** For what the framework itself ends; services throw errors that have a code. */
  private static ErrorCode codeOf(Status.Code code) {
    return switch (code) {
      case INVALID_ARGUMENT, OUT_OF_RANGE, FAILED_PRECONDITION -> ErrorCode.BAD_ARGUMENT;
      case UNAUTHENTICATED -> ErrorCode.UNAUTHENTICATED;
      case PERMISSION_DENIED -> ErrorCode.NOT_ALLOWED;
      case NOT_FOUND, UNIMPLEMENTED -> ErrorCode.NOT_FOUND;
      case RESOURCE_EXHAUSTED -> ErrorCode.TOO_LARGE;
      case DEADLINE_EXCEEDED, CANCELLED -> ErrorCode.DEADLINE_EXCEEDED;
      case UNAVAILABLE -> ErrorCode.STORE_UNAVAILABLE;
      case OK, UNKNOWN, ALREADY_EXISTS, ABORTED, INTERNAL, DATA_LOSS -> ErrorCode.INTERNAL;
    };
  }

  /** How a call ends. */
  record Told(Status status, Metadata trailers) {}

  private GrpcErrors() {}
}
