package dev.throughline.api.kpis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throughline.ingest.store.LogSummary;
import dev.throughline.model.LogName;
import dev.throughline.model.ThroughlineException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodTest {
  private static Instant at(String text) {
    return Instant.parse(text);
  }

  @Test
  void before_anyPeriod_isAsLongAndEndsWhereItBegins() {
    Period week = new Period(at("2026-03-08T00:00:00Z"), at("2026-03-15T00:00:00Z"));
    assertThat(week.before())
        .isEqualTo(new Period(at("2026-03-01T00:00:00Z"), at("2026-03-08T00:00:00Z")));
  }

  @Test
  void words_oneDay_isThatDay() {
    assertThat(new Period(at("2026-03-08T00:00:00Z"), at("2026-03-09T00:00:00Z")).words())
        .isEqualTo("8 March 2026");
  }

  @Test
  void words_partsOfDays_areInstants() {
    assertThat(new Period(at("2026-03-08T06:00:00Z"), at("2026-03-09T00:00:00Z")).words())
        .isEqualTo("2026-03-08T06:00:00Z – 2026-03-09T00:00:00Z");
  }

  @Test
  void moment_dateOrInstant_isRead() {
    assertThat(Period.moment("from", "2026-03-08")).isEqualTo(at("2026-03-08T00:00:00Z"));
    assertThat(Period.moment("from", "2026-03-08T02:00:00+02:00"))
        .isEqualTo(at("2026-03-08T00:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "2026-02-30", "08/03/2026", "2026-03-08T02:00:00"})
  void moment_anythingElse_isRefusedByName(String text) {
    assertThatThrownBy(() -> Period.moment("from", text))
        .isInstanceOf(ThroughlineException.class)
        .hasMessageStartingWith("from must be a date");
  }

  @Test
  void period_thatDoesNotGoForward_isRefused() {
    Instant now = at("2026-03-08T00:00:00Z");
    assertThatThrownBy(() -> new Period(now, now))
        .isInstanceOf(ThroughlineException.class)
        .hasMessageContaining("from must be before to");
  }

  /** A log that is in use is looked at up to today, one of long ago up to its end. */
  @ParameterizedTest
  @CsvSource({
    "2026-03-20T09:00:00Z, 2026-03-21T00:00:00Z",
    "2026-03-14T09:00:00Z, 2026-03-21T00:00:00Z",
    "2026-03-13T09:00:00Z, 2026-03-14T00:00:00Z",
    "2024-05-01T00:00:00Z, 2024-05-02T00:00:00Z",
    "2026-03-22T01:00:00Z, 2026-03-23T00:00:00Z",
    ", 2026-03-21T00:00:00Z"
  })
  void usualPeriod_isThirtyDaysToTheEndOfTodayOrOfTheLog(Instant lastEvent, Instant end) {
    LogSummary log =
        new LogSummary(new LogName("operations"), 1, 0, 1, lastEvent, lastEvent, end, List.of(), 0);

    Period usual = new PeriodQuestion(null, null).in(log, at("2026-03-20T10:00:00Z"));

    assertThat(usual).isEqualTo(new Period(end.minus(Duration.ofDays(30)), end));
  }
}
