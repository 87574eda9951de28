package dev.throughline.api.reports;

import dev.throughline.ingest.store.LogSummary;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants a report about.
 *
 * @param from inclusive; null for 30 days before {@code to}
 * @param to exclusive; null for the end of the day (UTC) of the log's last event
 */
public record ReportRequest(@Nullable Instant from, @Nullable Instant to) {
  private static final Duration USUAL = Duration.ofDays(30);

  /** As {@link ReportPeriod#moment} reads both; null or empty for the usual. */
  public static ReportRequest of(@Nullable String from, @Nullable String to) {
    return new ReportRequest(moment("from", from), moment("to", to));
  }

  private static @Nullable Instant moment(String name, @Nullable String text) {
    return text == null || text.isEmpty() ? null : ReportPeriod.moment(name, text);
  }

  ReportPeriod period(LogSummary log, Instant now) {
    Instant end = to == null ? endOfDay(log.lastAt() == null ? now : log.lastAt()) : to;
    return new ReportPeriod(from == null ? end.minus(USUAL) : from, end);
  }

  private static Instant endOfDay(Instant moment) {
    return moment.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
  }
}
