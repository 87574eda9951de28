package dev.throughline.api.events;

import dev.throughline.api.error.Problems;
import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.ingest.store.FileImport;
import dev.throughline.ingest.store.ImportListener;
import dev.throughline.ingest.store.ImportRun;
import dev.throughline.ingest.store.LogImport;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;

/**
 * Imports that run in the background, one after the other; a bounded number waits, and a bounded
 * number of finished ones is remembered. The ledger itself is in the store. Safe for many threads.
 */
@Component
public final class ImportJobs implements DisposableBean {
  private static final int MAX_REMEMBERED = 200;

  private final LogImport imports;
  private final Map<String, Disposable> running = new HashMap<>();
  private final Map<String, ImportJob> jobs =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ImportJob> eldest) {
          return size() > MAX_REMEMBERED && eldest.getValue().state().isFinal();
        }
      };

  ImportJobs(LogImport imports) {
    this.imports = imports;
  }

  /**
   * Starts an import and returns at once; its file is deleted in the end.
   *
   * @throws ThroughlineException {@code TOO_MANY_REQUESTS} when the queue is full
   */
  public ImportJob start(FileImport file) {
    String id = UUID.randomUUID().toString();
    ImportJob job =
        new ImportJob(id, file.log(), file.name(), ImportJob.State.WAITING, null, null, List.of());
    synchronized (this) {
      jobs.put(id, job);
    }
    Disposable work =
        imports
            .run(file, new Progress(id))
            .doFinally(signal -> ended(id, file))
            .subscribe(run -> finished(id, run), failure -> failed(id, failure));
    synchronized (this) {
      if (!job(id).state().isFinal()) {
        running.put(id, work);
      }
    }
    return accepted(id);
  }

  private ImportJob accepted(String id) {
    ImportJob job = job(id);
    if (job.problem() != null && job.problem().code() == ErrorCode.TOO_MANY_REQUESTS) {
      throw new ThroughlineException(
          ErrorCode.TOO_MANY_REQUESTS, "too many imports are waiting; try again later");
    }
    return job;
  }

  /**
   * The import as it stands.
   *
   * @throws ThroughlineException {@code NOT_FOUND} when it is not remembered
   */
  public synchronized ImportJob job(String id) {
    ImportJob job = jobs.get(id);
    if (job == null) {
      throw new ThroughlineException(
          ErrorCode.NOT_FOUND, "there is no such import, or it ended long ago");
    }
    return job;
  }

  /** Stops an import; what is committed stays, and the same file resumes it. */
  public ImportJob cancel(String id) {
    Disposable work;
    synchronized (this) {
      if (!job(id).state().isFinal()) {
        change(id, job -> job.in(ImportJob.State.CANCELLED));
      }
      work = running.remove(id);
    }
    if (work != null) {
      work.dispose();
    }
    return job(id);
  }

  private void finished(String id, ImportRun run) {
    change(id, job -> job.committed(run).in(ImportJob.State.FINISHED));
  }

  private void failed(String id, Throwable failure) {
    change(id, job -> job.failed(Problems.of(failure, id)));
  }

  private void ended(String id, FileImport file) {
    synchronized (this) {
      running.remove(id);
    }
    Uploads.delete(file.file());
  }

  private synchronized void change(String id, UnaryOperator<ImportJob> change) {
    jobs.computeIfPresent(id, (known, job) -> job.state().isFinal() ? job : change.apply(job));
  }

  @Override
  public void destroy() {
    List<Disposable> open;
    synchronized (this) {
      open = List.copyOf(running.values());
      running.clear();
    }
    open.forEach(Disposable::dispose);
  }

  /** Called on the import's thread. */
  private final class Progress implements ImportListener {
    private final String id;

    Progress(String id) {
      this.id = id;
    }

    @Override
    public void committed(ImportRun run) {
      change(id, job -> job.committed(run).in(ImportJob.State.RUNNING));
    }

    @Override
    public void finding(Rejection finding) {
      change(id, job -> job.remarked(finding));
    }
  }
}
