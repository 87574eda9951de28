package dev.throughline.api.store;

import static dev.throughline.api.store.Connections.update;

import dev.throughline.ingest.store.EventBatch;
import dev.throughline.ingest.store.ImportRun;
import dev.throughline.model.Event;
import dev.throughline.model.EventId;
import dev.throughline.model.Source;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Writes one batch in the caller's transaction, which holds the log's lock.
 *
 * <p>While an import has met no duplicate its events are copied straight into their tables. When
 * that fails on a known event, and for the rest of that import, they go through a temporary table
 * and an insert that leaves known events out; that writes every row twice.
 */
final class BatchWriter {
  private static final String EVENT_COLUMNS =
      " (log_id, number, sequence, occurred_at, recorded_at, source, event_id, activity, resource,"
          + " role, attributes) FROM STDIN (FORMAT binary)";
  private static final String EVENT_OBJECT_COLUMNS =
      " (log_id, number, position, repeated, type, object_id, qualifier) FROM STDIN (FORMAT binary)";

  private final PostgresqlConnection connection;
  private final EventBatch batch;

  BatchWriter(PostgresqlConnection connection, EventBatch batch) {
    this.connection = connection;
    this.batch = batch;
  }

  Mono<ImportRun> write(long importId) {
    return ImportLedger.lockUnfinished(connection, importId)
        .publishOn(Schedulers.parallel()) // encoding takes milliseconds: not on the event loop
        .flatMap(
            open ->
                writeEvents(open)
                    .then(
                        Mono.defer(
                            () ->
                                new ObjectWriter(connection, open.logId()).write(batch.objects())))
                    .then(Mono.defer(() -> writeRejections(importId)))
                    .then(Mono.defer(() -> count(open)))
                    .then(ImportLedger.find(connection, importId)));
  }

  private Mono<Void> writeEvents(ImportLedger.Open open) {
    if (batch.events().isEmpty()) {
      return Mono.empty();
    }
    Rows rows = new Rows(distinct(batch.events()), open.logId(), open.watermark());
    if (open.run().count().duplicate() > 0) {
      return stage(rows, open);
    }
    return connection
        .createSavepoint("before_events")
        .then(copyRows(rows, "event", "event_object"))
        .onErrorResume(
            R2dbcDataIntegrityViolationException.class,
            known ->
                connection.rollbackTransactionToSavepoint("before_events").then(stage(rows, open)));
  }

  /** The first of each source and id. */
  private static Collection<Event> distinct(Collection<Event> events) {
    record Key(Source source, EventId id) {}
    Map<Key, Event> distinct = new LinkedHashMap<>(events.size() * 2);
    for (Event event : events) {
      distinct.putIfAbsent(new Key(event.source(), event.id()), event);
    }
    return distinct.values();
  }

  private Mono<Void> copyRows(Rows rows, String eventTable, String objectTable) {
    return copy("COPY " + eventTable + EVENT_COLUMNS, rows.events())
        .then(Mono.defer(() -> copy("COPY " + objectTable + EVENT_OBJECT_COLUMNS, rows.objects())));
  }

  private Mono<Void> copy(String sql, BinaryCopy rows) {
    return rows.rows() == 0
        ? Mono.empty()
        : connection.copyIn(sql).from(rows.chunks()).build().then();
  }

  private Mono<Void> stage(Rows rows, ImportLedger.Open open) {
    return createStage("event")
        .then(createStage("event_object"))
        .then(Mono.defer(() -> copyRows(rows, "stage_event", "stage_event_object")))
        .then(
            update(
                connection,
                "INSERT INTO event SELECT * FROM stage_event ORDER BY number"
                    + " ON CONFLICT DO NOTHING"))
        .then(
            update(
                connection,
                "INSERT INTO event_object SELECT * FROM stage_event_object WHERE number IN"
                    + " (SELECT number FROM event WHERE log_id = $1 AND number > $2)"
                    + " ORDER BY number, position",
                open.logId(),
                open.watermark()))
        .then();
  }

