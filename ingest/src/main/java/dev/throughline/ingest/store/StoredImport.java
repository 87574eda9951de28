package dev.throughline.ingest.store;

import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One import in memory. The store that holds it guards it. */
final class StoredImport {
  private final StoredLog log;
  private final ImportRequest request;
  private final List<Rejection> rejections = new ArrayList<>();
  private ImportRun run;

  StoredImport(long id, StoredLog log, ImportRequest request, Instant startedAt) {
    this.log = log;
    this.request = request;
    this.run =
        new ImportRun(
            id, request.log(), request.file(), request.sha256(), IntakeCount.ZERO, startedAt, null);
  }

  StoredLog log() {
    return log;
  }

  ImportRun run() {
    return run;
  }

  List<Rejection> rejections() {
    return List.copyOf(rejections);
  }

  boolean resumes(ImportRequest other) {
    return run.finishedAt() == null
        && request.log().equals(other.log())
        && request.sha256().equals(other.sha256())
        && request.mappingYaml().equals(other.mappingYaml());
  }

  /** One of the ledger of days: made for a source, a mapping and a day. */
  boolean countsFor(ImportRequest other) {
    return resumes(other) && request.file().equals(other.file());
  }

  boolean isOfDays() {
    return request.sha256().isEmpty();
  }

  void count(IntakeCount added, List<Rejection> rejected) {
    log.quarantined += rejected.size();
    rejections.addAll(rejected);
    run = with(run.count().plus(added), null);
  }

  ImportRun append(EventBatch batch) {
    if (run.finishedAt() != null) {
      throw new ThroughlineException(
          ErrorCode.BAD_ARGUMENT, "import %d is finished".formatted(run.id()));
    }
    long accepted = batch.events().stream().filter(log::add).count();
    long quarantined = batch.rejections().size();
    log.objects.addAll(batch.objects());
    log.quarantined += quarantined;
    rejections.addAll(batch.rejections());
    IntakeCount added =
        new IntakeCount(batch.received(), accepted, batch.events().size() - accepted, quarantined);
    run = with(run.count().plus(added), null);
    return run;
  }

  ImportRun finish(Instant at) {
    if (run.finishedAt() == null) {
      run = with(run.count(), at);
    }
    return run;
  }

  private ImportRun with(IntakeCount count, @Nullable Instant finishedAt) {
    return new ImportRun(
        run.id(), run.log(), run.file(), run.sha256(), count, run.startedAt(), finishedAt);
  }
}
