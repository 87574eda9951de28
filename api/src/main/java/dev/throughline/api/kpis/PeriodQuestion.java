package dev.throughline.api.kpis;

import dev.throughline.ingest.store.LogSummary;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Which time somebody wants figures about.
 *
 * @param from inclusive; null for 30 days before {@code to}
 * @param to exclusive; null for the end of today (UTC) while the log's last event is at most 7 days
 *     old, otherwise for the end of the day of that event
 */
public record PeriodQuestion(@Nullable Instant from, @Nullable Instant to) {
  private static final Duration USUAL = Duration.ofDays(30);
  private static final Duration IN_USE = Duration.ofDays(7);

  /** As {@link Period#moment} reads both; null or empty for the usual. */
  public static PeriodQuestion of(@Nullable String from, @Nullable String to) {
    return new PeriodQuestion(moment("from", from), moment("to", to));
  }

  /** As {@link Period#moment} reads it; null or empty for none. */
  public static @Nullable Instant moment(String name, @Nullable String text) {
    return text == null || text.isEmpty() ? null : Period.moment(name, text);
  }

  /** The whole period, by what the log holds; {@code now} stands for an end without events. */
  public Period in(LogSummary log, Instant now) {
    Instant end = to == null ? endOfDay(last(log, now)) : to;
    return new Period(from == null ? end.minus(USUAL) : from, end);
  }

  /**
   * What people decide today belongs to a log that is in use, whether an event came today or not.
   */
  private static Instant last(LogSummary log, Instant now) {
    Instant event = log.lastAt();
    if (event == null) {
      return now;
    }
    boolean isInUse = event.isBefore(now) && event.plus(IN_USE).isAfter(now);
    return isInUse ? now : event;
  }

  private static Instant endOfDay(Instant moment) {
    return moment.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
  }
}
