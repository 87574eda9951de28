package dev.throughline.api.intake;

import dev.throughline.api.store.Quarantine;
import dev.throughline.model.ErrorCode;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A record that was not accepted.
 *
 * @param source the name of the source, as far as it is known; of a record of a file, the file
 * @param mapping the mapping that read it, empty for the canonical form; absent for a record of a
 *     file
 * @param day on which a program sent it (UTC); absent for a record of a file
 * @param record from 1: its line, or its position in the request
 * @param field JSON Pointer, column or key; absent when all of it is meant
 * @param raw the record, cut at 4,096 characters
 * @param replay absent until it is replayed
 */
record QuarantineResponse(
    long id,
    String log,
    String source,
    @Nullable String mapping,
    @Nullable LocalDate day,
    long record,
    @Nullable String field,
    ErrorCode code,
    String message,
    String raw,
    @Nullable ReplayResponse replay) {

  /**
   * How it became an event after all.
   *
   * @param accepted false when the event was stored already
   */
  record ReplayResponse(Instant at, String by, String source, String event, boolean accepted) {}

  static QuarantineResponse from(Quarantine.Entry entry) {
    Quarantine.Replay replay = entry.replay();
    return new QuarantineResponse(
        entry.id(),
        entry.log().value(),
        entry.rejection().location().file(),
        entry.mapping(),
        entry.day(),
        entry.rejection().location().line(),
        entry.rejection().location().field(),
        entry.rejection().code(),
        entry.rejection().message(),
        entry.rejection().raw(),
        replay == null
            ? null
            : new ReplayResponse(
                replay.at(),
                replay.by(),
                replay.source().name(),
                replay.event().value(),
                replay.isAccepted()));
  }
}
