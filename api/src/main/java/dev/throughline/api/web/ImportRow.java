package dev.throughline.api.web;

import dev.throughline.ingest.store.ImportRun;

/**
 * One import with its ledger.
 *
 * @param quarantinePath empty when nothing is in quarantine
 */
record ImportRow(
    String file,
    String started,
    String state,
    String received,
    String accepted,
    String duplicate,
    String quarantined,
    String quarantinePath) {
  static ImportRow of(ImportRun run) {
    return new ImportRow(
        run.file(),
        Shown.minute(run.startedAt()),
        run.finishedAt() == null ? "not finished" : "finished",
        Shown.count(run.count().received()),
        Shown.count(run.count().accepted()),
        Shown.count(run.count().duplicate()),
        Shown.count(run.count().quarantined()),
        run.count().quarantined() == 0 ? "" : Links.quarantine(run.log().value(), run.id()));
  }
}
