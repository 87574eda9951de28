package dev.throughline.api.approval;

import dev.throughline.model.FindingState;
import dev.throughline.model.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a step led to.
 *
 * @param finding the number of the finding
 * @param state of the finding after the step
 * @param version of the finding after the step
 * @param proposal the number of the proposal; absent when only a reason was confirmed
 * @param approvals how many people approved the proposal by now
 * @param approvalsNeeded how many must; 0 without a proposal
 * @param reason the cause that was confirmed with the step; absent when none was
 */
public record DecisionOutcome(
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
    Instant at) {}
