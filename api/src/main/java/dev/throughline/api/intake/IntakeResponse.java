package dev.throughline.api.intake;

import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.ingest.store.Acknowledgement;
import dev.throughline.ingest.store.IntakeCount;
import dev.throughline.ingest.store.Submission;
import dev.throughline.model.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a request, committed: received = accepted + duplicate + quarantined.
 *
 * @param quarantinedRecords why, for the first {@value #MAX_LISTED} of them
 */
record IntakeResponse(
    long received,
    long accepted,
    long duplicate,
    long quarantined,
    List<QuarantinedRecord> quarantinedRecords) {
  private static final int MAX_LISTED = 1_000;

  /**
   * A record that waits in the quarantine.
   *
   * @param id under which it can be replayed
   * @param record from 1: its line in NDJSON, its position in an array
   * @param field JSON Pointer in the record; absent when all of it is meant
   */
  record QuarantinedRecord(
      long id, long record, @Nullable String field, ErrorCode code, String message) {}

  static final IntakeResponse NOTHING = of(IntakeCount.ZERO, List.of());

  IntakeResponse {
    quarantinedRecords = List.copyOf(quarantinedRecords);
  }

  static IntakeResponse of(Submission submission, Acknowledgement acknowledged) {
    List<QuarantinedRecord> records = new ArrayList<>();
    int listed = Math.min(MAX_LISTED, submission.rejections().size());
    for (int i = 0; i < listed; i++) {
      Rejection rejection = submission.rejections().get(i);
      records.add(
          new QuarantinedRecord(
              acknowledged.rejectionIds().get(i),
              rejection.location().line(),
              rejection.location().field(),
              rejection.code(),
              rejection.message()));
    }
    return of(acknowledged.count(), records);
  }

  private static IntakeResponse of(IntakeCount count, List<QuarantinedRecord> records) {
    return new IntakeResponse(
        count.received(), count.accepted(), count.duplicate(), count.quarantined(), records);
  }

  IntakeResponse plus(IntakeResponse next) {
    List<QuarantinedRecord> records = new ArrayList<>(quarantinedRecords);
    next.quarantinedRecords.stream().limit(MAX_LISTED - records.size()).forEach(records::add);
    return new IntakeResponse(
        received + next.received,
        accepted + next.accepted,
        duplicate + next.duplicate,
        quarantined + next.quarantined,
        records);
  }
}
