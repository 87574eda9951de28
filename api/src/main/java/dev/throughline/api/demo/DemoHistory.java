package dev.throughline.api.demo;

import dev.throughline.api.approval.DecisionOutcome;
import dev.throughline.api.approval.DecisionRequest;
import dev.throughline.api.approval.Decisions;
import dev.throughline.api.approval.Proposal;
import dev.throughline.api.approval.Step;
import dev.throughline.api.findings.FindingFilter;
import dev.throughline.api.findings.FindingOrder;
import dev.throughline.api.findings.FindingQuery;
import dev.throughline.api.findings.FindingStore;
import dev.throughline.api.security.Person;
import dev.throughline.mining.pack.ProcessPack;
import dev.throughline.model.CaseId;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Finding;
import dev.throughline.model.FindingId;
import dev.throughline.model.FindingState;
import dev.throughline.model.Reason;
import dev.throughline.model.ThroughlineException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What people did about exceptions. They know what came out in the end: the truth of the
 * simulation. Which step comes next follows from the state of an exception, so that a history that
 * was cut off goes on.
 */
final class DemoHistory {
  private static final int AT_ONCE = 8;
  private static final int TRIES = 5;
  private static final String WHY_NOT = "Not what was agreed with the supplier; look again.";

  private final Decisions decisions;
  private final FindingStore findings;
  private final ProcessPack pack;
  private final Map<CaseId, Reason> truth;
  private final long seed;

  /**
   * @param truth the cause of each case that has one
   */
  DemoHistory(
      Decisions decisions,
      FindingStore findings,
      ProcessPack pack,
      Map<CaseId, Reason> truth,
      long seed) {
    this.decisions = decisions;
    this.findings = findings;
    this.pack = pack;
    this.truth = truth;
    this.seed = seed;
  }

  /** How an exception that did not go away by itself ends. */
  private enum Fate {
    DONE,
    APPROVED,
    REJECTED,
    LEFT_ALONE
  }

  /**
   * An exception between two steps.
   *
   * @param approvals of the proposal that waits
   * @param approvalsNeeded of that proposal
   * @param isConfirmed whether somebody said what the cause was
   */
  private record Life(
      Finding finding,
      FindingState state,
      long version,
      int approvals,
      int approvalsNeeded,
      boolean isConfirmed) {

    Life after(DecisionOutcome outcome) {
      return new Life(
          finding,
          outcome.state(),
          outcome.version(),
          outcome.approvals(),
          outcome.approvalsNeeded(),
          isConfirmed || outcome.reason() != null);
    }
  }

  private record Act(Person person, Step step, @Nullable String words, @Nullable Reason reason) {}

  /**
   * Lets people deal with all exceptions that were opened before the moment.
   *
   * @param confirmed whose cause somebody confirmed already
   * @param progress is told how many exceptions they are done with
   * @return how many these are
   */
  Mono<Long> play(Instant before, Set<FindingId> confirmed, LongConsumer progress) {
    return openedBefore(before)
        .flatMap(
            finding -> life(finding, confirmed.contains(finding.id())).flatMap(this::live), AT_ONCE)
        .scan(0L, (done, life) -> done + 1)
        .doOnNext(progress::accept)
        .last();
  }

  /**
   * Lets the requester propose what was advised, where nobody did yet.
   *
   * @param advised exceptions with what advice says is to be done
   * @return how many were proposed
   */
  Mono<Long> propose(Map<FindingId, String> advised) {
    return Flux.fromIterable(advised.entrySet())
        .concatMap(
            advice ->
                findings
                    .find(advice.getKey())
                    .filter(finding -> finding.state() == FindingState.TRIAGED)
                    .flatMap(finding -> life(finding, false))
                    .flatMap(
                        life ->
                            act(
                                life,
                                new Act(
                                    DemoPeople.REQUESTER, Step.PROPOSE, advice.getValue(), null))))
        .count();
  }

  private Flux<Finding> openedBefore(Instant moment) {
    return Flux.defer(() -> page(null))
        .expand(
            page ->
                page.size() < FindingQuery.MAX_LIMIT
                    ? Mono.empty()
                    : page(FindingQuery.Position.of(page.get(page.size() - 1), FindingOrder.AGE)))
        .concatMapIterable(page -> page)
        .takeWhile(finding -> finding.openedAt().isBefore(moment));
  }

