package dev.throughline.api.events;

import dev.throughline.ingest.store.ImportRun;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of an import: received = accepted + duplicate + quarantined.
 *
 * @param finishedAt absent while it runs or after it was cut off
 */
record ImportResponse(
    long id,
    String log,
    String file,
    String sha256,
    long received,
    long accepted,
    long duplicate,
    long quarantined,
    Instant startedAt,
    @Nullable Instant finishedAt) {
  static ImportResponse from(ImportRun run) {
    return new ImportResponse(
        run.id(),
        run.log().value(),
        run.file(),
        run.sha256(),
        run.count().received(),
        run.count().accepted(),
        run.count().duplicate(),
        run.count().quarantined(),
        run.startedAt(),
        run.finishedAt());
  }
}
