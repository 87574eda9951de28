package dev.throughline.api.approval;

import dev.throughline.model.Reason;
import org.jspecify.annotations.Nullable;

/** What the requests of the API hold. */
final class DecisionBodies {

  /**
   * A proposal.
   *
   * @param action what to do, at most 200 characters
   * @param comment at most 2,000 characters
   * @param reason the cause, if the proposer confirms or corrects it
   */
  record ProposalBody(@Nullable String action, @Nullable String comment, @Nullable Reason reason) {}

  /**
   * An approval, or a rejection, which needs a comment.
   *
   * @param reason the cause, if the decider confirms or corrects it
   */
  record DecisionBody(@Nullable String comment, @Nullable Reason reason) {}

  /** The cause that somebody confirms. */
  record ReasonBody(@Nullable Reason reason) {}

  /** Whether the approved action was carried out. */
  record CompletionBody(@Nullable Outcome outcome, @Nullable String comment) {}

  /** How an action ended. */
  enum Outcome {
    DONE,
    FAILED
  }

  private DecisionBodies() {}
}
