package dev.throughline.api.store;

import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.ingest.store.Acknowledgement;
import dev.throughline.ingest.store.IntakeCount;
import dev.throughline.ingest.store.Storable;
import dev.throughline.ingest.store.Submission;
import dev.throughline.model.Event;
import dev.throughline.model.EventId;
import dev.throughline.model.LogName;
import dev.throughline.model.Source;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is written together, and what became of each part.
 *
 * @param distinct the first of each source and id
 * @param slots for each event of all submissions, in their order: its position in {@code distinct},
 *     or -1 for a repetition
 */
record Submissions(
    LogName log, LocalDate day, List<Submission> parts, List<Event> distinct, List<Integer> slots) {

  /** Whose ledger a record counts in. */
  record LedgerKey(String source, String mapping) {}

  /** Submissions, changed to what the store can hold. */
  static Submissions of(LogName log, LocalDate day, List<Submission> given) {
    record Key(Source source, EventId id) {}
    List<Submission> parts = given.stream().map(Storable::of).toList();
    Map<Key, Integer> seen = new HashMap<>();
    List<Event> distinct = new ArrayList<>();
    List<Integer> slots = new ArrayList<>();
    for (Submission part : parts) {
      for (Event event : part.events()) {
        boolean isNew =
            seen.putIfAbsent(new Key(event.source(), event.id()), distinct.size()) == null;
        slots.add(isNew ? distinct.size() : -1);
        if (isNew) {
          distinct.add(event);
        }
      }
    }
    LogName storable = new LogName(Storable.text(log.value()));
    return new Submissions(storable, day, parts, distinct, slots);
  }

  /** The counts of each source and mapping. */
  Map<LedgerKey, IntakeCount> ledger(BitSet added) {
    Map<LedgerKey, IntakeCount> ledger = new LinkedHashMap<>();
    int position = 0;
    for (Submission part : parts) {
      for (Event event : part.events()) {
        add(ledger, event.source().name(), part, counted(added, position++));
      }
      for (Rejection rejection : part.rejections()) {
        add(ledger, rejection.location().file(), part, new IntakeCount(1, 0, 0, 1));
      }
    }
    return ledger;
  }

  private static void add(
      Map<LedgerKey, IntakeCount> ledger, String source, Submission part, IntakeCount one) {
    ledger.merge(new LedgerKey(source, part.mapping()), one, IntakeCount::plus);
  }

  private IntakeCount counted(BitSet added, int position) {
    int slot = slots.get(position);
    long accepted = slot >= 0 && added.get(slot) ? 1 : 0;
    return new IntakeCount(1, accepted, 1 - accepted, 0);
  }

  /**
   * What became of each submission.
   *
   * @param rejectionIds of all rejections, in their order
   */
  List<Acknowledgement> acknowledgements(BitSet added, List<Long> rejectionIds) {
    List<Acknowledgement> result = new ArrayList<>(parts.size());
    int event = 0;
    int rejection = 0;
    for (Submission part : parts) {
      long accepted = 0;
      for (int i = 0; i < part.events().size(); i++) {
        accepted += counted(added, event++).accepted();
      }
      int rejected = part.rejections().size();
      result.add(
          new Acknowledgement(
              new IntakeCount(part.received(), accepted, part.events().size() - accepted, rejected),
              rejectionIds.subList(rejection, rejection + rejected)));
      rejection += rejected;
    }
    return result;
  }

  long rejected() {
    return parts.stream().mapToLong(part -> part.rejections().size()).sum();
  }
}
