package dev.throughline.api.error;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Location;
import dev.throughline.model.ThroughlineException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * An error as RFC 9457 writes it.
 *
 * @param type a reference to the page that explains the code
 * @param title the code in words; the same for every occurrence
 * @param detail what happened this time; null when nothing may be said
 * @param code stable, for programs
 * @param errors the places that are wrong; empty when the request as a whole is
 * @param requestId under which the service's log has more
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
    String type,
    String title,
    int status,
    @Nullable String detail,
    ErrorCode code,
    List<Place> errors,
    String requestId) {
  public static final String MEDIA_TYPE = "application/problem+json";

  public Problem {
    errors = List.copyOf(errors);
  }

  /**
   * One wrong place.
   *
   * @param place file, line and field, or the name of a parameter
   */
  public record Place(String place, ErrorCode code, String detail) {}

  public static Problem of(ErrorCode code, @Nullable String detail, String requestId) {
    return of(code, ErrorStatus.of(code), detail, requestId);
  }

  static Problem of(ErrorCode code, HttpStatus status, @Nullable String detail, String requestId) {
    return new Problem(
        typeOf(code), titleOf(code), status.value(), detail, code, List.of(), requestId);
  }

  public static Problem of(ThroughlineException error, String requestId) {
    String message = String.valueOf(error.getMessage());
    List<Place> places =
        error
            .location()
            .map(Location::toString)
            .map(place -> List.of(new Place(place, error.code(), message)))
            .orElse(List.of());
    return new Problem(
        typeOf(error.code()),
        titleOf(error.code()),
        ErrorStatus.of(error.code()).value(),
        message,
        error.code(),
        places,
        requestId);
  }

  /** The page that explains a code, served by this service. */
  public static String typeOf(ErrorCode code) {
    return "/problems#" + code.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** {@code AMBIGUOUS_DATE} is 'Ambiguous date'. */
  public static String titleOf(ErrorCode code) {
    String words = code.name().replace('_', ' ').toLowerCase(Locale.ROOT);
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
