package dev.throughline.api.web;

import dev.throughline.ingest.quarantine.Rejection;

/** A record that was not accepted. */
record RejectionRow(String line, String field, String code, String message, String raw) {
  static RejectionRow of(Rejection rejection) {
    String field = rejection.location().field();
    return new RejectionRow(
        rejection.location().line() == 0 ? "–" : Long.toString(rejection.location().line()),
        field == null ? "–" : field,
        rejection.code().name(),
        rejection.message(),
        rejection.raw());
  }
}
