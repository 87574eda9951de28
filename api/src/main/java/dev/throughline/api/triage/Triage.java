package dev.throughline.api.triage;

import dev.throughline.api.store.Connections;
import dev.throughline.api.triage.AdviceRows.NewAdvice;
import dev.throughline.api.triage.GroupCommit.Result;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Finding;
import dev.throughline.model.FindingId;
import dev.throughline.model.ThroughlineException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Gives advice on findings and keeps it. Advice, the move from open to triaged and its version are
 * stored in one statement, together with those of other calls that come at the same time; a call is
 * answered when it is committed. The summary is the template's: a language model, when there is
 * one, adds its own later, so that nobody waits for it.
 */
public final class Triage {
  private static final int MAX_BATCH = 128;
  private static final int MAX_WAITING = 4096;
  private static final int MAX_HISTORY = 100;
  private static final int MAX_ATTEMPTS = 5;

  private final Connections connections;
  private final Adviser adviser;
  private final InstantSource clock;
  private final Scheduler scheduler;
  private final GroupCommit<Request, StoredAdvice> commits;

  private record Request(FindingId finding, String actor) {}

  /**
   * @param scheduler where findings are looked at
   */
  Triage(Connections connections, Adviser adviser, InstantSource clock, Scheduler scheduler) {
    this.connections = connections;
    this.adviser = adviser;
    this.clock = clock;
    this.scheduler = scheduler;
    this.commits = new GroupCommit<>(this::storeAll, MAX_BATCH, MAX_WAITING);
  }

  /**
   * Advises on a finding that is open, whatever its state; one that has no advice yet becomes
   * triaged.
   *
   * @param actor a user, or the part of this service that asks
   * @return an error {@code NOT_FOUND} when there is none with the id, {@code WRONG_STATE} when it
   *     is closed, {@code STALE_VERSION} when it changed each time before advice was stored
   */
  public Mono<StoredAdvice> triage(FindingId finding, String actor) {
    return commits.submit(new Request(finding, actor));
  }

  /**
   * The latest advice on a finding.
   *
   * @return an error {@code NOT_FOUND} when there is none
   */
  public Mono<StoredAdvice> latest(FindingId finding) {
    return connections
        .inTransaction(connection -> AdviceRows.of(connection, finding, 1))
        .next()
        .switchIfEmpty(
            Mono.error(
                () ->
                    new ThroughlineException(
                        ErrorCode.NOT_FOUND, "there is no advice on exception " + finding)));
  }

  /** The latest advice on each of the findings that has any, in no special order. */
  public Flux<StoredAdvice> latest(Collection<FindingId> findings) {
    return connections.inTransaction(connection -> AdviceRows.latest(connection, findings));
  }

  /** All advice on a finding, the latest first; at most 100. */
  public Flux<StoredAdvice> history(FindingId finding) {
    return connections.inTransaction(connection -> AdviceRows.of(connection, finding, MAX_HISTORY));
  }

  private Mono<List<Result<StoredAdvice>>> storeAll(List<Request> requests) {
    return storeAll(requests, MAX_ATTEMPTS);
  }

  /** Two round trips: what is asked about is read, and advice is stored where it did not change. */
  private Mono<List<Result<StoredAdvice>>> storeAll(List<Request> requests, int attempts) {
    List<FindingId> ids = requests.stream().map(Request::finding).toList();
    return connections
        .inStatement(connection -> AdviceRows.seen(connection, ids))
        .collectMap(Finding::id)
        .publishOn(scheduler)
        .map(findings -> requests.stream().map(r -> advised(r, findings)).toList())
        .flatMap(this::store)
        .flatMap(results -> again(requests, results, attempts));
  }

  private Result<NewAdvice> advised(Request request, Map<FindingId, Finding> findings) {
    Finding finding = findings.get(request.finding());
    if (finding == null) {
      return new Result.Failure<>(
          new ThroughlineException(
              ErrorCode.NOT_FOUND, "there is no exception " + request.finding()));
    }
    if (!finding.state().isOpen()) {
      return new Result.Failure<>(
          new ThroughlineException(
              ErrorCode.WRONG_STATE, "exception %s is closed".formatted(finding.id())));
    }
    return new Result.Answer<>(adviser.advise(finding, request.actor()));
  }

  /** Null stands for advice on a finding that changed since it was seen. */
  private Mono<List<@Nullable Result<StoredAdvice>>> store(List<Result<NewAdvice>> advised) {
    List<NewAdvice> given = new ArrayList<>();
    for (Result<NewAdvice> next : advised) {
      if (next instanceof Result.Answer<NewAdvice> answer) {
        given.add(answer.value());
      }
    }
    if (given.isEmpty()) {
      return Mono.just(inOrder(advised, List.of()));
    }
    return connections
        .inStatement(connection -> AdviceRows.store(connection, given, clock.instant()))
        .collectList()
        .map(stored -> inOrder(advised, stored));
  }

  private static List<@Nullable Result<StoredAdvice>> inOrder(
      List<Result<NewAdvice>> advised, List<StoredAdvice> stored) {
    List<@Nullable Result<StoredAdvice>> results = new ArrayList<>();
    int nth = 0;
    for (Result<NewAdvice> next : advised) {
      if (next instanceof Result.Failure<NewAdvice> failure) {
        results.add(new Result.Failure<>(failure.error()));
      } else if (next instanceof Result.Answer<NewAdvice> answer) {
        boolean isStored =
            nth < stored.size() && stored.get(nth).finding().equals(answer.value().finding().id());
        results.add(isStored ? new Result.Answer<>(stored.get(nth++)) : null);
      }
    }
    return results;
  }

  /** Asks once more about what changed in between. */
  private Mono<List<Result<StoredAdvice>>> again(
      List<Request> requests, List<@Nullable Result<StoredAdvice>> results, int attempts) {
    List<Request> left = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      if (results.get(i) == null) {
        left.add(requests.get(i));
      }
    }
    if (left.isEmpty()) {
      return Mono.just(merged(results, List.of()));
    }
    if (attempts == 1) {
      return Mono.just(merged(results, left.stream().map(Triage::changesTooOften).toList()));
    }
    return storeAll(left, attempts - 1).map(later -> merged(results, later));
  }

  private static Result<StoredAdvice> changesTooOften(Request request) {
    return new Result.Failure<>(
        new ThroughlineException(
            ErrorCode.STALE_VERSION,
            "exception %s changes all the time; try again".formatted(request.finding())));
  }

  private static List<Result<StoredAdvice>> merged(
      List<@Nullable Result<StoredAdvice>> results, List<Result<StoredAdvice>> left) {
    Iterator<Result<StoredAdvice>> next = left.iterator();
    List<Result<StoredAdvice>> all = new ArrayList<>();
    for (Result<StoredAdvice> result : results) {
      all.add(result == null ? next.next() : result);
    }
    return all;
  }
}
