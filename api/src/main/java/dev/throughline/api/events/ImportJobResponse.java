package dev.throughline.api.events;

import dev.throughline.api.error.Problem;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An import that was asked for.
 *
 * @param state waiting, running, finished, failed or cancelled
 * @param ledger as far as it is committed; absent before the first batch
 * @param problem why it failed; absent unless it did
 * @param remarks on the file that lose nothing
 */
record ImportJobResponse(
    String id,
    String log,
    String file,
    String state,
    @Nullable ImportResponse ledger,
    @Nullable Problem problem,
    List<RejectionResponse> remarks) {
  static ImportJobResponse from(ImportJob job) {
    return new ImportJobResponse(
        job.id(),
        job.log().value(),
        job.file(),
        job.state().name().toLowerCase(Locale.ROOT),
        job.run() == null ? null : ImportResponse.from(job.run()),
        job.problem(),
        job.remarks().stream().map(RejectionResponse::from).toList());
  }
}
