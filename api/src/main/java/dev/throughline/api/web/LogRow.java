package dev.throughline.api.web;

import dev.throughline.ingest.store.LogSummary;

/** One stored log in the list of logs. */
record LogRow(
    String name, String path, String events, String period, String imported, String quarantined) {
  static LogRow of(LogSummary log) {
    return new LogRow(
        log.name().value(),
        Links.log(log.name().value(), "", Links.NO_PARAMETERS),
        Shown.count(log.events()),
        log.firstAt() == null || log.lastAt() == null
            ? "–"
            : Shown.day(log.firstAt()) + " to " + Shown.day(log.lastAt()),
        Shown.minute(log.importedAt()),
        Shown.count(log.quarantined()));
  }
}
