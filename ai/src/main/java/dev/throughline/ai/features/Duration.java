package dev.throughline.ai.features;

import static dev.throughline.ai.features.FactNames.*;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The time from one thing that happened to another; below zero when they came the other way round.
 *
 * @param words such as 'from receipt to damage'
 * @param to null for the moment at which the finding came about
 */
record Duration(String words, String from, @Nullable String to) {
  private static final double SECONDS_PER_HOUR = 3600;

  static final List<Duration> ALL =
      List.of(
          new Duration("from receipt to damage", RECEIVED_AT, DAMAGED_AT),
          new Duration("from receipt to posting", RECEIVED_AT, POSTED_AT),
          new Duration("from order to receipt", ORDERED_AT, RECEIVED_AT),
          new Duration("from order to invoice", ORDERED_AT, INVOICE_RECEIVED_AT),
          new Duration("from due date to receipt", DELIVERY_DUE_AT, RECEIVED_AT),
          new Duration("from receipt to invoice", RECEIVED_AT, INVOICE_RECEIVED_AT),
          new Duration("from posting to invoice", POSTED_AT, INVOICE_RECEIVED_AT),
          new Duration("from invoice to entry", INVOICE_RECEIVED_AT, INVOICE_ENTERED_AT),
          new Duration("from entry to match", INVOICE_ENTERED_AT, MATCHED_AT),
          new Duration("from match to approval", MATCHED_AT, APPROVED_AT),
          new Duration("from order to exception", ORDERED_AT, null),
          new Duration("from due date to exception", DELIVERY_DUE_AT, null),
          new Duration("from receipt to exception", RECEIVED_AT, null),
          new Duration("from posting to exception", POSTED_AT, null),
          new Duration("from invoice to exception", INVOICE_RECEIVED_AT, null),
          new Duration("from match to exception", MATCHED_AT, null));

  /**
   * In hours; absent when one of the two has not happened.
   *
   * @param found when the finding came about
   */
  OptionalDouble of(CaseFacts facts, Instant found) {
    Optional<Instant> start = facts.moment(from);
    Optional<Instant> end = to == null ? Optional.of(found) : facts.moment(to);
    if (start.isEmpty() || end.isEmpty()) {
      return OptionalDouble.empty();
    }
    long seconds = java.time.Duration.between(start.get(), end.get()).toSeconds();
    return OptionalDouble.of(seconds / SECONDS_PER_HOUR);
  }
}
