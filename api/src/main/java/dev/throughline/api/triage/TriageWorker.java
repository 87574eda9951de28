package dev.throughline.api.triage;

import dev.throughline.ai.triage.RuleTable;
import dev.throughline.api.store.Connections;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.FindingId;
import dev.throughline.model.ThroughlineException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Advises by itself on findings that nobody has proposed anything for yet: new ones, ones that
 * changed since the last advice, and once all that others advised on after a model was taken up.
 * The most money goes first; rounds are bounded and follow each other while there is work.
 */
final class TriageWorker implements SmartLifecycle {
  /** As the changes of a finding name this part of the service. */
  static final String ACTOR = "triage";

  private static final Logger LOG = LoggerFactory.getLogger(TriageWorker.class);
  private static final int AT_ONCE = 32;
  private static final String WITHOUT_ADVICE =
      """
      SELECT f.id FROM finding f
      WHERE (f.state = 'OPEN'
          OR f.state = 'TRIAGED' AND f.changed_at > now() - interval '1 hour')
        AND f.version > coalesce((
          SELECT max(a.finding_version) FROM advice a WHERE a.finding_id = f.id), 0)
      ORDER BY f.exposure_minor DESC, f.id LIMIT $1
      """;

  private static final String ADVISED_BY_OTHERS =
      """
      SELECT f.id FROM finding f
      WHERE f.state IN ('OPEN', 'TRIAGED')
        AND (SELECT a.advised_by FROM advice a WHERE a.finding_id = f.id ORDER BY a.id DESC LIMIT 1)
          <> $2
      ORDER BY f.exposure_minor DESC, f.id LIMIT $1
      """;

  private final Connections connections;
  private final Triage triage;
  private final CurrentModel model;
  private final Scheduler scheduler;
  private final Pace pace;
  private volatile String known = RuleTable.NAME;
  private @Nullable Disposable running;

  /**
   * How much is done when.
   *
   * @param interval between rounds
   * @param batch findings of one round
   */
  record Pace(Duration interval, int batch) {}

  TriageWorker(
      Connections connections, Triage triage, CurrentModel model, Scheduler scheduler, Pace pace) {
    this.connections = connections;
    this.triage = triage;
    this.model = model;
    this.scheduler = scheduler;
    this.pace = pace;
  }

  /**
   * One round.
   *
   * @return on how many findings advice was stored
   */
  Mono<Long> advise() {
    return advise(WITHOUT_ADVICE, (long) pace.batch())
        .flatMap(fresh -> fresh > 0 ? Mono.just(fresh) : adviseAgain());
  }

  /** What somebody else advised on; nothing to look for as long as the same one advises. */
  private Mono<Long> adviseAgain() {
    String advisor = model.advisor().name();
    return advisor.equals(known)
        ? Mono.just(0L)
        : advise(ADVISED_BY_OTHERS, (long) pace.batch(), advisor)
            .doOnNext(advised -> known = advised == 0 ? advisor : known);
  }

  private Mono<Long> advise(String which, Object... parameters) {
    return connections
        .inTransaction(
            connection ->
                Connections.query(
                    connection,
                    pace.batch(),
                    row -> new FindingId(Objects.requireNonNull(row.get(0, Long.class))),
                    which,
                    parameters))
        .collectList()
        .flatMapMany(Flux::fromIterable)
        .flatMap(this::adviseOn, AT_ONCE)
        .count();
  }

  /** A finding may be closed, or the queue full, between the question and the advice. */
  private Mono<StoredAdvice> adviseOn(FindingId finding) {
    return triage
        .triage(finding, ACTOR)
        .onErrorResume(
            ThroughlineException.class,
            known ->
                known.code() == ErrorCode.STORE_UNAVAILABLE ? Mono.error(known) : Mono.empty());
  }

  @Override
  public synchronized void start() {
    running =
        Flux.interval(pace.interval(), scheduler)
            .onBackpressureDrop()
            .concatMap(tick -> rounds().onErrorResume(TriageWorker::later), 1)
            .subscribe();
  }

  private Mono<Long> rounds() {
    return Mono.defer(this::advise).repeat().takeUntil(advised -> advised == 0).last();
  }

  private static Mono<Long> later(Throwable failure) {
    LOG.warn("Findings could not be triaged; it is tried again: {}", failure.toString());
    return Mono.empty();
  }

  @Override
  public synchronized void stop() {
    if (running != null) {
      running.dispose();
      running = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return running != null;
  }
}
