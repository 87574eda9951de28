package dev.throughline.api.triage;

import java.time.Duration;
import org.springframework.beans.factory.DisposableBean;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

/** Asks now and then whether another model was trained. */
final class ModelWatch implements DisposableBean {
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final Disposable watch;

  ModelWatch(CurrentModel model, Scheduler scheduler) {
    watch =
        Flux.interval(INTERVAL, scheduler).onBackpressureDrop().subscribe(tick -> model.refresh());
  }

  @Override
  public void destroy() {
    watch.dispose();
  }
}
