package dev.throughline.api.demo;

import dev.throughline.api.findings.FindingFilter;
import dev.throughline.api.findings.FindingOrder;
import dev.throughline.api.findings.FindingQuery;
import dev.throughline.api.findings.FindingStore;
import dev.throughline.api.triage.StoredAdvice;
import dev.throughline.api.triage.Triage;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Finding;
import dev.throughline.model.FindingId;
import dev.throughline.model.FindingState;
import dev.throughline.model.Role;
import dev.throughline.model.ThroughlineException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** What waits for people, and whether there is advice on it. */
final class DemoQueue {
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Set<FindingState> UNDECIDED =
      Set.of(FindingState.OPEN, FindingState.TRIAGED);

  /** What one finance controller may decide on. */
  private static final BigDecimal FOR_ONE = new BigDecimal(10_000);

  private final FindingStore findings;
  private final Triage triage;

  DemoQueue(FindingStore findings, Triage triage) {
    this.findings = findings;
    this.triage = triage;
  }

  Mono<Long> count(Set<FindingState> states) {
    return findings.count(FindingFilter.ALL.in(states));
  }

  /**
   * Waits until the service has advised on everything that is open.
   *
   * @throws ThroughlineException {@code STORE_UNAVAILABLE} when it does not
   */
  void awaitAdvice() {
    await(count(Set.of(FindingState.OPEN)).map(open -> open == 0));
  }

  /** As the other one, and the latest advice on each must be by the advisor. */
  void awaitAdviceBy(String advisor) {
    await(
        undecided()
            .flatMap(
                open ->
                    triage
                        .latest(open.stream().map(Finding::id).toList())
                        .filter(latest -> latest.advice().advisedBy().equals(advisor))
                        .count()
                        .map(advised -> advised == open.size())));
  }

  private Mono<List<Finding>> undecided() {
    return findings
        .list(
            FindingQuery.first(
                FindingFilter.ALL.in(UNDECIDED), FindingOrder.AGE, FindingQuery.MAX_LIMIT))
        .collectList();
  }

  private static void await(Mono<Boolean> condition) {
    try {
      condition
          .repeatWhen(looked -> looked.delayElements(LOOK_EVERY))
          .takeUntil(holds -> holds)
          .then()
          .timeout(PATIENCE)
          .block();
    } catch (RuntimeException failure) {
      if (failure.getCause() instanceof TimeoutException) {
        throw new ThroughlineException(
            ErrorCode.STORE_UNAVAILABLE,
            "the service did not advise on all exceptions within %d minutes; is"
                    .formatted(PATIENCE.toMinutes())
                + " throughline.triage.automatic switched off?",
            null,
            failure);
      }
      throw failure;
    }
  }

  /**
   * Exceptions of the requester's own role that one approver can decide on, the oldest first, with
   * what advice says is to be done.
   *
   * @param from opened at this moment or later
   */
  Map<FindingId, String> advised(Instant from, int atMost) {
    Map<FindingId, Finding> suited =
        Objects.requireNonNull(undecided().block()).stream()
            .filter(finding -> !finding.openedAt().isBefore(from))
            .filter(finding -> finding.owner() == Role.ACCOUNTS_PAYABLE_ANALYST)
            .filter(finding -> finding.exposure().amount().compareTo(FOR_ONE) <= 0)
            .limit(atMost)
            .collect(Collectors.toMap(Finding::id, Function.identity()));
    Map<FindingId, String> actions = new LinkedHashMap<>();
    Objects.requireNonNull(triage.latest(suited.keySet()).collectList().block()).stream()
        .sorted(Comparator.comparing(StoredAdvice::finding))
        .forEach(latest -> actions.put(latest.finding(), latest.advice().action()));
    return actions;
  }
}
