package dev.throughline.api.error;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.Location;
import dev.throughline.model.ThroughlineException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what is wrong with a JSON body, and where (a JSON Pointer). */
final class BodyProblems {
  private static final int MAX_SHOWN = 100;

  /** Empty when the error is not about a body. */
  static Optional<ThroughlineException> of(Throwable error) {
    Throwable cause = error;
    while (cause != null) {
      if (cause instanceof UnrecognizedPropertyException unknown) {
        return Optional.of(problem(ErrorCode.UNKNOWN_ELEMENT, "there is no such field", unknown));
      }
      if (cause instanceof StreamReadException) {
        return Optional.of(
            new ThroughlineException(ErrorCode.BAD_ARGUMENT, "the body is not JSON"));
      }
      if (cause instanceof DatabindException wrong) {
        return Optional.of(
            problem(ErrorCode.BAD_VALUE, "the value is none that this field can have", wrong));
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }

  private static ThroughlineException problem(
      ErrorCode code, String sentence, DatabindException cause) {
    return new ThroughlineException(code, sentence, place(cause), cause);
  }

  private static @Nullable Location place(DatabindException cause) {
    StringBuilder pointer = new StringBuilder();
    for (JacksonException.Reference step : cause.getPath()) {
      String name = step.getPropertyName();
      pointer.append('/').append(name == null ? Integer.toString(step.getIndex()) : escaped(name));
    }
    return pointer.length() == 0 ? null : Location.of(pointer.toString());
  }

  /** As RFC 6901 asks. */
  private static String escaped(String name) {
    String shown = name.length() > MAX_SHOWN ? name.substring(0, MAX_SHOWN) : name;
    return shown.replace("~", "~0").replace("/", "~1");
  }

  private BodyProblems() {}
}
