package dev.throughline.api.findings;

import dev.throughline.api.correlation.LogCorrelator;
import dev.throughline.api.database.TestDatabase;
import dev.throughline.api.store.Connections;
import dev.throughline.api.store.PostgresEventStore;
import dev.throughline.ingest.correlate.ProcureToPay;
import dev.throughline.ingest.store.EventBatch;
import dev.throughline.ingest.store.EventStore;
import dev.throughline.ingest.store.ImportRequest;
import dev.throughline.ingest.store.ImportRun;
import dev.throughline.mining.pack.PackYaml;
import dev.throughline.mining.pack.ProcessPack;
import dev.throughline.mining.spark.SparkCaseEvaluator;
import dev.throughline.mining.spark.SparkEngine;
import dev.throughline.mining.spark.SparkSettings;
import dev.throughline.model.Event;
import dev.throughline.model.LogHeader;
import dev.throughline.model.LogName;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The job that finds, with a database, correlation and Spark, and a clock that a test sets. */
final class JobFixture implements AutoCloseable {
  private final TestDatabase database = TestDatabase.create();
  private final Connections connections = new Connections(database.connections());
  private final EventStore store = new PostgresEventStore(database.connections());
  private final Scheduler scheduler = Schedulers.newBoundedElastic(1, 16, "findings-test");
  private final SparkEngine spark;
  private final FindingJob job;
  private volatile Instant now;

  /** There can be one at a time. */
  JobFixture(Path folder, Instant now) {
    this.now = now;
    spark = SparkEngine.start(SparkSettings.local(folder));
    ProcessPack pack = PackYaml.procureToPay();
    job =
        new FindingJob(
            connections,
            new SparkCaseEvaluator(spark, pack, FindingJobConfiguration.access(database.access())),
            pack,
            () -> this.now,
            new FindingJob.Pace(Duration.ofSeconds(1), 1_000, scheduler));
  }

  FindingJob job() {
    return job;
  }

  Connections connections() {
    return connections;
  }

  FindingStore findings() {
    return new PostgresFindingStore(connections);
  }

  void setNow(Instant moment) {
    now = moment;
  }

  /** Stores the events and links them. */
  void commit(LogName log, List<Event> events) {
    String name = UUID.randomUUID().toString();
    ImportRun run = store.begin(new ImportRequest(log, "test", name, "", LogHeader.EMPTY)).block();
    store.append(run.id(), new EventBatch(events, List.of(), List.of())).block();
    store.finish(run.id()).block();
    new LogCorrelator(connections, ProcureToPay.LINKS, 100).correlateAll().blockLast();
  }

  /** The first column, of texts. */
  List<String> texts(String sql) {
    return connections
        .inTransaction(c -> Connections.query(c, 1_000, row -> row.get(0, String.class), sql))
        .collectList()
        .block();
  }

  @Override
  public void close() {
    scheduler.dispose();
    spark.close();
    database.close();
  }
}
