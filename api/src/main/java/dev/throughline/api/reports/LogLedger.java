package dev.throughline.api.reports;

import static dev.throughline.api.store.Connections.query;

import dev.throughline.api.store.Connections;
import dev.throughline.ingest.store.IntakeCount;
import dev.throughline.model.LogName;
import io.r2dbc.spi.Readable;
import java.util.Objects;
import reactor.core.publisher.Mono;

/** Sums up what became of all records that were ever received for a log. */
final class LogLedger {
  private static final String SUM =
      """
      SELECT coalesce(sum(received), 0)::bigint, coalesce(sum(accepted), 0)::bigint,
             coalesce(sum(duplicate), 0)::bigint, coalesce(sum(quarantined), 0)::bigint
      FROM import_run WHERE log_id = (SELECT id FROM log WHERE name = $1)
      """;

  private final Connections connections;

  LogLedger(Connections connections) {
    this.connections = connections;
  }

  Mono<IntakeCount> of(LogName log) {
    return connections
        .inTransaction(connection -> query(connection, 1, LogLedger::read, SUM, log.value()))
        .single();
  }

  private static IntakeCount read(Readable row) {
    return new IntakeCount(number(row, 0), number(row, 1), number(row, 2), number(row, 3));
  }

  private static long number(Readable row, int index) {
    return Objects.requireNonNull(row.get(index, Long.class));
  }
}
