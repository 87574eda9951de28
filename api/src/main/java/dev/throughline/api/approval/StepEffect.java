package dev.throughline.api.approval;

import dev.throughline.api.approval.Decisions.Situation;
import dev.throughline.api.approval.ProposalRows.DecisionStamp;
import dev.throughline.api.approval.ProposalRows.Settles;
import dev.throughline.api.audit.AuditTrail;
import dev.throughline.api.findings.FindingRow;
import dev.throughline.api.findings.FindingRow.Move;
import dev.throughline.api.webhooks.Outbox;
import dev.throughline.model.Finding;
import dev.throughline.model.FindingState;
import dev.throughline.model.Reason;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import java.util.ArrayList;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What a permitted step writes. */
final class StepEffect {
  private final PostgresqlConnection connection;
  private final Situation situation;
  private final DecisionRequest request;
  private final DecisionStamp stamp;

  StepEffect(PostgresqlConnection connection, Situation situation, DecisionRequest request) {
    this.connection = connection;
    this.situation = situation;
    this.request = request;
    this.stamp = new DecisionStamp(situation.person(), situation.now(), request.comment());
  }

  /** The audit entry comes last: other steps wait for it. */
  Mono<DecisionOutcome> run(ApprovalPolicy policy, Outbox outbox) {
    return confirmReason()
        .then(Mono.defer(() -> write(policy)))
        .flatMap(
            done ->
                tell(outbox, done)
                    .then(StepRecord.auditEvent(connection, situation, request, done))
                    .flatMap(event -> AuditTrail.append(connection, event))
                    .thenReturn(outcome(done)));
  }

  /** The finding and the proposal as the step left them. */
  record Done(Finding finding, @Nullable Proposal proposal) {}

  private Mono<Void> confirmReason() {
    Reason reason = request.reason();
    return reason == null
        ? Mono.empty()
        : ProposalRows.confirm(connection, situation.finding(), reason, stamp).then();
  }

  private Mono<Done> write(ApprovalPolicy policy) {
    return switch (request.step()) {
      case PROPOSE -> propose(policy);
      case APPROVE -> decide(Decision.Verdict.APPROVED);
      case REJECT -> decide(Decision.Verdict.REJECTED);
      case COMPLETE -> complete(FindingState.DONE);
      case FAIL -> complete(FindingState.FAILED);
      case CONFIRM_REASON -> Mono.just(new Done(situation.finding(), null));
      case TRIAGE, RESOLVE, REOPEN ->
          Mono.error(() -> new IllegalStateException("not a step of people: " + request.step()));
    };
  }

  private Mono<Done> propose(ApprovalPolicy policy) {
    Finding finding = situation.finding();
    Proposal draft =
        new Proposal(
            0,
            finding.id(),
            finding.version(),
            Objects.requireNonNull(request.action()),
            request.comment(),
            finding.exposure(),
            policy.approvalsNeeded(finding.exposure()),
            situation.person().name(),
            situation.now(),
            new ArrayList<>());
    return ProposalRows.propose(connection, finding, draft)
        .flatMap(id -> moved(FindingState.PROPOSED).map(now -> new Done(now, draft.numbered(id))));
  }

  private Mono<Done> decide(Decision.Verdict verdict) {
    Proposal proposal = proposal();
    Decision decision =
        new Decision(
            verdict,
            situation.person().name(),
            situation.person().roles(),
            situation.now(),
            request.comment(),
            request.reason());
    Proposal decided = proposal.with(decision);
    boolean isSettled =
        verdict == Decision.Verdict.REJECTED || decided.approvals() >= proposal.approvalsNeeded();
    Settles settles = isSettled ? Settles.YES : Settles.NOT_YET;
    return ProposalRows.decide(connection, proposal, decision, settles)
        .then(Mono.defer(() -> moved(isSettled ? after() : FindingState.PROPOSED)))
        .map(now -> new Done(now, decided));
  }

  private Mono<Done> complete(FindingState outcome) {
    return ProposalRows.complete(connection, proposal(), outcome, stamp)
        .then(Mono.defer(() -> moved(outcome)))
        .map(now -> new Done(now, proposal()));
  }

  private Proposal proposal() {
    return DecisionRules.proposed(situation.proposals()).orElseThrow();
  }

  private FindingState after() {
    return Lifecycle.after(situation.finding().state(), request.step()).orElseThrow();
  }

  private Mono<Finding> moved(FindingState state) {
    return FindingRow.move(
        connection,
        situation.finding(),
        new Move(state, situation.now(), situation.person().name()));
  }

  /** Other systems are told what was decided, not what was proposed. */
  private Mono<Void> tell(Outbox outbox, Done done) {
    FindingState state = done.finding().state();
    boolean decided =
        (request.step() == Step.APPROVE && state == FindingState.APPROVED)
            || request.step() == Step.REJECT;
    return decided
        ? outbox.add(
            connection,
            StepRecord.message(situation, done, Objects.requireNonNull(done.proposal())))
        : Mono.empty();
  }

  private DecisionOutcome outcome(Done done) {
    Proposal proposal = done.proposal();
    return new DecisionOutcome(
        done.finding().id().value(),
        request.step(),
        done.finding().state(),
        done.finding().version(),
        proposal == null ? null : proposal.id(),
        proposal == null ? null : proposal.action(),
        proposal == null ? 0 : proposal.approvals(),
        proposal == null ? 0 : proposal.approvalsNeeded(),
        request.reason(),
        situation.person().name(),
        situation.now());
  }
}
