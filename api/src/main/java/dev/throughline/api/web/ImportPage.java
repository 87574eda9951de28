package dev.throughline.api.web;

import dev.throughline.api.error.Problem;
import dev.throughline.api.events.ImportJob;
import dev.throughline.ingest.store.ImportRun;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An import while it runs and when it has ended.
 *
 * @param ledger null before the first batch
 * @param problem null unless it failed
 */
record ImportPage(
    String id,
    String file,
    LogLink log,
    String state,
    boolean running,
    boolean finished,
    @Nullable ImportRow ledger,
    @Nullable Problem problem,
    List<RejectionRow> remarks) {
  static ImportPage of(ImportJob job) {
    ImportRun run = job.run();
    return new ImportPage(
        job.id(),
        job.file(),
        LogLink.of(job.log().value()),
        job.state().name().toLowerCase(Locale.ROOT),
        !job.state().isFinal(),
        job.state() == ImportJob.State.FINISHED,
        run == null ? null : ImportRow.of(run),
        job.problem(),
        job.remarks().stream().map(RejectionRow::of).toList());
  }
}
