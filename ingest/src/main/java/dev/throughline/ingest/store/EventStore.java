package dev.throughline.ingest.store;

import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.model.BusinessObject;
import dev.throughline.model.Event;
import dev.throughline.model.LogHeader;
import dev.throughline.model.LogName;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps logs. Events are append-only and unique by log, source and event id. A completed {@link
 * Mono} means committed.
 *
 * <p>Errors: {@code LOG_NOT_FOUND} for a log that is not there, {@code STORE_UNAVAILABLE} when the
 * database does not answer.
 */
public interface EventStore {

  /**
   * Starts an import, or returns the unfinished one of the same file (by hash) into the same log.
   * Its {@code count().received()} says how many records of the file are already committed and must
   * be skipped.
   */
  Mono<ImportRun> begin(ImportRequest request);

  /**
   * Stores a batch in one transaction and returns the import's ledger after it. Objects merge by
   * type, id and attribute.
   */
  Mono<ImportRun> append(long importId, EventBatch batch);

  /** Marks the import as complete. */
  Mono<ImportRun> finish(long importId);

  /** Imports of a log, newest first. */
  Flux<ImportRun> imports(LogName log);

  /** All logs, by name. */
  Flux<LogSummary> logs();

  Mono<LogSummary> log(LogName name);

  Mono<LogHeader> header(LogName log);

  /** All events in their total order ({@link Event#ORDER}), read with a cursor. */
  Flux<Event> events(LogName log);

  /** All objects, by type and id. */
  Flux<BusinessObject> objects(LogName log);

  /** What an import did not accept, in the order of the file. */
  Flux<Rejection> rejections(long importId);
}
