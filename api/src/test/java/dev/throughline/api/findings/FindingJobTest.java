package dev.throughline.api.findings;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.throughline.model.Activity;
import dev.throughline.model.Attribute;
import dev.throughline.model.AttributeValue;
import dev.throughline.model.Event;
import dev.throughline.model.EventId;
import dev.throughline.model.Finding;
import dev.throughline.model.FindingState;
import dev.throughline.model.LogHeader;
import dev.throughline.model.LogName;
import dev.throughline.model.ObjectId;
import dev.throughline.model.ObjectRef;
import dev.throughline.model.ObjectType;
import dev.throughline.model.Source;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** From committed events to findings, with real PostgreSQL, correlation and Spark. */
class FindingJobTest {
  private static final LogName LOG = new LogName("operations");
  private static final String LINE = "4500000001/10";
  private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
  private static final Instant NOW = START.plus(Duration.ofDays(5));

  @TempDir private static Path folder;
  private static SparkEngine spark;
  private static Scheduler scheduler;

  private TestDatabase database;
  private Connections connections;
  private EventStore store;
  private FindingJob job;
  private long sequence;

  @BeforeAll
  static void startSpark() {
    spark = SparkEngine.start(SparkSettings.local(folder));
    scheduler = Schedulers.newBoundedElastic(1, 16, "findings-test");
  }

  @AfterAll
  static void stopSpark() {
    scheduler.dispose();
    spark.close();
  }

  @BeforeEach
  void open() {
    database = TestDatabase.create();
    connections = new Connections(database.connections());
    store = new PostgresEventStore(database.connections());
    ProcessPack pack = PackYaml.procureToPay();
    job =
        new FindingJob(
            connections,
            new SparkCaseEvaluator(spark, pack, FindingJobConfiguration.access(database.access())),
            pack,
            () -> NOW,
            new FindingJob.Pace(Duration.ofSeconds(1), 100, scheduler));
  }

  @AfterEach
  void close() {
    database.close();
  }

  /**
   * 12 are ordered at 2.50 and 10 came: 2 × 2.50 are at stake since the delivery, before they were
   * billed, and until the 2 missing ones come.
   */
  @Test
  void refresh_shortDelivery_isFoundOnceAndResolvedByWhatComesLater() {
    commit(
        event("Purchase order released", 0, 12, "2.50"),
        event("Goods received", 24, 10, null),
        event("Receipt posted", 25, 10, null),
        event("Invoice received", 48, 12, "2.50"));

    assertThat(job.refresh().block()).isEqualTo(1);
    Finding found = quantityShort();
    assertThat(found.state()).isEqualTo(FindingState.OPEN);
    assertThat(found.exposure()).hasToString("5.00 EUR");
    assertThat(found.openedAt()).isEqualTo(START.plus(Duration.ofHours(24)));
    assertThat(found.fact("received_quantity")).hasToString("Optional[10]");
    assertThat(found.version()).isEqualTo(1);

    assertThat(job.refresh().block()).as("nothing is marked").isZero();
    mark();
    assertThat(job.refresh().block()).isEqualTo(1);
    assertThat(quantityShort()).as("looked at again without news").isEqualTo(found);

    commit(event("Goods received", 72, 2, null), event("Receipt posted", 73, 2, null));
    job.refresh().block();
    Finding resolved = quantityShort();
    assertThat(resolved.state()).isEqualTo(FindingState.RESOLVED);
    assertThat(resolved.closedAt()).isEqualTo(START.plus(Duration.ofHours(73)));
    assertThat(resolved.id()).isEqualTo(found.id());
    List<FindingChange> changes = findings().changes(found.id()).collectList().block();
    assertThat(changes)
        .extracting(FindingChange::state)
        .containsExactly(FindingState.OPEN, FindingState.RESOLVED);
  }

  /** A line that lies as ordered, received, posted and billed has nothing to find. */
  @Test
  void refresh_everythingAgrees_findsNothing() {
    commit(
        event("Purchase order released", 0, 12, "2.50"),
        event("Goods received", 24, 12, null),
        event("Receipt posted", 25, 12, null),
        event("Invoice received", 48, 12, "2.50"),
        event("Invoice entered", 49, 12, "2.50"),
        event("Invoice matched", 50, 0, null));

    assertThat(job.refresh().block()).isEqualTo(1);
    assertThat(findings().count(FindingFilter.ALL).block()).isZero();
  }

  private Finding quantityShort() {
    return findings()
        .list(FindingQuery.first(FindingFilter.ALL, FindingOrder.EXPOSURE, 100))
        .filter(finding -> finding.type().value().equals("quantity-short"))
        .single()
        .block();
  }

  private FindingStore findings() {
    return new PostgresFindingStore(connections);
  }

  private void mark() {
    connections
        .inTransaction(
            c ->
                Connections.update(
                    c,
                    "INSERT INTO dirty_case (log_id, leading_type, case_id)"
                        + " SELECT log_id, 'purchase order line', case_id FROM case_state"))
        .blockLast();
  }

  private void commit(Event... events) {
    ImportRun run =
        store
            .begin(new ImportRequest(LOG, "test", events[0].id().value(), "", LogHeader.EMPTY))
            .block();
    store.append(run.id(), new EventBatch(List.of(events), List.of(), List.of())).block();
    store.finish(run.id()).block();
    new LogCorrelator(connections, ProcureToPay.LINKS, 100).correlateAll().blockLast();
  }

  private Event event(String activity, int hours, int quantity, String price) {
    sequence++;
    List<Attribute> attributes =
        new ArrayList<>(
            List.of(
                Attribute.text("unit", "EA"),
                Attribute.text("currency", "EUR"),
                number("quantity", Integer.toString(quantity))));
    if (price != null) {
      attributes.add(number("price", price));
    }
    return new Event(
        new EventId("e" + sequence),
        new Source("erp.main"),
        sequence,
        new Activity(activity),
        START.plus(Duration.ofHours(hours)),
        null,
        "user " + sequence,
        null,
        List.of(
            new ObjectRef(new ObjectType("purchase order line"), new ObjectId(LINE), null),
            new ObjectRef(new ObjectType("invoice"), new ObjectId("I-1"), null)),
        attributes);
  }

  private static Attribute number(String name, String value) {
    return new Attribute(name, new AttributeValue.Real(new BigDecimal(value)));
  }
}
