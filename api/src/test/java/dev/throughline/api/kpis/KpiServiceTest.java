package dev.throughline.api.kpis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throughline.api.database.TestDatabase;
import dev.throughline.api.findings.StoredFindings;
import dev.throughline.api.kpis.StoredMeasures.Measure;
import dev.throughline.api.store.Connections;
import dev.throughline.mining.pack.Kpi;
import dev.throughline.mining.pack.PackYaml;
import dev.throughline.mining.pack.ProcessPack;
import dev.throughline.model.LogName;
import dev.throughline.model.ThroughlineException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KpiServiceTest {
  private static final ProcessPack PACK = PackYaml.procureToPay();
  private static final Instant NOW = Instant.parse("2026-04-10T00:00:00Z");
  private static final Period MARCH = new Period(at("2026-03-01"), at("2026-04-01"));

  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final KpiService KPIS =
      new KpiService(
          new Connections(DATABASE.connections()), PACK, Clock.fixed(NOW, ZoneOffset.UTC));

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  private static Instant at(String date) {
    return Instant.parse(date + "T00:00:00Z");
  }

  private static Measure posting(String caseId, String from, String to, boolean met) {
    return Measure.of("receipt-to-post", caseId, from, to, met);
  }

  private static ProcessKpis stored(String log, Period period, Measure... measures) {
    new StoredFindings(DATABASE, log);
    StoredMeasures.store(DATABASE, log, List.of(measures));
    return kpis(log, period);
  }

  private static ProcessKpis kpis(String log, Period period) {
    return Objects.requireNonNull(KPIS.of(new LogName(log), period).block());
  }

  private static KpiFigure figure(ProcessKpis kpis, String name) {
    return kpis.figures().stream()
        .filter(figure -> figure.kpi().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Four postings within March, after 2, 4, 10 and 30 hours: the middle two make 7 hours. */
  @Test
  void of_durations_countsCasesThatWereOverInThePeriod() {
    ProcessKpis kpis =
        stored(
            "by hand",
            MARCH,
            posting("first moment", "2026-02-28T22:00:00Z", "2026-03-01T00:00:00Z", true),
            posting("four hours", "2026-03-05T08:00:00Z", "2026-03-05T12:00:00Z", true),
            posting("ten hours", "2026-03-05T08:00:00Z", "2026-03-05T18:00:00Z", true),
            posting("too late", "2026-03-05T00:00:00Z", "2026-03-06T06:00:00Z", false),
            posting("before", "2026-02-27T08:00:00Z", "2026-02-28T08:00:00Z", true),
            posting("over at the end", "2026-03-31T23:00:00Z", "2026-04-01T00:00:00Z", true),
            posting("open since a day", "2026-03-31T00:00:00Z", "", false),
            posting("open for longer", "2026-03-30T23:59:59Z", "", false),
            posting("begins at the end", "2026-04-01T00:00:00Z", "", false),
            Measure.of(
                "payment-on-time", "first", "2026-03-02T00:00:00Z", "2026-03-09T00:00:00Z", true),
            Measure.of("payment-on-time", "without start", "", "2026-03-09T00:00:00Z", false),
            Measure.of("payment-on-time", "open", "2026-03-02T00:00:00Z", "", false));

    KpiFigure posting = figure(kpis, "receipt-to-post");
    assertThat(posting)
        .isEqualTo(
            new KpiFigure(posting.kpi(), 4, 3, Duration.ofHours(7), Duration.ofHours(30), 3, 1));
    assertThat(posting.isTargetMet()).contains(false);
    KpiFigure payment = figure(kpis, "payment-on-time");
    assertThat(payment).isEqualTo(new KpiFigure(payment.kpi(), 2, 1, null, null, 1, 0));
    KpiFigure nothing = figure(kpis, "receipt-to-match");
    assertThat(nothing).isEqualTo(new KpiFigure(nothing.kpi(), 0, 0, null, null, 0, 0));
    assertThat(nothing.isTargetMet()).isEmpty();
    assertThat(kpis.asOf()).isEqualTo(MARCH.to());
    assertThat(kpis.pack().hash()).isEqualTo(PACK.hash());
    assertThat(kpis.figures()).extracting(KpiFigure::kpi).isEqualTo(PACK.kpis());
  }

  /** What is dated after now has not happened yet, whatever a clock in a warehouse says. */
  @Test
  void of_periodThatIsNotOver_endsNow() {
    ProcessKpis kpis =
        stored(
            "not over",
            new Period(at("2026-04-01"), at("2026-05-01")),
            posting("done", "2026-04-09T00:00:00Z", "2026-04-09T01:00:00Z", true),
            posting("in a future", "2026-04-09T12:00:00Z", "2026-04-11T00:00:00Z", false));

    KpiFigure figure = figure(kpis, "receipt-to-post");
    assertThat(figure)
        .isEqualTo(
            new KpiFigure(figure.kpi(), 1, 1, Duration.ofHours(1), Duration.ofHours(1), 1, 0));
    assertThat(kpis.asOf()).isEqualTo(NOW);
  }

  @Test
  void of_unknownLog_isNotFound() {
    assertThatThrownBy(() -> kpis("nowhere", MARCH))
        .isInstanceOf(ThroughlineException.class)
        .hasMessage("there is no log 'nowhere'");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void of_randomCases_equalsTheSlowAnswer(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Measure> measures = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      measures.add(random(random, "case " + i));
    }
    String log = "random " + seed;
    new StoredFindings(DATABASE, log);
    StoredMeasures.store(DATABASE, log, measures);
    Kpi kpi = PACK.kpi("receipt-to-post").orElseThrow();

    for (int i = 0; i < 10; i++) {
      Instant from = at("2026-03-01").plus(Duration.ofHours(6L * random.nextInt(120)));
      Period period = new Period(from, from.plus(Duration.ofHours(6L * (1 + random.nextInt(40)))));
      assertThat(figure(kpis(log, period), kpi.name()))
          .as("seed %d, %s", seed, period)
          .isEqualTo(slow(kpi, measures, period));
    }
  }

  private static Measure random(SplittableRandom random, String caseId) {
    Instant from = at("2026-03-01").plus(Duration.ofHours(6L * random.nextInt(120)));
    Duration took = Duration.ofHours(6L * random.nextInt(12)).plusNanos(1_000L * random.nextInt(3));
    boolean isOver = random.nextInt(4) > 0;
    return new Measure(
        "receipt-to-post",
        caseId,
        from,
        isOver ? from.plus(took) : null,
        isOver ? took.compareTo(Duration.ofHours(24)) <= 0 : null);
  }

  private static KpiFigure slow(Kpi kpi, List<Measure> measures, Period period) {
    Instant end = period.to().isAfter(NOW) ? NOW : period.to();
    List<Long> micros = new ArrayList<>();
    long met = 0;
    long open = 0;
    long overdue = 0;
    for (Measure measure : measures) {
      Instant from = Objects.requireNonNull(measure.from());
      Instant to = measure.to();
      if (to != null && !to.isBefore(period.from()) && to.isBefore(end)) {
        micros.add(Duration.between(from, to).toNanos() / 1_000);
        met += Boolean.TRUE.equals(measure.met()) ? 1 : 0;
      }
      if (from.isBefore(end) && (to == null || !to.isBefore(end))) {
        open++;
        overdue += Duration.between(from, end).compareTo(Duration.ofHours(24)) > 0 ? 1 : 0;
      }
    }
    micros.sort(null);
    int n = micros.size();
    return new KpiFigure(
        kpi,
        n,
        met,
        n == 0 ? null : micros(Math.rint((micros.get((n - 1) / 2) + micros.get(n / 2)) / 2.0)),
        n == 0 ? null : micros(micros.get((9 * n + 9) / 10 - 1)),
        open,
        overdue);
  }

  private static Duration micros(double micros) {
    return Duration.ofNanos((long) micros * 1_000);
  }
}
