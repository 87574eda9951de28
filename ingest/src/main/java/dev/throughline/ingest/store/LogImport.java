package dev.throughline.ingest.store;

import dev.throughline.ingest.read.FileHash;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.LogName;
import dev.throughline.model.ThroughlineException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Imports files into a store: reads, cuts into batches, stores them, and keeps the ledger.
 *
 * <p>An import that was cut off goes on where its last committed batch ended. A reader that gives
 * up in the middle (a file that breaks off) leaves the batches before that place committed and the
 * import unfinished.
 */
public final class LogImport {
  /** Records per transaction. */
  public static final int BATCH_RECORDS = 20_000;

  private final EventStore store;
  private final int batchRecords;
  private final Scheduler scheduler;
  private final Set<LogName> running = ConcurrentHashMap.newKeySet();

  public LogImport(EventStore store) {
    this(store, BATCH_RECORDS, Schedulers.boundedElastic());
  }

  /**
   * @param batchRecords records per transaction, at least 1
   * @param scheduler whose threads may block: a reader is blocking and pushes
   */
  public LogImport(EventStore store, int batchRecords, Scheduler scheduler) {
    if (batchRecords < 1) {
      throw new IllegalArgumentException("batchRecords must be at least 1, was " + batchRecords);
    }
    this.store = store;
    this.batchRecords = batchRecords;
    this.scheduler = scheduler;
  }

  /**
   * Imports the file when subscribed to, and completes when all of it is committed. Cancelling
   * interrupts the reader and rolls back the batch under way; what was committed stays, and the
   * next import of the file resumes.
   *
   * <p>Memory is bounded: one batch is being filled while at most one is being stored; the reader
   * waits when the store is slower.
   *
   * <p>Errors: those of the reader and the store; {@code IMPORT_RUNNING} while another import into
   * the same log runs here; {@code FILE_NOT_FOUND}.
   */
  public Mono<ImportRun> run(FileImport file, ImportListener listener) {
    return Mono.fromCallable(() -> runAlone(file, listener)).subscribeOn(scheduler);
  }

  private ImportRun runAlone(FileImport file, ImportListener listener) throws IOException {
    if (!running.add(file.log())) {
      throw new ThroughlineException(
          ErrorCode.IMPORT_RUNNING, "the log '%s' is being imported now".formatted(file.log()));
    }
    try (ImportSession session =
        new ImportSession(store, file, FileHash.sha256(file.file()), batchRecords, listener)) {
      file.reader().read(file.file(), file.options(), session);
      return session.finish();
    } catch (NoSuchFileException e) {
      throw new ThroughlineException(
          ErrorCode.FILE_NOT_FOUND, "the file '%s' does not exist".formatted(file.name()), null, e);
    } finally {
      running.remove(file.log());
    }
  }
}
