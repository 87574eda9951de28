package dev.throughline.ingest.store;

import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.ingest.read.EventRow;
import dev.throughline.ingest.read.LogSink;
import dev.throughline.model.BusinessObject;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Event;
import dev.throughline.model.Location;
import dev.throughline.model.LogHeader;
import dev.throughline.model.ThroughlineException;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * One import: a sink that fills a batch while the batch before it is being stored. Used by one
 * thread, the reader's, which may block.
 */
final class ImportSession implements LogSink, Closeable {
  private static final long BATCH_CHARS = 16 << 20;

  private final EventStore store;
  private final FileImport file;
  private final String sha256;
  private final int batchRecords;
  private final ImportListener listener;

  private List<Event> events = new ArrayList<>();
  private List<BusinessObject> objects = new ArrayList<>();
  private List<Rejection> rejections = new ArrayList<>();
  private long chars;
  private LogHeader header = LogHeader.EMPTY;
  private @Nullable ImportRun begun;
  private @Nullable CompletableFuture<ImportRun> storing;
  private long seen;

  ImportSession(
      EventStore store, FileImport file, String sha256, int batchRecords, ImportListener listener) {
    this.store = store;
    this.file = file;
    this.sha256 = sha256;
    this.batchRecords = batchRecords;
    this.listener = listener;
  }

  @Override
  public void header(LogHeader found) {
    header = found;
  }

  /**
   * Objects go with the batch that they arrive in; those of records already committed are there.
   */
  @Override
  public void object(BusinessObject object) {
    if (seen >= committedBefore()) {
      objects.add(object);
      chars += TextLength.of(object);
      flushWhenFull();
    }
  }

  @Override
  public void event(EventRow row) {
    if (isNew()) {
      Event event = row.toEvent();
      if (Storable.holds(event.occurredAt()) && recordedInRange(event)) {
        events.add(event);
        chars += TextLength.of(event);
      } else {
        rejections.add(outOfRange(event));
      }
      flushWhenFull();
    }
  }

  @Override
  public void reject(Rejection rejection) {
    if (isNew()) {
      rejections.add(rejection);
      chars += rejection.raw().length();
      flushWhenFull();
    }
  }

  @Override
  public void finding(Rejection finding) {
    listener.finding(finding);
  }

  /** Stores the rest and completes the import; every record that was read is in its ledger. */
  ImportRun finish() {
    ImportRun run = begun();
    flush();
    awaitStored();
    ImportRun finished = await(store.finish(run.id()).toFuture());
    if (finished.count().received() != seen) {
      throw new ThroughlineException(
          ErrorCode.INTERNAL,
          "the import of '%s' counts %d records but %d were read"
              .formatted(file.name(), finished.count().received(), seen));
    }
    return finished;
  }

  /**
   * Waits for the batch that is being stored, so that a reader's error leaves the same batches
   * behind every time; an interrupted import gives it up instead. Does nothing after {@link
   * #finish}.
   */
  @Override
  public void close() {
    if (storing != null && Thread.currentThread().isInterrupted()) {
      storing.cancel(true);
      storing = null;
    }
    awaitStored();
  }

  private boolean isNew() {
    return seen++ >= committedBefore();
  }

  private long committedBefore() {
    return begun().count().received();
  }

  private ImportRun begun() {
    if (begun == null) {
      ImportRequest request =
          new ImportRequest(file.log(), file.name(), sha256, file.mappingYaml(), header);
      begun = await(store.begin(request).toFuture());
    }
    return begun;
  }

  private void flushWhenFull() {
    int records = events.size() + rejections.size();
    if (records >= batchRecords || objects.size() >= batchRecords || chars >= BATCH_CHARS) {
      flush();
    }
  }

  private void flush() {
    if (events.isEmpty() && objects.isEmpty() && rejections.isEmpty()) {
      return;
    }
    EventBatch batch = new EventBatch(events, objects, rejections);
    events = new ArrayList<>();
    objects = new ArrayList<>();
    rejections = new ArrayList<>();
    chars = 0;
    awaitStored();
    Mono<ImportRun> append = store.append(begun().id(), batch);
    storing = append.toFuture();
  }

  private void awaitStored() {
    CompletableFuture<ImportRun> pending = storing;
    storing = null;
    if (pending != null) {
      listener.committed(await(pending));
    }
  }

  private static boolean recordedInRange(Event event) {
    return event.recordedAt() == null || Storable.holds(event.recordedAt());
  }

  private Rejection outOfRange(Event event) {
    return new Rejection(
        ErrorCode.BAD_TIMESTAMP,
        "a time must lie in the years 1 to 9999",
        new Location(file.name(), 0, null),
        event.toString());
  }

  private static ImportRun await(CompletableFuture<ImportRun> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      future.cancel(true);
      Thread.currentThread().interrupt();
      throw cancelled(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private static CancellationException cancelled(InterruptedException cause) {
    CancellationException cancelled = new CancellationException("the import was cancelled");
    cancelled.initCause(cause);
    return cancelled;
  }
}