  private Mono<List<Finding>> page(FindingQuery.@Nullable Position after) {
    return findings
        .list(new FindingQuery(FindingFilter.ALL, FindingOrder.AGE, after, FindingQuery.MAX_LIMIT))
        .collectList();
  }

  private Mono<Life> life(Finding finding, boolean isConfirmed) {
    Life life = new Life(finding, finding.state(), finding.version(), 0, 0, isConfirmed);
    return finding.state() != FindingState.PROPOSED
        ? Mono.just(life)
        : decisions
            .proposals(finding.id())
            .map(
                all -> {
                  Proposal last = all.get(all.size() - 1);
                  return new Life(
                      finding,
                      finding.state(),
                      finding.version(),
                      last.approvals(),
                      last.approvalsNeeded(),
                      isConfirmed);
                });
  }

  private Mono<Life> live(Life start) {
    return Mono.just(start).expand(this::step).last();
  }

  private Mono<Life> step(Life life) {
    Act act = next(life);
    return act == null ? Mono.empty() : act(life, act);
  }

  private @Nullable Act next(Life life) {
    Finding finding = life.finding();
    Reason cause = cause(finding);
    Person owner = DemoPeople.proposer(finding.owner());
    return switch (life.state()) {
      case OPEN, TRIAGED -> fate(finding) == Fate.LEFT_ALONE ? null : proposal(finding, cause);
      case PROPOSED ->
          fate(finding) == Fate.REJECTED
              ? new Act(DemoPeople.APPROVER, Step.REJECT, WHY_NOT, cause)
              : approval(life, cause);
      case APPROVED ->
          fate(finding) == Fate.APPROVED ? null : new Act(owner, Step.COMPLETE, null, null);
      case REJECTED, FAILED -> null;
      case DONE, RESOLVED ->
          life.isConfirmed() ? null : new Act(owner, Step.CONFIRM_REASON, null, cause);
    };
  }

  private Act proposal(Finding finding, Reason cause) {
    String action =
        pack.action(finding.type(), cause)
            .orElseThrow(() -> new IllegalStateException("no rule finds " + finding.type()));
    return new Act(DemoPeople.proposer(finding.owner()), Step.PROPOSE, action, null);
  }

  /** Where two people must approve, the finance controller is the second. */
  private static Act approval(Life life, Reason cause) {
    boolean isLast = life.approvals() + 1 >= life.approvalsNeeded();
    return isLast
        ? new Act(DemoPeople.APPROVER, Step.APPROVE, null, cause)
        : new Act(DemoPeople.MANAGER, Step.APPROVE, null, null);
  }

  private Reason cause(Finding finding) {
    return truth.getOrDefault(finding.caseId(), Reason.OTHER);
  }

  private Fate fate(Finding finding) {
    long exception = finding.caseId().value().hashCode() * 31L + finding.type().value().hashCode();
    double share = new SplittableRandom(seed ^ exception).nextDouble();
    if (share < 0.80) {
      return Fate.DONE;
    }
    return share < 0.88 ? Fate.REJECTED : share < 0.94 ? Fate.APPROVED : Fate.LEFT_ALONE;
  }

  private Mono<Life> act(Life life, Act act) {
    return Mono.defer(() -> take(life, act))
        .onErrorResume(DemoHistory::isStale, stale -> again(life, act, TRIES));
  }

  /** The service itself may change an exception meanwhile, such as by new advice. */
  private Mono<Life> again(Life life, Act act, int tries) {
    return findings
        .find(life.finding().id())
        .flatMap(now -> life(now, life.isConfirmed()))
        .flatMap(now -> now.state() == life.state() ? take(now, act) : step(now))
        .onErrorResume(
            failure -> isStale(failure) && tries > 1, stale -> again(life, act, tries - 1));
  }

  private static boolean isStale(Throwable failure) {
    return failure instanceof ThroughlineException known && known.code() == ErrorCode.STALE_VERSION;
  }

  private Mono<Life> take(Life life, Act act) {
    FindingId id = life.finding().id();
    boolean isProposal = act.step() == Step.PROPOSE;
    DecisionRequest request =
        new DecisionRequest(
            act.step(),
            id,
            life.version(),
            "demo/%s/%d/%s".formatted(id, life.version(), act.step()),
            isProposal ? act.words() : null,
            isProposal ? null : act.words(),
            act.reason());
    return decisions.take(act.person(), request).map(answer -> life.after(answer.outcome()));
  }
}
