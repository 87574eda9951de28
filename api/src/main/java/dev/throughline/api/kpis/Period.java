package dev.throughline.api.kpis;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * What time figures are about, in UTC.
 *
 * @param from inclusive
 * @param to exclusive
 */
public record Period(Instant from, Instant to) {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
  private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("3000-01-01T00:00:00Z");
  private static final Duration MAX = Duration.ofDays(3_660);

  /**
   * Checks the order.
   *
   * @throws ThroughlineException {@code BAD_ARGUMENT}
   */
  public Period {
    if (!from.isBefore(to)) {
      throw bad("from must be before to, was %s and %s".formatted(from, to));
    }
    if (Duration.between(from, to).compareTo(MAX) > 0) {
      throw bad("a period is ten years at most, was %s to %s".formatted(from, to));
    }
  }

  /**
   * A moment as a person writes it: a date, which begins at midnight, or an instant.
   *
   * @param name of the parameter, for the error
   * @throws ThroughlineException {@code BAD_ARGUMENT}
   */
  public static Instant moment(String name, String text) {
    try {
      return checked(
          name,
          text.indexOf('T') < 0
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
              : OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException wrong) {
      throw bad(
          "%s must be a date (2026-01-31) or an instant (2026-01-31T08:00:00Z), was '%s'"
              .formatted(name, text));
    }
  }

  /**
   * A moment that figures may be about.
   *
   * @param name of the parameter, for the error
   * @throws ThroughlineException {@code BAD_ARGUMENT} outside the years 1900 to 2999
   */
  static Instant checked(String name, Instant moment) {
    if (moment.isBefore(FIRST) || !moment.isBefore(LAST)) {
      throw bad("%s must be in the years 1900 to 2999, was %s".formatted(name, moment));
    }
    return moment;
  }

  /** Its end, or now when that is earlier: until then things can have happened. */
  public Instant endAsOf(Instant now) {
    return to.isAfter(now) ? now : to;
  }

  /** The period of the same length that ends where this one begins. */
  public Period before() {
    return new Period(from.minus(Duration.between(from, to)), from);
  }

  /** Such as {@code 1 March 2026 – 31 March 2026}: whole days by their first and last. */
  public String words() {
    if (!isMidnight(from) || !isMidnight(to)) {
      return from + " – " + to;
    }
    String first = day(from);
    String last = day(to.minusSeconds(1));
    return first.equals(last) ? first : first + " – " + last;
  }

  private static boolean isMidnight(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC).toLocalTime().equals(LocalTime.MIDNIGHT);
  }

  private static String day(Instant moment) {
    return DAY.format(moment.atOffset(ZoneOffset.UTC));
  }

  private static ThroughlineException bad(String sentence) {
    return new ThroughlineException(ErrorCode.BAD_ARGUMENT, sentence);
  }
}
