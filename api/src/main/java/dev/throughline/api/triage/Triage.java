package dev.throughline.api.triage;

import dev.throughline.api.store.Connections;
import dev.throughline.api.triage.AdviceRows.NewAdvice;
import dev.throughline.api.triage.GroupCommit.Result;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Finding;
import dev.throughline.model.FindingId;
import dev.throughline.model.ThroughlineException;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Gives advice on findings and keeps it. Advice, the move from open to triaged and its version are
 * stored in one transaction, together with those of other calls that come at the same time; a call
 * is answered when it is committed. The summary is the template's: a language model, when there is
 * one, adds its own later, so that nobody waits for it.
 */
public final class Triage {
  private static final int MAX_BATCH = 128;
  private static final int MAX_WAITING = 4096;
  private static final int MAX_HISTORY = 100;

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
   *     is closed
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
    List<FindingId> ids = requests.stream().map(Request::finding).toList();
    return connections
        .inTransaction(
            connection ->
                AdviceRows.lock(connection, ids)
                    .collectMap(Finding::id)
                    .publishOn(scheduler)
                    .map(findings -> requests.stream().map(r -> advised(r, findings)).toList())
                    .flatMap(advised -> store(connection, advised)))
        .single();
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
              ErrorCode.BAD_ARGUMENT, "exception %s is closed".formatted(finding.id())));
    }
    return new Result.Answer<>(adviser.advise(finding, request.actor()));
  }

  private Mono<List<Result<StoredAdvice>>> store(
      PostgresqlConnection connection, List<Result<NewAdvice>> advised) {
    List<NewAdvice> given = new ArrayList<>();
    for (Result<NewAdvice> next : advised) {
      if (next instanceof Result.Answer<NewAdvice> answer) {
        given.add(answer.value());
      }
    }
    if (given.isEmpty()) {
      return Mono.just(inOrder(advised, List.of()));
    }
    return AdviceRows.move(connection, firstOfEach(given), clock.instant())
        .thenMany(Flux.defer(() -> AdviceRows.insert(connection, given)))
        .collectList()
        .map(stored -> inOrder(advised, stored));
  }

  /** A finding that two calls of a batch ask about is moved once. */
  private static List<NewAdvice> firstOfEach(List<NewAdvice> given) {
    Map<FindingId, NewAdvice> first =
        given.stream()
            .collect(
                Collectors.toMap(
                    a -> a.finding().id(), Function.identity(), (one, other) -> one, HashMap::new));
    return List.copyOf(first.values());
  }

  private static List<Result<StoredAdvice>> inOrder(
      List<Result<NewAdvice>> advised, List<StoredAdvice> stored) {
    List<Result<StoredAdvice>> results = new ArrayList<>();
    int nth = 0;
    for (Result<NewAdvice> next : advised) {
      if (next instanceof Result.Failure<NewAdvice> failure) {
        results.add(new Result.Failure<>(failure.error()));
      } else {
        results.add(new Result.Answer<>(stored.get(nth++)));
      }
    }
    return results;
  }
}
