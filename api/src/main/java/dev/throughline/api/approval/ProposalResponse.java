package dev.throughline.api.approval;

import dev.throughline.model.Reason;
import dev.throughline.model.Role;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to be done, and what others said to it.
 *
 * @param findingVersion of the exception that the proposer saw
 * @param amount the money at stake when it was proposed, such as {@code 12.50}
 * @param decisions oldest first
 */
record ProposalResponse(
    long id,
    long findingVersion,
    String action,
    @Nullable String comment,
    String amount,
    String currency,
    int approvalsNeeded,
    String proposedBy,
    Instant proposedAt,
    List<PersonDecision> decisions) {

  /** What one person said. */
  record PersonDecision(
      Decision.Verdict verdict,
      String decidedBy,
      List<Role> roles,
      Instant decidedAt,
      @Nullable String comment,
      @Nullable Reason reason) {
    static PersonDecision from(Decision decision) {
      return new PersonDecision(
          decision.verdict(),
          decision.decidedBy(),
          List.copyOf(decision.roles()),
          decision.decidedAt(),
          decision.comment(),
          decision.reason());
    }
  }

  static ProposalResponse from(Proposal proposal) {
    return new ProposalResponse(
        proposal.id(),
        proposal.findingVersion(),
        proposal.action(),
        proposal.comment(),
        proposal.exposure().amount().toPlainString(),
        proposal.exposure().currency().getCurrencyCode(),
        proposal.approvalsNeeded(),
        proposal.proposedBy(),
        proposal.proposedAt(),
        proposal.decisions().stream().map(PersonDecision::from).toList());
  }
}
