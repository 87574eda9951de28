package dev.throughline.api.approval;

import dev.throughline.api.approval.Decisions.Situation;
import dev.throughline.api.approval.StepEffect.Done;
import dev.throughline.api.audit.AuditEvent;
import dev.throughline.api.findings.FactJson;
import dev.throughline.api.findings.FindingTrail;
import dev.throughline.api.store.Connections;
import dev.throughline.api.webhooks.Outbox;
import dev.throughline.model.Finding;
import dev.throughline.model.Reason;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** How a step is told: to the audit trail, and to other systems. */
final class StepRecord {
  private static final String LATEST_ADVICE =
      "SELECT id, advised_by FROM advice WHERE finding_id = $1 ORDER BY id DESC LIMIT 1";

  /** What a step is called in the trail and in messages, such as {@code finding.approved}. */
  private static String name(Step step) {
    return "finding."
        + switch (step) {
          case PROPOSE -> "proposed";
          case APPROVE -> "approved";
          case REJECT -> "rejected";
          case CONFIRM_REASON -> "reason-confirmed";
          case COMPLETE -> "done";
          case FAIL -> "failed";
          case TRIAGE, RESOLVE, REOPEN -> step.participle();
        };
  }

  /**
   * The entry of the trail: the finding before and after, the proposal, a digest of the facts that
   * were known, and which advice was there. Comments are in the tables; the trail has their digest.
   */
  static Mono<AuditEvent> auditEvent(
      PostgresqlConnection connection, Situation situation, DecisionRequest request, Done done) {
    return latestAdvice(connection, situation.finding())
        .map(
            advice -> {
              Map<String, Object> after = new HashMap<>(advice);
              after.putAll(FindingTrail.state(done.finding()));
              after.put("facts", digest(situation.finding()));
              putProposal(after, done.proposal());
              putRequest(after, request);
              return new AuditEvent(
                  situation.now(),
                  situation.person().name(),
                  name(request.step()),
                  FindingTrail.subject(situation.finding().id()),
                  FindingTrail.state(situation.finding()),
                  after);
            });
  }

  private static String digest(Finding finding) {
    return AuditEvent.digest(
        FactJson.write(finding.facts()) + FactJson.writeEvidence(finding.evidence()));
  }

  private static void putProposal(Map<String, Object> after, @Nullable Proposal proposal) {
    if (proposal != null) {
      after.put("proposal", proposal.id());
      after.put("proposedAction", proposal.action());
      after.put("proposedBy", proposal.proposedBy());
      after.put("approvals", proposal.approvals());
      after.put("approvalsNeeded", proposal.approvalsNeeded());
    }
  }

  private static void putRequest(Map<String, Object> after, DecisionRequest request) {
    Reason reason = request.reason();
    if (reason != null) {
      after.put("reason", reason.name());
    }
    String comment = request.comment();
    if (comment != null) {
      after.put("commentDigest", AuditEvent.digest(comment));
    }
  }

  private static Mono<Map<String, Object>> latestAdvice(
      PostgresqlConnection connection, Finding finding) {
    return Connections.query(
            connection,
            1,
            row ->
                Map.<String, Object>of(
                    "advice", Objects.requireNonNull(row.get(0, Long.class)),
                    "advisedBy", Objects.requireNonNull(row.get(1, String.class))),
            LATEST_ADVICE,
            finding.id().value())
        .singleOrEmpty()
        .defaultIfEmpty(Map.of());
  }

  /** What other systems get. */
  static Outbox.Message message(Situation situation, Done done, Proposal proposal) {
    Finding finding = done.finding();
    Map<String, Object> data = new TreeMap<>();
    data.put("finding", finding.id().value());
    data.put("version", finding.version());
    data.put("process", finding.process());
    data.put("type", finding.type().value());
    data.put("case", finding.caseId().value());
    data.put("state", finding.state().name().toLowerCase(Locale.ROOT));
    data.put("proposal", proposal.id());
    data.put("action", proposal.action());
    data.put("amount", proposal.exposure().amount().toPlainString());
    data.put("currency", proposal.exposure().currency().getCurrencyCode());
    data.put("proposedBy", proposal.proposedBy());
    data.put("decidedBy", proposal.decisions().stream().map(Decision::decidedBy).toList());
    if (finding.site() != null) {
      data.put("site", finding.site());
    }
    if (finding.supplier() != null) {
      data.put("supplier", finding.supplier());
    }
    return new Outbox.Message(name(stepOf(done)), data, situation.now());
  }

  private static Step stepOf(Done done) {
    List<Decision> decisions = Objects.requireNonNull(done.proposal()).decisions();
    return decisions.get(decisions.size() - 1).verdict() == Decision.Verdict.APPROVED
        ? Step.APPROVE
        : Step.REJECT;
  }

  private StepRecord() {}
}
