package dev.throughline.api.approval;

import dev.throughline.model.FindingState;
import dev.throughline.model.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a step led to.
 *
 * @param finding the exception's id
 * @param state of the exception after the step
 * @param version of the exception after the step; its tag for the next one
 * @param proposal the proposal's id; absent when only a reason was confirmed
 */
record DecisionResponse(
    long finding,
    Step step,
    FindingState state,
    long version,
    @Nullable Long proposal,
    @Nullable String action,
    int approvals,
    int approvalsNeeded,
    @Nullable Reason reason,
    String by,
    Instant at) {
  static DecisionResponse from(DecisionOutcome outcome) {
    return new DecisionResponse(
        outcome.finding(),
        outcome.step(),
        outcome.state(),
        outcome.version(),
        outcome.proposal(),
        outcome.action(),
        outcome.approvals(),
        outcome.approvalsNeeded(),
        outcome.reason(),
        outcome.by(),
        outcome.at());
  }
}
