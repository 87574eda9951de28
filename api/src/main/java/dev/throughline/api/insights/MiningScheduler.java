package dev.throughline.api.insights;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.springframework.beans.factory.DisposableBean;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The threads that mine. Threads and waiting work are bounded: what does not fit is refused at once
 * ({@link java.util.concurrent.RejectedExecutionException}). A cancelled or timed-out answer
 * interrupts its thread.
 */
final class MiningScheduler implements DisposableBean {
  private final Scheduler scheduler;

  MiningScheduler(int threads, int queue) {
    int queuePerThread = Math.max(1, (queue + threads - 1) / threads);
    scheduler = Schedulers.newBoundedElastic(threads, queuePerThread, "mining");
  }

  /**
   * Runs CPU-bound or blocking work.
   *
   * @param timeout from the moment of asking, waiting included
   */
  <T> Mono<T> run(Callable<T> work, Duration timeout) {
    return Mono.fromCallable(work).subscribeOn(scheduler).timeout(timeout);
  }

  @Override
  public void destroy() {
    scheduler.dispose();
  }
}
