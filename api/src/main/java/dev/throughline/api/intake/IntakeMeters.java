package dev.throughline.api.intake;

import dev.throughline.ingest.store.IntakeCount;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;

/** What operators see of the intake: records by outcome, and how long transactions take. */
final class IntakeMeters {
  private final Counter accepted;
  private final Counter duplicate;
  private final Counter quarantined;
  private final Timer commits;

  IntakeMeters(MeterRegistry registry) {
    accepted = counter(registry, "accepted");
    duplicate = counter(registry, "duplicate");
    quarantined = counter(registry, "quarantined");
    commits =
        Timer.builder("throughline.intake.commit")
            .description("Transactions of records that programs sent")
            .publishPercentileHistogram(false)
            .register(registry);
  }

  private static Counter counter(MeterRegistry registry, String outcome) {
    return Counter.builder("throughline.intake.records")
        .description("Records that programs sent, by what became of them")
        .tag("outcome", outcome)
        .register(registry);
  }

  void count(IntakeCount count) {
    accepted.increment((double) count.accepted());
    duplicate.increment((double) count.duplicate());
    quarantined.increment((double) count.quarantined());
  }

  <T> Mono<T> timed(Mono<T> transaction) {
    return Mono.defer(
        () -> {
          long start = System.nanoTime();
          return transaction.doFinally(
              how -> commits.record(System.nanoTime() - start, TimeUnit.NANOSECONDS));
        });
  }
}
