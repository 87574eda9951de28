package dev.throughline.api.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.Location;
import dev.throughline.model.ThroughlineException;
import io.grpc.Status;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorStatusTest {
  @ParameterizedTest
  @CsvSource({
    "BAD_ARGUMENT, 400, INVALID_ARGUMENT",
    "UNAUTHENTICATED, 401, UNAUTHENTICATED",
    "NOT_ALLOWED, 403, PERMISSION_DENIED",
    "LOG_NOT_FOUND, 404, NOT_FOUND",
    "IMPORT_RUNNING, 409, ABORTED",
    "TOO_LARGE, 413, RESOURCE_EXHAUSTED",
    "TOO_MANY_REQUESTS, 429, RESOURCE_EXHAUSTED",
    "STORE_UNAVAILABLE, 503, UNAVAILABLE",
    "DEADLINE_EXCEEDED, 503, DEADLINE_EXCEEDED",
    "INTERNAL, 500, INTERNAL"
  })
  void of_code_hasItsStatuses(ErrorCode code, int status, Status.Code grpc) {
    assertThat(ErrorStatus.of(code).value()).isEqualTo(status);
    assertThat(ErrorStatus.grpc(code)).isEqualTo(grpc);
  }

  @Test
  void of_knownError_saysWhatAndWhere() {
    ThroughlineException error =
        new ThroughlineException(
            ErrorCode.AMBIGUOUS_DATE, "day or month?", new Location("a.csv", 3, "at"));

    assertThat(Problems.of(error, "r1"))
        .isEqualTo(
            new Problem(
                "/problems#ambiguous-date",
                "Ambiguous date",
                400,
                "a.csv:3: at: day or month?",
                ErrorCode.AMBIGUOUS_DATE,
                List.of(
                    new Problem.Place(
                        "a.csv:3: at", ErrorCode.AMBIGUOUS_DATE, "a.csv:3: at: day or month?")),
                "r1"));
  }

  @Test
  void of_unknownError_saysNothingButItsRequest() {
    Problem problem = Problems.of(new IllegalStateException("password=hunter2"), "r2");

    assertThat(problem.code()).isEqualTo(ErrorCode.INTERNAL);
    assertThat(problem.detail()).isNull();
    assertThat(problem.requestId()).isEqualTo("r2");
  }
}
