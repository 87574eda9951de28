package dev.throughline.api.triage;

import dev.throughline.ai.summary.Summariser;
import dev.throughline.ai.summary.Summary;
import dev.throughline.ai.summary.Summary.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Lets a language model summarise advice that is stored already, one after the other, the most
 * urgent first. Each advice gets one attempt; what came of it is stored and counted. So many an
 * hour and no more, and a rest after an endpoint that does not answer.
 */
final class SummaryWorker implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(SummaryWorker.class);
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final Duration REST = Duration.ofSeconds(10);
  private static final int PER_ROUND = 20;

  private final SummaryRows rows;
  private final Summariser model;
  private final Limits limits;
  private final MeterRegistry metrics;
  private final Scheduler scheduler = Schedulers.newBoundedElastic(1, 4, "summary");
  private @Nullable Disposable running;

  /** How many calls an hour may have. Used by one thread. */
  static final class Limits {
    private static final Duration HOUR = Duration.ofHours(1);
    private final int maxPerHour;
    private final InstantSource clock;
    private Instant hourBegan = Instant.MIN;
    private Instant restsUntil = Instant.MIN;
    private int calls;

    Limits(int maxPerHour, InstantSource clock) {
      this.maxPerHour = maxPerHour;
      this.clock = clock;
    }

    boolean mayCall() {
      Instant now = clock.instant();
      if (hourBegan.equals(Instant.MIN) || !now.isBefore(hourBegan.plus(HOUR))) {
        hourBegan = now;
        calls = 0;
      }
      return calls < maxPerHour && !now.isBefore(restsUntil);
    }

    void called(Outcome outcome) {
      calls++;
      if (outcome == Outcome.UNAVAILABLE) {
        restsUntil = clock.instant().plus(REST);
      }
    }
  }

  SummaryWorker(SummaryRows rows, Summariser model, Limits limits, MeterRegistry metrics) {
    this.rows = rows;
    this.model = model;
    this.limits = limits;
    this.metrics = metrics;
  }

  /** One attempt; empty when nothing waits or no call may be made now. */
  Mono<Outcome> summariseNext() {
    return Mono.fromCallable(limits::mayCall)
        .subscribeOn(scheduler)
        .filter(may -> may)
        .flatMap(may -> rows.next())
        .publishOn(scheduler)
        .flatMap(
            waiting -> {
              Summary summary = model.summarise(waiting.finding(), waiting.advice().advice());
              limits.called(summary.outcome());
              count(summary.outcome());
              return rows.store(waiting.advice(), summary).thenReturn(summary.outcome());
            });
  }

  private void count(Outcome outcome) {
    metrics
        .counter("throughline.summaries", "outcome", outcome.name().toLowerCase(Locale.ROOT))
        .increment();
  }

  @Override
  public synchronized void start() {
    running =
        Flux.interval(INTERVAL, scheduler)
            .onBackpressureDrop()
            .concatMap(tick -> round().onErrorResume(SummaryWorker::later), 1)
            .subscribe();
  }

  private Mono<Long> round() {
    return Mono.defer(this::summariseNext).repeat(PER_ROUND - 1L).count();
  }

  private static Mono<Long> later(Throwable failure) {
    LOG.warn("Advice could not be summarised; it is tried again: {}", failure.toString());
    return Mono.empty();
  }

  @Override
  public synchronized void stop() {
    if (running != null) {
      running.dispose();
      running = null;
    }
    scheduler.dispose();
  }

  @Override
  public synchronized boolean isRunning() {
    return running != null;
  }
}
