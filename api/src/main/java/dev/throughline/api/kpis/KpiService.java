package dev.throughline.api.kpis;

import static dev.throughline.api.store.Connections.query;

import dev.throughline.api.store.Connections;
import dev.throughline.api.store.StoredEvents;
import dev.throughline.mining.pack.Kpi;
import dev.throughline.mining.pack.ProcessPack;
import dev.throughline.model.LogName;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Says what the KPIs of a pack are in a period [from, to).
 *
 * <p><b>Population.</b> A case counts in the period in which it was over: {@code n} are the cases
 * of the log that the pack looks at and whose {@code to} lies in the period, and {@code met} those
 * of them that are as they should be. A case whose {@code to} is not known is in no period.
 *
 * <p><b>Censoring.</b> The durations are those of cases that were over; what is under way would
 * make them longer and is told apart: {@code open} are the cases that had begun before the end and
 * were not over then, {@code overdue} those of them that had exceeded the service level by then. A
 * period that is not over yet ends now; so what is dated later counts when its time has come.
 *
 * <p><b>Time.</b> Moments are those of the events in UTC, durations are calendar time. Figures
 * follow what is known now: events that came late are counted where they happened. Cases that
 * changed are looked at anew within a minute of their events' commit.
 */
public final class KpiService {
  /**
   * One row per KPI: of log $1 and process $2; over from $3 to $4, open at $4; $5 and $6: names and
   * service levels in microseconds, 0 for none.
   */
  private static final String FIGURES =
      """
      WITH measure AS (
        SELECT m.kpi, m.met,
               (extract(epoch FROM m.to_at - m.from_at) * 1000000)::bigint AS micros,
               coalesce(m.to_at >= $3 AND m.to_at < $4, false) AS is_over,
               coalesce(m.from_at < $4, false) AND (m.to_at IS NULL OR m.to_at >= $4) AS is_open,
               k.within > 0 AND (extract(epoch FROM $4::timestamptz - m.from_at) * 1000000)::bigint
                 > k.within AS is_beyond
        FROM unnest($5::text[], $6::bigint[]) AS k(kpi, within)
        JOIN case_measure m ON m.kpi = k.kpi AND m.log_id = $1 AND m.process = $2)
      SELECT kpi,
             count(*) FILTER (WHERE is_over),
             count(*) FILTER (WHERE is_over AND met),
             round(percentile_cont(0.5) WITHIN GROUP (ORDER BY micros)
               FILTER (WHERE is_over))::bigint,
             percentile_disc(0.9) WITHIN GROUP (ORDER BY micros) FILTER (WHERE is_over),
             count(*) FILTER (WHERE is_open),
             count(*) FILTER (WHERE is_open AND is_beyond)
      FROM measure GROUP BY kpi
      """;

  private final Connections connections;
  private final ProcessPack pack;
  private final Clock clock;

  public KpiService(Connections connections, ProcessPack pack, Clock clock) {
    this.connections = connections;
    this.pack = pack;
    this.clock = clock;
  }

  /**
   * Every KPI of the pack in one log.
   *
   * @return an error {@code LOG_NOT_FOUND}
   */
  public Mono<ProcessKpis> of(LogName log, Period period) {
    Instant end = period.endAsOf(clock.instant());
    return connections
        .inTransaction(
            connection ->
                StoredEvents.logId(connection, log)
                    .flatMapMany(
                        logId ->
                            query(
                                connection,
                                100,
                                this::read,
                                FIGURES,
                                logId,
                                pack.name(),
                                period.from(),
                                end,
                                pack.kpis().stream().map(Kpi::name).toArray(String[]::new),
                                pack.kpis().stream().map(KpiService::level).toArray(Long[]::new))))
        .collectMap(figure -> figure.kpi().name())
        .map(
            known ->
                new ProcessKpis(log, pack.title(), PackVersion.of(pack), period, end, all(known)));
  }

  private static long level(Kpi kpi) {
    return kpi.within() == null ? 0 : kpi.within().toNanos() / 1_000;
  }

  private KpiFigure read(Readable row) {
    Kpi kpi = pack.kpi(Objects.requireNonNull(row.get(0, String.class))).orElseThrow();
    boolean isDuration = kpi.measure() == Kpi.Measure.DURATION;
    return new KpiFigure(
        kpi,
        count(row, 1),
        count(row, 2),
        isDuration ? duration(row, 3) : null,
        isDuration ? duration(row, 4) : null,
        count(row, 5),
        count(row, 6));
  }

  private static long count(Readable row, int index) {
    return Objects.requireNonNull(row.get(index, Long.class));
  }

  private static @Nullable Duration duration(Readable row, int index) {
    Long micros = row.get(index, Long.class);
    return micros == null ? null : Duration.of(micros, ChronoUnit.MICROS);
  }

  private List<KpiFigure> all(Map<String, KpiFigure> known) {
    return pack.kpis().stream()
        .map(kpi -> known.getOrDefault(kpi.name(), new KpiFigure(kpi, 0, 0, null, null, 0, 0)))
        .toList();
  }
}
