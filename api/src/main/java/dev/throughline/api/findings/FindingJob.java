package dev.throughline.api.findings;

import dev.throughline.api.correlation.CaseListener;
import dev.throughline.api.store.Connections;
import dev.throughline.mining.finding.CaseEvaluator;
import dev.throughline.mining.finding.CaseFindings;
import dev.throughline.mining.finding.CaseState;
import dev.throughline.mining.pack.ProcessPack;
import dev.throughline.model.CaseId;
import dev.throughline.model.Finding;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/**
 * Turns marked cases into facts, KPIs and findings. A round takes a batch of marks, evaluates the
 * cases, and writes all that follows in the transaction that takes the marks back: a round that is
 * cut off is as if it had not begun. Its cost follows the marked cases, not the log.
 */
public final class FindingJob implements SmartLifecycle, CaseListener {
  private static final Logger LOG = LoggerFactory.getLogger(FindingJob.class);
  private static final Duration STOP = Duration.ofSeconds(10);

  private final Connections connections;
  private final CaseEvaluator evaluator;
  private final ProcessPack pack;
  private final InstantSource clock;
  private final Pace pace;
  private final Mono<Long> round;
  private final Sinks.Many<Long> calls = Sinks.many().multicast().directBestEffort();
  private final ReentrantLock evaluating = new ReentrantLock();
  private @Nullable Disposable running;

  /**
   * How much is done when, and where.
   *
   * @param interval between looks for marked cases that nobody told of
   * @param batch cases of one round
   * @param scheduler of one thread, which may block
   */
  record Pace(Duration interval, int batch, Scheduler scheduler) {}

  FindingJob(
      Connections connections,
      CaseEvaluator evaluator,
      ProcessPack pack,
      InstantSource clock,
      Pace pace) {
    this.connections = connections;
    this.evaluator = evaluator;
    this.pack = pack;
    this.clock = clock;
    this.pace = pace;
    this.round = Mono.defer(this::newRound).subscribeOn(pace.scheduler());
  }

  /**
   * Looks at all marked cases.
   *
   * @return at how many cases it looked
   */
  public Mono<Long> refresh() {
    return round.repeat().takeUntil(cases -> cases == 0).reduce(0L, Long::sum);
  }

  private Mono<Long> newRound() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS); // as the database keeps it
    return connections
        .inTransaction(c -> CaseBatch.take(c, pack, now, pace.batch()))
        .single()
        .flatMap(batch -> batch.isEmpty() ? Mono.just(0L) : evaluate(batch, now));
  }

  private Mono<Long> evaluate(CaseBatch batch, Instant now) {
    return Mono.fromCallable(() -> states(batch))
        .subscribeOn(pace.scheduler())
        .flatMap(
            states ->
                connections
                    .inTransaction(c -> apply(c, batch, states, now))
                    .singleOrEmpty()
                    .thenReturn(batch.cases()))
        .defaultIfEmpty(0L);
  }

  /** Null when the service stops meanwhile: nothing is wrong then, and nobody waits for it. */
  private @Nullable List<CaseState> states(CaseBatch batch) {
    evaluating.lock();
    try {
      return evaluator.evaluate(batch.cases());
    } catch (RuntimeException failed) {
      if (failed instanceof CancellationException || Thread.currentThread().isInterrupted()) {
        LOG.debug("A round was cut off", failed);
        return null;
      }
      throw failed;
    } finally {
      evaluating.unlock();
    }
  }

  private Mono<Long> apply(
      PostgresqlConnection connection, CaseBatch batch, List<CaseState> states, Instant now) {
    return known(connection, batch)
        .map(known -> outcome(states, known, now))
        .flatMap(
            outcome ->
                CaseStateWriter.write(connection, batch.logId(), pack, outcome.rows())
                    .then(
                        new FindingWriter(connection, batch.logId(), pack).write(outcome.targets()))
                    .then(CaseBatch.dismiss(connection))
                    .flatMap(
                        marks ->
                            FindingTrail.append(connection, outcome.targets(), now)
                                .thenReturn(marks)));
  }

  private record Outcome(List<CaseStateWriter.Row> rows, List<FindingTarget> targets) {}

  private Outcome outcome(List<CaseState> states, Map<CaseId, List<Finding>> known, Instant now) {
    Map<CaseId, List<Finding>> withoutEvents = new TreeMap<>(known);
    Outcome outcome = new Outcome(new ArrayList<>(), new ArrayList<>());
    for (CaseState state : states) {
      CaseFindings found = CaseFindings.of(pack, state, now);
      List<Finding> before = withoutEvents.remove(state.caseId());
      outcome.rows().add(new CaseStateWriter.Row(state, found.nextDueAt()));
      outcome.targets().addAll(FindingTarget.of(state, found, before == null ? List.of() : before));
    }
    withoutEvents
        .values()
        .forEach(findings -> outcome.targets().addAll(FindingTarget.ofNothing(findings, now)));
    return outcome;
  }

  /** The findings of the batch's cases, kept from changing until the transaction ends. */
  private Mono<Map<CaseId, List<Finding>>> known(PostgresqlConnection connection, CaseBatch batch) {
    return Connections.query(
            connection,
            1_000,
            FindingRow::read,
            FindingRow.SELECT
                + """
                 JOIN case_batch b ON b.log_id = f.log_id AND b.case_id = f.case_id
                WHERE f.log_id = $1 AND f.process = $2 ORDER BY f.id FOR UPDATE OF f
                """,
            batch.logId(),
            pack.name())
        .collect(
            TreeMap::new,
            (byCase, finding) ->
                byCase.computeIfAbsent(finding.caseId(), id -> new ArrayList<>()).add(finding));
  }

  @Override
  public void casesChanged() {
    calls.tryEmitNext(0L); // when a call is lost the interval is soon over
  }

  @Override
  public synchronized void start() {
    running =
        Flux.merge(Flux.interval(pace.interval()), calls.asFlux())
            .onBackpressureLatest()
            .concatMap(tick -> refresh().onErrorResume(FindingJob::later), 1)
            .subscribe();
  }

  private static Mono<Long> later(Throwable failure) {
    LOG.warn("Cases could not be looked at; it is tried again", failure);
    return Mono.empty();
  }

  /** Interrupts the round that runs, and waits until it has left Spark, which is closed next. */
  @Override
  public synchronized void stop() {
    if (running != null) {
      running.dispose();
      running = null;
      awaitEnd();
    }
  }

  private void awaitEnd() {
    try {
      if (evaluating.tryLock(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
        evaluating.unlock();
      } else {
        LOG.warn("A round does not end; the service stops without it");
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return running != null;
  }
}
