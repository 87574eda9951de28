package dev.throughline.api.store;

import static dev.throughline.api.store.Connections.query;
import static dev.throughline.api.store.Connections.update;

import dev.throughline.ingest.store.ImportRequest;
import dev.throughline.ingest.store.ImportRun;
import dev.throughline.ingest.store.IntakeCount;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.LogHeader;
import dev.throughline.model.LogName;
import dev.throughline.model.ThroughlineException;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The ledger of imports. All statements run in the caller's transaction. */
final class ImportLedger {
  private static final String RUN =
      """
      SELECT i.id, l.name, i.file, i.sha256, i.received, i.accepted, i.duplicate, i.quarantined,
             i.started_at, i.finished_at, i.log_id, l.watermark
      FROM import_run i JOIN log l ON l.id = i.log_id
      """;

  /** An import, locked with its log until the transaction ends. */
  record Open(ImportRun run, int logId, long watermark) {}

  /**
   * The log's row is locked first: a batch that is being rolled back or committed is over before
   * its import is looked at.
   */
  static Mono<ImportRun> begin(PostgresqlConnection connection, ImportRequest request) {
    String header = HeaderJson.write(request.header());
    Mono<Long> insertLog =
        update(
            connection,
            "INSERT INTO log (name, header, imported_at) VALUES ($1, $2::jsonb, now())"
                + " ON CONFLICT DO NOTHING",
            request.log().value(),
            header);
    Mono<Integer> lockLog =
        query(
                connection,
                1,
                row -> integer(row, 0),
                "SELECT id FROM log WHERE " + Keys.equal("name", "$1") + " FOR UPDATE",
                request.log().value())
            .next();
    return insertLog
        .then(lockLog)
        .flatMap(
            logId ->
                replaceHeader(connection, logId, request.header(), header)
                    .then(resume(connection, logId, request))
                    .switchIfEmpty(Mono.defer(() -> start(connection, logId, request))));
  }

  private static Mono<Void> replaceHeader(
      PostgresqlConnection connection, int logId, LogHeader header, String json) {
    if (header.equals(LogHeader.EMPTY)) {
      return Mono.empty();
    }
    return update(connection, "UPDATE log SET header = $2::jsonb WHERE id = $1", logId, json)
        .then();
  }

  private static Mono<ImportRun> resume(
      PostgresqlConnection connection, int logId, ImportRequest request) {
    return query(
            connection,
            1,
            ImportLedger::run,
            RUN
                + "WHERE i.log_id = $1 AND i.sha256 = $2 AND i.mapping = $3"
                + " AND i.finished_at IS NULL ORDER BY i.id LIMIT 1",
            logId,
            request.sha256(),
            request.mappingYaml())
        .next();
  }

  private static Mono<ImportRun> start(
      PostgresqlConnection connection, int logId, ImportRequest request) {
    Mono<Long> insert =
        query(
                connection,
                1,
                row -> bigint(row, 0),
                "INSERT INTO import_run (log_id, file, sha256, mapping, started_at)"
                    + " VALUES ($1, $2, $3, $4, now()) RETURNING id",
                logId,
                request.file(),
                request.sha256(),
                request.mappingYaml())
            .single();
    return update(connection, "UPDATE log SET imported_at = now() WHERE id = $1", logId)
        .then(insert)
        .flatMap(id -> find(connection, id));
  }

  static Mono<ImportRun> find(PostgresqlConnection connection, long importId) {
    return query(connection, 1, ImportLedger::run, RUN + "WHERE i.id = $1", importId)
        .next()
        .switchIfEmpty(Mono.error(() -> unknown(importId)));
  }

  /** Locks the import and its log; other batches of the log wait. */
  static Mono<Open> lock(PostgresqlConnection connection, long importId) {
    return query(
            connection,
            1,
            row -> new Open(run(row), integer(row, 10), bigint(row, 11)),
            RUN + "WHERE i.id = $1 FOR UPDATE",
            importId)
        .next()
        .switchIfEmpty(Mono.error(() -> unknown(importId)));
  }

  static Mono<Open> lockUnfinished(PostgresqlConnection connection, long importId) {
    return lock(connection, importId)
        .filter(open -> open.run().finishedAt() == null)
        .switchIfEmpty(
            Mono.error(
                () ->
                    new ThroughlineException(
                        ErrorCode.BAD_ARGUMENT, "import %d is finished".formatted(importId))));
  }

  static Mono<ImportRun> finish(PostgresqlConnection connection, long importId) {
    return lock(connection, importId)
        .then(
            update(
                connection,
                "UPDATE import_run SET finished_at = now() WHERE id = $1 AND finished_at IS NULL",
                importId))
        .then(find(connection, importId));
  }

  static Flux<ImportRun> ofLog(PostgresqlConnection connection, int logId) {
    return query(
        connection, 100, ImportLedger::run, RUN + "WHERE i.log_id = $1 ORDER BY i.id DESC", logId);
  }

  private static ImportRun run(Readable row) {
    return new ImportRun(
        bigint(row, 0),
        new LogName(text(row, 1)),
        text(row, 2),
        text(row, 3),
        new IntakeCount(bigint(row, 4), bigint(row, 5), bigint(row, 6), bigint(row, 7)),
        Objects.requireNonNull(row.get(8, Instant.class)),
        row.get(9, Instant.class));
  }

  private static int integer(Readable row, int index) {
    return Objects.requireNonNull(row.get(index, Integer.class));
  }

  private static long bigint(Readable row, int index) {
    return Objects.requireNonNull(row.get(index, Long.class));
  }

  private static String text(Readable row, int index) {
    return Objects.requireNonNull(row.get(index, String.class));
  }

  private static ThroughlineException unknown(long importId) {
    return new ThroughlineException(ErrorCode.NOT_FOUND, "there is no import " + importId);
  }

  private ImportLedger() {}
}