  private Mono<Long> createStage(String table) {
    return update(
        connection,
        "CREATE TEMPORARY TABLE IF NOT EXISTS stage_%1$s (LIKE %1$s) ON COMMIT DELETE ROWS"
            .formatted(table));
  }

  private Mono<Void> writeRejections(long importId) {
    BinaryCopy rows = new BinaryCopy();
    batch
        .rejections()
        .forEach(
            rejection ->
                rows.row(7)
                    .bigint(importId)
                    .text(rejection.code().name())
                    .text(rejection.message())
                    .text(rejection.location().file())
                    .bigint(rejection.location().line())
                    .text(rejection.location().field())
                    .text(rejection.raw()));
    return copy(
        "COPY rejection (import_id, code, message, file, line, field, raw)"
            + " FROM STDIN (FORMAT binary)",
        rows);
  }

  /** Counts what is there, not what was sent, and adds it to the import and to the log. */
  private Mono<Void> count(ImportLedger.Open open) {
    return update(
            connection,
            "INSERT INTO log_object_type SELECT DISTINCT log_id, type FROM event_object"
                + " WHERE log_id = $1 AND number > $2 ON CONFLICT DO NOTHING",
            open.logId(),
            open.watermark())
        .then(
            update(
                connection,
                """
                WITH added AS (
                  SELECT count(*) AS events, max(number) AS watermark,
                         min(occurred_at) AS first_at, max(occurred_at) AS last_at
                  FROM event WHERE log_id = $1 AND number > $2),
                counted AS (
                  UPDATE import_run SET
                    received = received + $4 + $5,
                    accepted = accepted + added.events,
                    duplicate = duplicate + $4 - added.events,
                    quarantined = quarantined + $5
                  FROM added WHERE id = $3)
                UPDATE log SET
                  events = log.events + added.events,
                  quarantined = quarantined + $5,
                  watermark = coalesce(added.watermark, log.watermark),
                  first_at = least(log.first_at, added.first_at),
                  last_at = greatest(log.last_at, added.last_at)
                FROM added WHERE id = $1
                """,
                open.logId(),
                open.watermark(),
                open.run().id(),
                (long) batch.events().size(),
                (long) batch.rejections().size()))
        .then();
  }

  /** The rows of the events, numbered after the watermark. Encoded anew for each use. */
  private record Rows(Collection<Event> distinct, int logId, long watermark) {

    BinaryCopy events() {
      BinaryCopy rows = new BinaryCopy();
      long number = watermark;
      for (Event event : distinct) {
        number++;
        rows.row(11)
            .integer(logId)
            .bigint(number)
            .bigint(event.sequence())
            .timestamp(event.occurredAt())
            .timestamp(event.recordedAt())
            .text(event.source().name())
            .text(event.id().value())
            .text(event.activity().value())
            .text(event.resource())
            .text(event.role())
            .jsonb(attributes(event));
      }
      return rows;
    }

    private static byte @Nullable [] attributes(Event event) {
      return event.attributes().isEmpty()
          ? null
          : AttributeJson.bytes(json -> AttributeJson.write(json, event.attributes()));
    }

    BinaryCopy objects() {
      BinaryCopy rows = new BinaryCopy();
      long number = watermark;
      for (Event event : distinct) {
        number++;
        for (int position = 0; position < event.objects().size(); position++) {
          var object = event.objects().get(position);
          rows.row(7)
              .integer(logId)
              .bigint(number)
              .integer(position)
              .bool(isRepeated(event, position))
              .text(object.type().value())
              .text(object.id().value())
              .text(object.qualifier());
        }
      }
      return rows;
    }

    private static boolean isRepeated(Event event, int position) {
      var object = event.objects().get(position);
      return event.objects().subList(0, position).stream()
          .anyMatch(o -> o.type().equals(object.type()) && o.id().equals(object.id()));
    }
  }
}
