package dev.throughline.api.reports;

import static dev.throughline.api.store.Connections.query;

import dev.throughline.api.store.Connections;
import dev.throughline.model.LogName;
import dev.throughline.model.ObjectType;
import java.util.Objects;
import reactor.core.publisher.Mono;

/** Counts the events that belong to a case. */
final class Links {
  private static final String COUNTS =
      """
      SELECT
        (SELECT count(DISTINCT number) FROM case_event
         WHERE log_id = log.id AND leading_type = $2),
        (SELECT count(*) FROM event WHERE log_id = log.id)
      FROM log WHERE name = $1
      """;

  private final Connections connections;

  Links(Connections connections) {
    this.connections = connections;
  }

  /** Events that belong to a case, of all. */
  record Count(long linked, long events) {}

  Mono<Count> of(LogName log, ObjectType leadingType) {
    return connections
        .inTransaction(
            connection ->
                query(
                    connection,
                    1,
                    row ->
                        new Count(
                            Objects.requireNonNull(row.get(0, Long.class)),
                            Objects.requireNonNull(row.get(1, Long.class))),
                    COUNTS,
                    log.value(),
                    leadingType.value()))
        .single();
  }
}
