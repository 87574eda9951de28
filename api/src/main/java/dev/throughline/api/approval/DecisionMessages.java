package dev.throughline.api.approval;

import com.google.protobuf.Timestamp;
import dev.throughline.api.grpc.v1.DecisionContext;
import dev.throughline.api.grpc.v1.PersonDecision;
import dev.throughline.api.grpc.v1.ProposedAction;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Location;
import dev.throughline.model.Reason;
import dev.throughline.model.Role;
import dev.throughline.model.ThroughlineException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Translates between the messages of gRPC and what they mean. */
final class DecisionMessages {

  /** An empty field is an absent one. */
  static DecisionRequest request(Step step, DecisionContext context, String action) {
    return new DecisionRequest(
        step,
        CallHeaders.findingId(context.getFindingId()),
        context.getVersion(),
        context.getRequestId(),
        given(action),
        given(context.getComment()),
        reason(context.getReason()));
  }

  private static @Nullable String given(String text) {
    return text.isEmpty() ? null : text;
  }

  private static @Nullable Reason reason(String name) {
    if (name.isEmpty()) {
      return null;
    }
    try {
      return Reason.valueOf(name);
    } catch (IllegalArgumentException unknown) {
      throw new ThroughlineException(
          ErrorCode.BAD_VALUE, "there is no such reason", Location.of("reason"));
    }
  }

  static Step completion(String outcome) {
    return switch (outcome) {
      case "DONE" -> Step.COMPLETE;
      case "FAILED" -> Step.FAIL;
      case "" ->
          throw new ThroughlineException(
              ErrorCode.MISSING_FIELD, "say DONE or FAILED", Location.of("outcome"));
      default ->
          throw new ThroughlineException(
              ErrorCode.BAD_VALUE, "say DONE or FAILED", Location.of("outcome"));
    };
  }

  static dev.throughline.api.grpc.v1.DecisionOutcome outcome(DecisionAnswer answer) {
    DecisionOutcome outcome = answer.outcome();
    dev.throughline.api.grpc.v1.DecisionOutcome.Builder message =
        dev.throughline.api.grpc.v1.DecisionOutcome.newBuilder()
            .setFindingId(outcome.finding())
            .setStep(outcome.step().name())
            .setState(outcome.state().name())
            .setVersion(outcome.version())
            .setApprovals(outcome.approvals())
            .setApprovalsNeeded(outcome.approvalsNeeded())
            .setReason(name(outcome.reason()))
            .setBy(outcome.by())
            .setAt(timestamp(outcome.at()))
            .setReplayed(answer.isReplayed());
    Long proposal = outcome.proposal();
    String action = outcome.action();
    if (proposal != null && action != null) {
      message.setProposalId(proposal).setAction(action);
    }
    return message.build();
  }

  static ProposedAction proposal(Proposal proposal) {
    return ProposedAction.newBuilder()
        .setId(proposal.id())
        .setFindingVersion(proposal.findingVersion())
        .setAction(proposal.action())
        .setComment(orEmpty(proposal.comment()))
        .setAmount(proposal.exposure().amount().toPlainString())
        .setCurrency(proposal.exposure().currency().getCurrencyCode())
        .setApprovalsNeeded(proposal.approvalsNeeded())
        .setProposedBy(proposal.proposedBy())
        .setProposedAt(timestamp(proposal.proposedAt()))
        .addAllDecisions(proposal.decisions().stream().map(DecisionMessages::decision).toList())
        .build();
  }

  private static PersonDecision decision(Decision decision) {
    return PersonDecision.newBuilder()
        .setVerdict(decision.verdict().name())
        .setDecidedBy(decision.decidedBy())
        .addAllRoles(decision.roles().stream().map(Role::name).toList())
        .setDecidedAt(timestamp(decision.decidedAt()))
        .setComment(orEmpty(decision.comment()))
        .setReason(name(decision.reason()))
        .build();
  }

  private static String name(@Nullable Reason reason) {
    return reason == null ? "" : reason.name();
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  private DecisionMessages() {}
}
