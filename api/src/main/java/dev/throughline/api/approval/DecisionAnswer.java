package dev.throughline.api.approval;

/**
 * The answer to a step.
 *
 * @param isReplayed whether the step was taken by an earlier call with the same key
 */
public record DecisionAnswer(DecisionOutcome outcome, boolean isReplayed) {}
