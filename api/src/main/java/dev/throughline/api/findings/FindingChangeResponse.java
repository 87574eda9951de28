package dev.throughline.api.findings;

import dev.throughline.model.FindingState;
import java.time.Instant;

/**
 * A change of an exception's state, of the money at stake, or of its beginning.
 *
 * @param version of the exception after the change; versions between changed its facts alone
 * @param at when it happened, by the times of the business
 * @param openedAt since when the discrepancy was there, as far as was known then
 * @param actor a user, or the part of the service that did it
 */
record FindingChangeResponse(
    long version,
    Instant at,
    FindingState state,
    MoneyResponse exposure,
    Instant openedAt,
    String actor) {
  static FindingChangeResponse from(FindingChange change) {
    return new FindingChangeResponse(
        change.version(),
        change.at(),
        change.state(),
        MoneyResponse.from(change.exposure()),
        change.openedAt(),
        change.actor());
  }
}
