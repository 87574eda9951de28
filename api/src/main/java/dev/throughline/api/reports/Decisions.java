package dev.throughline.api.reports;

import static dev.throughline.api.store.Connections.query;

import dev.throughline.api.reports.ProcessHealth.DecisionCounts;
import dev.throughline.api.store.Connections;
import dev.throughline.model.LogName;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import reactor.core.publisher.Mono;

/** Counts what people proposed and decided on the findings of a process. */
final class Decisions {
  /** Steps into another state: of log $1 and process $2; from $3 to $4; as of $5; due since $6. */
  private static final String COUNTS =
      """
      WITH change AS (
        SELECT c.finding_id, c.version, c.at, c.state,
               lag(c.state) OVER (PARTITION BY c.finding_id ORDER BY c.version) AS was
        FROM finding_change c JOIN finding f ON f.id = c.finding_id
        WHERE f.log_id = (SELECT id FROM log WHERE name = $1) AND f.process = $2
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
          WHERE state = 'PROPOSED' AND since < $5 AND (until IS NULL OR until >= $5)),
        count(*) FILTER (
          WHERE state = 'PROPOSED' AND since < $6 AND (until IS NULL OR until >= $5))
      FROM entry
      """;

  private final Connections connections;

  Decisions(Connections connections) {
    this.connections = connections;
  }

  /**
   * Counts.
   *
   * @param asOf the moment at which waiting proposals are counted
   */
  Mono<DecisionCounts> of(LogName log, String process, ReportPeriod period, Instant asOf) {
    Instant due = asOf.minus(DecisionCounts.DUE);
    return connections
        .inTransaction(
            connection ->
                query(
                    connection,
                    1,
                    Decisions::read,
                    COUNTS,
                    log.value(),
                    process,
                    period.from(),
                    period.to(),
                    asOf,
                    due))
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
