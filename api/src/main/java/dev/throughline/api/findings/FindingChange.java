package dev.throughline.api.findings;

import dev.throughline.model.FindingState;
import dev.throughline.model.Money;
import java.time.Instant;

/**
 * One change of a finding's state or exposure, or of since when its discrepancy is there.
 *
 * @param version of the finding after the change; versions between are changes of facts alone
 * @param at when it happened, by the times of the business; never before the change that precedes
 * @param openedAt since when the discrepancy was there, as far as was known then
 * @param actor a user, or the part of this service that did it
 */
public record FindingChange(
    long version, Instant at, FindingState state, Money exposure, Instant openedAt, String actor) {}
