package dev.throughline.api.store;

import static dev.throughline.api.store.Connections.query;
import static dev.throughline.api.store.Connections.update;

import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import java.util.BitSet;
import java.util.Objects;
import reactor.core.publisher.Mono;

/**
 * Inserts events in the caller's transaction, which holds the log's lock, and leaves out those that
 * are known.
 *
 * <p>Where no known event is expected they are copied straight into their tables. When that fails
 * on a known one, and where one is expected, they go through a temporary table and an insert that
 * leaves known events out; that writes every row twice.
 */
final class EventInsert {
  private static final int FETCH = 10_000;
  private static final String BEFORE = "before_events";

  private final PostgresqlConnection connection;
  private final EventRows rows;

  EventInsert(PostgresqlConnection connection, EventRows rows) {
    this.connection = connection;
    this.rows = rows;
  }

  /** Which of the distinct events are new, by their position. */
  Mono<BitSet> insert(boolean expectsKnown) {
    if (rows.distinct().isEmpty()) {
      return Mono.fromSupplier(BitSet::new);
    }
    return expectsKnown
        ? stage()
        : connection
            .createSavepoint(BEFORE)
            .then(copy("event", "event_object"))
            .then(Mono.fromSupplier(this::all))
            .onErrorResume(
                R2dbcDataIntegrityViolationException.class,
                known -> connection.rollbackTransactionToSavepoint(BEFORE).then(stage()));
  }

  private BitSet all() {
    BitSet all = new BitSet();
    all.set(0, rows.distinct().size());
    return all;
  }

  private Mono<Void> copy(String eventTable, String objectTable) {
    return Mono.defer(() -> copy(eventTable + EventRows.EVENT_COLUMNS, rows.events()))
        .then(Mono.defer(() -> copy(objectTable + EventRows.EVENT_OBJECT_COLUMNS, rows.objects())));
  }

  private Mono<Void> copy(String target, BinaryCopy copied) {
    return copied.rows() == 0
        ? Mono.empty()
        : connection.copyIn("COPY " + target).from(copied.chunks()).build().then();
  }

  private Mono<BitSet> stage() {
    return createStage("event")
        .then(createStage("event_object"))
        .then(copy("stage_event", "stage_event_object"))
        .then(
            query(
                    connection,
                    FETCH,
                    row -> Objects.requireNonNull(row.get(0, Long.class)),
                    "INSERT INTO event SELECT * FROM stage_event ORDER BY number"
                        + " ON CONFLICT DO NOTHING RETURNING number")
                .collect(
                    BitSet::new,
                    (added, number) -> added.set(Math.toIntExact(number - rows.watermark() - 1))))
        .delayUntil(added -> addObjects());
  }

  private Mono<Long> addObjects() {
    return update(
        connection,
        "INSERT INTO event_object SELECT * FROM stage_event_object WHERE number IN"
            + " (SELECT number FROM event WHERE log_id = $1 AND number > $2)"
            + " ORDER BY number, position",
        rows.logId(),
        rows.watermark());
  }

  private Mono<Long> createStage(String table) {
    return update(
        connection,
        "CREATE TEMPORARY TABLE IF NOT EXISTS stage_%1$s (LIKE %1$s) ON COMMIT DELETE ROWS"
            .formatted(table));
  }
}
