package dev.throughline.api.correlation;

import static dev.throughline.api.store.Connections.query;

import dev.throughline.api.store.Connections;
import dev.throughline.api.store.StoredEvents;
import dev.throughline.ingest.correlate.Orphan;
import dev.throughline.model.LogName;
import dev.throughline.model.ObjectType;
import io.r2dbc.spi.Readable;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Shows the events that belong to no case. */
public final class Orphans {
  private static final String ORPHANS =
      StoredEvents.SELECT
          + """
          , o.number, o.why, o.near_misses::text
          FROM orphan o JOIN event e ON e.log_id = o.log_id AND e.number = o.number
          WHERE o.log_id = $1 AND o.leading_type = $2 AND o.number < $3
          ORDER BY o.number DESC LIMIT $4
          """;

  private final Connections connections;

  Orphans(Connections connections) {
    this.connections = connections;
  }

  /**
   * Orphans of a log, the last committed first.
   *
   * @param before only events with a lower number; {@link Long#MAX_VALUE} for all
   * @return an error {@code LOG_NOT_FOUND}
   */
  public Flux<OrphanEvent> list(LogName log, ObjectType leadingType, long before, int limit) {
    return connections.inTransaction(
        c ->
            StoredEvents.logId(c, log)
                .flatMapMany(
                    logId ->
                        query(
                            c,
                            1_000,
                            Orphans::read,
                            ORPHANS,
                            logId,
                            leadingType.value(),
                            before,
                            limit)));
  }

  /** How many orphans a log has. */
  public Mono<Long> count(LogName log, ObjectType leadingType) {
    return connections
        .inTransaction(
            c ->
                StoredEvents.logId(c, log)
                    .flatMapMany(
                        logId ->
                            query(
                                c,
                                1,
                                row -> Objects.requireNonNull(row.get(0, Long.class)),
                                "SELECT count(*) FROM orphan"
                                    + " WHERE log_id = $1 AND leading_type = $2",
                                logId,
                                leadingType.value())))
        .single();
  }

  private static OrphanEvent read(Readable row) {
    return new OrphanEvent(
        Objects.requireNonNull(row.get(StoredEvents.COLUMNS, Long.class)),
        StoredEvents.read(row),
        Orphan.Why.valueOf(Objects.requireNonNull(row.get(StoredEvents.COLUMNS + 1, String.class))),
        LinkJson.readNearMisses(
            Objects.requireNonNull(row.get(StoredEvents.COLUMNS + 2, String.class))));
  }
}
