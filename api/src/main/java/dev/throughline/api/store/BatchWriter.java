package dev.throughline.api.store;

import static dev.throughline.api.store.Connections.update;

import dev.throughline.ingest.store.EventBatch;
import dev.throughline.ingest.store.ImportRun;
import dev.throughline.model.Event;
import dev.throughline.model.EventId;
import dev.throughline.model.Source;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Writes one batch in the caller's transaction, which holds the log's lock. */
final class BatchWriter {
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

  /** After the first duplicate of an import more are expected. */
  private Mono<BitSet> writeEvents(ImportLedger.Open open) {
    EventRows rows = new EventRows(distinct(batch.events()), open.logId(), open.watermark());
    return new EventInsert(connection, rows).insert(open.run().count().duplicate() > 0);
  }

  /** The first of each source and id. */
  private static List<Event> distinct(List<Event> events) {
    record Key(Source source, EventId id) {}
    Set<Key> seen = new HashSet<>(events.size() * 2);
    return events.stream().filter(event -> seen.add(new Key(event.source(), event.id()))).toList();
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
    return rows.rows() == 0
        ? Mono.empty()
        : connection
            .copyIn(
                "COPY rejection (import_id, code, message, file, line, field, raw)"
                    + " FROM STDIN (FORMAT binary)")
            .from(rows.chunks())
            .build()
            .then();
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
}
