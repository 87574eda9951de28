package dev.throughline.api.kpis;

import static dev.throughline.api.store.Connections.query;

import dev.throughline.api.store.Connections;
import dev.throughline.api.store.StoredEvents;
import dev.throughline.mining.pack.ProcessPack;
import dev.throughline.model.LogName;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import reactor.core.publisher.Mono;

/**
 * Counts what people proposed and decided on the exceptions of a process in a period [from, to),
 * and what waited at its end, or now when it is not over yet. What counts is that an exception came
 * into a state, at the time of that change.
 */
public final class DecisionFigures {
  /** Steps into another state: of log $1 and process $2; from $3 to $4, as of $4; due since $5. */
  private static final String COUNTS =
      """
      WITH change AS (
        SELECT c.finding_id, c.version, c.at, c.state,
               lag(c.state) OVER (PARTITION BY c.finding_id ORDER BY c.version) AS was
        FROM finding_change c JOIN finding f ON f.id = c.finding_id
        WHERE f.log_id = $1 AND f.process = $2
      ), entry AS (
        SELECT state, at AS since,
               lead(at) OVER (PARTITION BY finding_id ORDER BY version) AS until
        FROM change WHERE was IS DISTINCT FROM state
      )
      SELECT
        count(*) FILTER (WHERE state = 'PROPOSED' AND since >= $3 AND since < $4),
        count(*) FILTER (WHERE state = 'APPROVED' AND since >= $3 AND since < $4),
        count(*) FILTER (WHERE state = 'REJECTED' AND since >= $3 AND since < $4),
        count(*) FILTER (WHERE state = 'DONE' AND since >= $3 AND since < $4),
        count(*) FILTER (WHERE state = 'FAILED' AND since >= $3 AND since < $4),
        count(*) FILTER (
          WHERE state = 'PROPOSED' AND since < $4 AND (until IS NULL OR until >= $4)),
        count(*) FILTER (
          WHERE state = 'PROPOSED' AND since < $5 AND (until IS NULL OR until >= $4))
      FROM entry
      """;

  private final Connections connections;
  private final ProcessPack pack;
  private final Clock clock;

  public DecisionFigures(Connections connections, ProcessPack pack, Clock clock) {
    this.connections = connections;
    this.pack = pack;
    this.clock = clock;
  }

  /**
   * Counts.
   *
   * @return an error {@code LOG_NOT_FOUND}
   */
  public Mono<DecisionCounts> of(LogName log, Period period) {
    Instant end = period.endAsOf(clock.instant());
    return connections
        .inTransaction(
            connection ->
                StoredEvents.logId(connection, log)
                    .flatMapMany(
                        logId ->
                            query(
                                connection,
                                1,
                                DecisionFigures::read,
                                COUNTS,
                                logId,
                                pack.name(),
                                period.from(),
                                end,
                                end.minus(DecisionCounts.DUE))))
        .single();
  }

  private static DecisionCounts read(Readable row) {
    return new DecisionCounts(
        number(row, 0),
        number(row, 1),
        number(row, 2),
        number(row, 3),
        number(row, 4),
        number(row, 5),
        number(row, 6));
  }

  private static long number(Readable row, int index) {
    return Objects.requireNonNull(row.get(index, Long.class));
  }
}
