package dev.throughline.api.intake;

import dev.throughline.ingest.store.Acknowledgement;
import dev.throughline.ingest.store.EventStore;
import dev.throughline.ingest.store.Submission;
import dev.throughline.model.LogName;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import reactor.core.publisher.Mono;

/** The log that programs send to. */
final class IntakeLog {
  private final EventStore store;
  private final LogName log;
  private final InstantSource clock;
  private final IntakeMeters meters;
  private final Runnable committed;

  /**
   * @param committed is told after each commit; returns at once
   */
  IntakeLog(
      EventStore store, LogName log, InstantSource clock, IntakeMeters meters, Runnable committed) {
    this.store = store;
    this.log = log;
    this.clock = clock;
    this.meters = meters;
    this.committed = committed;
  }

  /** Stores submissions in one transaction, as {@link EventStore#take} does. */
  Mono<List<Acknowledgement>> take(List<Submission> submissions) {
    return meters
        .timed(Mono.defer(() -> store.take(log, today(), submissions)))
        .doOnNext(
            all -> {
              all.forEach(one -> meters.count(one.count()));
              committed.run();
            });
  }

  LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
