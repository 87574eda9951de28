package dev.throughline.api.web.exceptions;

import dev.throughline.api.approval.Proposal;
import dev.throughline.api.web.Shown;

/**
 * What is proposed.
 *
 * @param approvals such as '1 of 2 approvals'
 */
record ProposalPart(
    String action, String comment, String exposure, String by, String at, String approvals) {

  static ProposalPart of(Proposal proposal) {
    String comment = proposal.comment();
    return new ProposalPart(
        proposal.action(),
        comment == null ? "" : comment,
        Shown.money(proposal.exposure()),
        proposal.proposedBy(),
        Shown.minute(proposal.proposedAt()),
        "%d of %s"
            .formatted(
                proposal.approvals(),
                Shown.count(proposal.approvalsNeeded(), "approval", "approvals")));
  }
}
