package dev.throughline.api.correlation;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Correlates new events while the service runs: at intervals, and when it is told of some. */
public final class CorrelationWorker implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(CorrelationWorker.class);

  private final LogCorrelator correlator;
  private final Duration interval;
  private final Runnable casesChanged;
  private final Sinks.Many<Long> calls = Sinks.many().multicast().directBestEffort();
  private @Nullable Disposable work;
  private boolean failed;

  /**
   * @param casesChanged is run when cases have to be looked at again; must return at once
   */
  CorrelationWorker(LogCorrelator correlator, Duration interval, Runnable casesChanged) {
    this.correlator = correlator;
    this.interval = interval;
    this.casesChanged = casesChanged;
  }

  /** Says that events were committed. Returns at once; without it they wait for the interval. */
  public void wake() {
    calls.tryEmitNext(0L); // when a call is lost the interval is soon over
  }

  @Override
  public synchronized void start() {
    if (work == null) {
      work =
          Flux.merge(Flux.interval(Duration.ZERO, interval), calls.asFlux())
              .onBackpressureLatest()
              .concatMap(tick -> once(), 1)
              .subscribe();
    }
  }

  private Mono<Void> once() {
    return correlator
        .correlateAll()
        .doOnNext(
            step ->
                LOG.debug(
                    "log '{}': {} events correlated, {} with other links",
                    step.log(),
                    step.events(),
                    step.changed()))
        .doOnNext(
            step -> {
              if (step.changed() > 0) {
                casesChanged.run();
              }
            })
        .then()
        .doOnSuccess(nothing -> succeeded())
        .onErrorResume(failure -> Mono.fromRunnable(() -> failed(failure)));
  }

  private void succeeded() {
    if (failed) {
      LOG.info("Correlation works again");
    }
    failed = false;
  }

  /** Once, not at every interval while the database is away. */
  private void failed(Throwable failure) {
    if (!failed) {
      LOG.warn("Events could not be correlated; it is tried again", failure);
    }
    failed = true;
  }

  @Override
  public synchronized void stop() {
    if (work != null) {
      work.dispose();
      work = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return work != null;
  }
}
