package dev.throughline.api.approval;

import dev.throughline.api.audit.AuditCheckpoints;
import dev.throughline.api.findings.FindingRow;
import dev.throughline.api.findings.FindingStore;
import dev.throughline.api.idempotency.IdempotentCall;
import dev.throughline.api.idempotency.IdempotentCalls;
import dev.throughline.api.security.Person;
import dev.throughline.api.security.UserAccounts;
import dev.throughline.api.store.Connections;
import dev.throughline.api.webhooks.Outbox;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Finding;
import dev.throughline.model.FindingId;
import dev.throughline.model.ThroughlineException;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * Lets people propose and decide. A step is one transaction: who the caller is now, the finding
 * that they saw, the rules, the decision, its entry in the audit trail, its message to other
 * systems and the answer to a repetition are all there or none is.
 */
public final class Decisions {
  private final Connections connections;
  private final FindingStore findings;
  private final DecisionRules rules;
  private final Outbox outbox;
  private final AuditCheckpoints checkpoints;
  private final Clock clock;

  Decisions(
      Connections connections, FindingStore findings, DecisionRules rules, AfterCommit after) {
    this.connections = connections;
    this.findings = findings;
    this.rules = rules;
    this.outbox = after.outbox();
    this.checkpoints = after.checkpoints();
    this.clock = after.clock();
  }

  /** What a committed step sets in motion. */
  record AfterCommit(Outbox outbox, AuditCheckpoints checkpoints, Clock clock) {}

  /**
   * Takes a step, once for each key.
   *
   * @return an error {@code NOT_FOUND}, {@code STALE_VERSION} when the finding changed since the
   *     version that the person saw, {@code WRONG_STATE}, {@code NOT_ALLOWED} or {@code
   *     SEPARATION_OF_DUTIES} when they may not take it, {@code KEY_REUSED}
   */
  public Mono<DecisionAnswer> take(Person person, DecisionRequest request) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS); // as the database keeps it
    IdempotentCall call =
        new IdempotentCall(
            person.name(),
            "finding." + request.step().name().toLowerCase(Locale.ROOT),
            request.key(),
            request.content(),
            now);
    return connections
        .inTransaction(
            connection ->
                IdempotentCalls.once(
                    connection,
                    call,
                    () -> step(connection, person, request, now).map(OutcomeJson::write)))
        .singleOrEmpty()
        .map(answer -> new DecisionAnswer(OutcomeJson.read(answer.text()), answer.isReplayed()))
        .doOnNext(this::committed);
  }

  private void committed(DecisionAnswer answer) {
    if (!answer.isReplayed()) {
      checkpoints.request();
      outbox.committed();
    }
  }

  private Mono<DecisionOutcome> step(
      PostgresqlConnection connection, Person person, DecisionRequest request, Instant now) {
    return UserAccounts.current(connection, person)
        .flatMap(
            current ->
                FindingRow.lock(connection, request.finding())
                    .doOnNext(finding -> requireVersion(finding, request.version()))
                    .zipWhen(finding -> ProposalRows.of(connection, finding.id()))
                    .flatMap(
                        seen -> {
                          Situation situation =
                              new Situation(seen.getT1(), seen.getT2(), current, now);
                          requirePermission(situation, request.step());
                          return new StepEffect(connection, situation, request)
                              .run(rules.policy(), outbox);
                        }));
  }

  private static void requireVersion(Finding finding, long version) {
    if (finding.version() != version) {
      throw new ThroughlineException(
          ErrorCode.STALE_VERSION,
          "the exception changed since version %d; it is at version %d now"
              .formatted(version, finding.version()));
    }
  }

  private void requirePermission(Situation situation, Step step) {
    Permission permission =
        rules.permission(step, situation.finding(), situation.proposals(), situation.person());
    if (permission instanceof Permission.Refused refused) {
      throw new ThroughlineException(refused.code(), refused.reason());
    }
  }

  /**
   * All proposals on a finding with what was decided, oldest first.
   *
   * @return an error {@code NOT_FOUND} when there is no such finding
   */
  public Mono<List<Proposal>> proposals(FindingId finding) {
    return findings
        .find(finding)
        .then(
            connections.inTransaction(connection -> ProposalRows.of(connection, finding)).single());
  }

  /**
   * What the person may do with a finding now, and why not.
   *
   * @return an error {@code NOT_FOUND} when there is no such finding
   */
  public Mono<Map<Step, Permission>> permissions(FindingId id, Person person) {
    return findings
        .find(id)
        .zipWhen(finding -> proposals(finding.id()))
        .map(seen -> rules.permissions(seen.getT1(), seen.getT2(), person));
  }

  /** Forgets answers that no client repeats its call for any more; returns how many. */
  Mono<Long> forgetOldCalls() {
    Duration keep = IdempotentCalls.KEEP;
    return connections
        .inTransaction(
            connection -> IdempotentCalls.forget(connection, clock.instant().minus(keep)))
        .single();
  }

  /** What a step starts from, read and locked in its transaction. */
  record Situation(Finding finding, List<Proposal> proposals, Person person, Instant now) {}
}
