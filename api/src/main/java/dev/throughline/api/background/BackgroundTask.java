package dev.throughline.api.background;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Work that is done when asked for and at intervals, on a thread of its own, which it may block.
 * What fails is logged and tried again the next time. Safe for many threads.
 */
public final class BackgroundTask implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BackgroundTask.class);
  private static final int MAX_WAITING = 8;

  private final String name;
  private final Runnable work;
  private final Scheduler thread;
  private final AtomicBoolean isRequested = new AtomicBoolean();

  /**
   * @param name of the thread, and in the log
   */
  public BackgroundTask(String name, Runnable work) {
    this.name = name;
    this.work = work;
    this.thread = Schedulers.newBoundedElastic(1, MAX_WAITING, name);
  }

  /** Does the work now and then again and again. */
  public void startEvery(Duration interval) {
    thread.schedulePeriodically(this::run, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Does the work soon; asking several times before it begins is asking once, and asking after the
   * end is asking nobody.
   */
  public void request() {
    if (isRequested.compareAndSet(false, true)) {
      try {
        thread.schedule(
            () -> {
              isRequested.set(false);
              run();
            });
      } catch (RejectedExecutionException ended) {
        LOG.debug("{} has ended", name);
      }
    }
  }

  private void run() {
    try {
      work.run();
    } catch (RuntimeException later) {
      LOG.warn("{} failed; it is tried again", name, later);
    }
  }

  /** Begins no more work; what runs is interrupted. */
  @Override
  public void close() {
    thread.dispose();
  }
}
