package dev.throughline.api.findings;

import dev.throughline.api.config.ThroughlineProperties;
import dev.throughline.api.database.Credentials;
import dev.throughline.api.database.Database;
import dev.throughline.api.database.DatabaseAccess;
import dev.throughline.api.store.Connections;
import dev.throughline.mining.pack.ProcessPack;
import dev.throughline.mining.spark.CaseEventAccess;
import dev.throughline.mining.spark.SparkCaseEvaluator;
import dev.throughline.mining.spark.SparkEngine;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The part that finds: it needs Spark and a database that Spark can read. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "throughline.findings.enabled", matchIfMissing = true)
class FindingJobConfiguration {
  private static final int MAX_WAITING = 16;
  private static final String EVENTS =
      "select case_id, case_hash, activity, occurred_at_micros, source, sequence, event_id,"
          + " resource, link_confidence, attributes, objects from case_batch_event";

  @Bean(destroyMethod = "dispose")
  Scheduler findingScheduler() {
    return Schedulers.newBoundedElastic(1, MAX_WAITING, "findings");
  }

  @Bean
  FindingJob findingJob(
      Connections connections,
      Database database,
      SparkEngine spark,
      ProcessPack pack,
      ThroughlineProperties properties,
      Scheduler findingScheduler) {
    ThroughlineProperties.Findings settings = properties.findings();
    return new FindingJob(
        connections,
        new SparkCaseEvaluator(spark, pack, access(database.access())),
        pack,
        InstantSource.system(),
        new FindingJob.Pace(settings.interval(), settings.batch(), findingScheduler));
  }

  static CaseEventAccess access(DatabaseAccess database) {
    Credentials reader = database.application();
    return new CaseEventAccess(database.jdbcUrl(), reader.user(), reader.password(), EVENTS);
  }
}
