package dev.throughline.ingest.store;

import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.ingest.write.LogContent.CaseEvent;
import dev.throughline.model.BusinessObject;
import dev.throughline.model.Event;
import dev.throughline.model.LogHeader;
import dev.throughline.model.LogName;
import dev.throughline.model.ObjectType;
import java.time.LocalDate;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps logs. Events are append-only and unique by log, source and event id. A completed {@link
 * Mono} means committed.
 *
 * <p>What a database cannot hold is changed visibly, by the same rule in every store: see {@link
 * Storable}. So what comes back equals {@code Storable.of} of what was given.
 *
 * <p>Errors: {@code LOG_NOT_FOUND} for a log that is not there, {@code NOT_FOUND} for an import
 * that is not there, {@code BAD_ARGUMENT} for a batch that comes after its import was finished,
 * {@code BAD_TIMESTAMP} for a time outside the years 1 to 9999, {@code STORE_UNAVAILABLE} when the
 * database does not answer.
 */
public interface EventStore {

  /**
   * Starts an import, or returns the unfinished one of the same file (by hash) with the same
   * mapping into the same log. Its {@code count().received()} says how many records of the file are
   * already committed and must be skipped. A log is made when it is not there; a header that says
   * something replaces the log's.
   */
  Mono<ImportRun> begin(ImportRequest request);

  /**
   * Stores a batch in one transaction and returns the import's ledger after it.
   *
   * <p>Of two events with one source and id, the first stays and the other counts as a duplicate.
   * Objects merge: an attribute is known by its key and {@code since}, and a later value replaces
   * an earlier one in its place; equal links are one.
   */
  Mono<ImportRun> append(long importId, EventBatch batch);

  /** Marks the import as complete; a second time changes nothing. */
  Mono<ImportRun> finish(long importId);

  /**
   * Stores what programs sent, all of it in one transaction, and says what became of each
   * submission. A log is made when it is not there.
   *
   * <p>The ledger is kept as imports: one for each source, mapping and day, whose file is the
   * source's name and whose hash is empty. Those of earlier days are finished.
   *
   * <p>Of two events with one source and id, the first stays and the other counts as a duplicate.
   *
   * @param day on which they arrived (UTC)
   */
  Mono<List<Acknowledgement>> take(LogName log, LocalDate day, List<Submission> submissions);

  /** Imports of a log, newest first. */
  Flux<ImportRun> imports(LogName log);

  /** All logs, by name. */
  Flux<LogSummary> logs();

  Mono<LogSummary> log(LogName name);

  Mono<LogHeader> header(LogName log);

  /** All events in their total order ({@link Event#ORDER}), read with a cursor. */
  Flux<Event> events(LogName log);

  /**
   * The events of each object of the type together, in their total order; objects in the order of
   * their ids. An event that refers to several such objects comes once for each; one that refers to
   * none does not come. Read with a cursor.
   */
  Flux<CaseEvent> eventsByCase(LogName log, ObjectType leadingType);

  /** All objects, by type and id. */
  Flux<BusinessObject> objects(LogName log);

  /** What an import did not accept, in the order of the file. */
  Flux<Rejection> rejections(long importId);
}
