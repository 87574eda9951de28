package dev.throughline.api.intake;

import dev.throughline.api.config.ThroughlineProperties;
import dev.throughline.api.correlation.CorrelationWorker;
import dev.throughline.api.store.Connections;
import dev.throughline.api.store.Quarantine;
import dev.throughline.ingest.store.EventStore;
import dev.throughline.model.LogName;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The one queue through which all that programs send is stored. */
@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {

  @Bean(destroyMethod = "dispose")
  Scheduler intakeScheduler() {
    return Schedulers.newSingle("intake", true);
  }

  @Bean
  IntakeLog intakeLog(
      EventStore store,
      ThroughlineProperties properties,
      MeterRegistry registry,
      CorrelationWorker correlation) {
    return new IntakeLog(
        store,
        new LogName(properties.intake().log()),
        InstantSource.system(),
        new IntakeMeters(registry),
        correlation::wake);
  }

  @Bean
  CommitQueue commitQueue(
      IntakeLog log,
      ThroughlineProperties properties,
      Scheduler intakeScheduler,
      MeterRegistry registry) {
    CommitQueue queue = new CommitQueue(log, properties.intake(), intakeScheduler);
    Gauge.builder("throughline.intake.waiting", queue, CommitQueue::waitingRecords)
        .description("Records that wait for a transaction")
        .register(registry);
    return queue;
  }

  @Bean
  Quarantine quarantine(Connections connections) {
    return new Quarantine(connections);
  }

  @Bean
  Replays replays(Quarantine quarantine, Mappings mappings) {
    return new Replays(quarantine, mappings, InstantSource.system());
  }
}
