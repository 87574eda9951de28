package dev.throughline.api.events;

import dev.throughline.api.error.Problem;
import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.ingest.store.ImportRun;
import dev.throughline.model.LogName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an import in this process goes.
 *
 * @param file its name
 * @param run the ledger as far as it is committed; null before the first batch
 * @param problem why it failed; null unless it did
 * @param remarks on the file that lose nothing, the first {@value #MAX_REMARKS}
 */
public record ImportJob(
    String id,
    LogName log,
    String file,
    State state,
    @Nullable ImportRun run,
    @Nullable Problem problem,
    List<Rejection> remarks) {
  static final int MAX_REMARKS = 20;

  public ImportJob {
    remarks = List.copyOf(remarks);
  }

  /** Where an import stands. */
  public enum State {
    WAITING,
    RUNNING,
    FINISHED,
    FAILED,
    CANCELLED;

    /** Whether nothing more will happen. */
    public boolean isFinal() {
      return switch (this) {
        case WAITING, RUNNING -> false;
        case FINISHED, FAILED, CANCELLED -> true;
      };
    }
  }

  ImportJob in(State newState) {
    return new ImportJob(id, log, file, newState, run, problem, remarks);
  }

  ImportJob committed(ImportRun newRun) {
    return new ImportJob(id, log, file, state, newRun, problem, remarks);
  }

  ImportJob failed(Problem reason) {
    return new ImportJob(id, log, file, State.FAILED, run, reason, remarks);
  }

  ImportJob remarked(Rejection remark) {
    if (remarks.size() >= MAX_REMARKS) {
      return this;
    }
    List<Rejection> more = new java.util.ArrayList<>(remarks);
    more.add(remark);
    return new ImportJob(id, log, file, state, run, problem, more);
  }
}
