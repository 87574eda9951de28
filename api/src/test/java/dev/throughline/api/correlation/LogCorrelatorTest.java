package dev.throughline.api.correlation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.throughline.api.database.TestDatabase;
import dev.throughline.api.store.Connections;
import dev.throughline.api.store.PostgresEventStore;
import dev.throughline.ingest.correlate.CaseLink;
import dev.throughline.ingest.correlate.Correlation;
import dev.throughline.ingest.correlate.Correlator;
import dev.throughline.ingest.correlate.LinkEvent;
import dev.throughline.ingest.correlate.LinkRules;
import dev.throughline.ingest.correlate.ObjectKey;
import dev.throughline.ingest.correlate.Orphan;
import dev.throughline.ingest.correlate.ProcureToPay;
import dev.throughline.ingest.correlate.RandomPurchases;
import dev.throughline.ingest.store.EventStore;
import dev.throughline.model.CaseId;
import dev.throughline.model.LogName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the store holds is what the kernel says of all events, whatever happens on the way. */
class LogCorrelatorTest {
  private static final LogName LOG = new LogName("o'perations");
  private static final LinkRules RULES = ProcureToPay.LINKS;

  private TestDatabase database;
  private EventStore store;
  private Connections connections;

  @BeforeEach
  void open() {
    database = TestDatabase.create();
    connections = new Connections(database.connections());
    store = new PostgresEventStore(database.connections());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void correlateAll_increments_endWithTheLinksOfAllEvents(long seed) throws SQLException {
    SplittableRandom random = new SplittableRandom(seed);
    List<LinkEvent> events = new RandomPurchases(seed).events(20);
    int from = 0;
    while (from < events.size()) {
      int to = Math.min(events.size(), from + 1 + random.nextInt(150));
      PurchaseEvents.store(store, LOG, events.subList(from, to));
      correlator(1 + random.nextInt(80)).correlateAll().blockLast();
      assertThat(stored())
          .as("seed %d, %d events", seed, to)
          .isEqualTo(new Correlator(RULES).correlate(events.subList(0, to)));
      from = to;
    }
  }

  /** Whatever a cancel cuts off is rolled back; what was committed stands, and the rest follows. */
  @Test
  void correlateAll_cancelledAtAnyMoment_isHalfNowhereAndEndsTheSame() throws SQLException {
    long seed = 20260301;
    SplittableRandom random = new SplittableRandom(seed);
    List<LinkEvent> events = new RandomPurchases(seed).events(40);
    PurchaseEvents.store(store, LOG, events);
    Correlation expected = new Correlator(RULES).correlate(events);
    int interrupted = 0;
    while (number("SELECT coalesce(max(processed), 0) FROM correlation") < events.size()) {
      Duration after = Duration.ofNanos(random.nextLong(50_000_000L * (1 + interrupted)));
      correlator(40).correlateAll().take(after).blockLast();
      interrupted++;
      assertThat(stored().links())
          .as("seed %d", seed)
          .allSatisfy((number, links) -> assertThat(links).isEqualTo(expected.linksOf(number)));
      assertThat(
              number(
                  "SELECT count(*) FROM case_link l WHERE NOT EXISTS (SELECT FROM dirty_case d"
                      + " WHERE d.case_id = l.case_id AND d.log_id = l.log_id)"))
          .as("linked, and nobody told")
          .isZero();
    }

    assertThat(stored()).as("seed %d", seed).isEqualTo(expected);
    assertThat(interrupted).as("the cancels must have cut something").isGreaterThan(3);
  }

  @Test
  void correlateAll_again_changesNothing() throws SQLException {
    PurchaseEvents.store(store, LOG, new RandomPurchases(5).events(30));
    correlator(100).correlateAll().blockLast();
    String before = state();

    correlator(100).correlateAll().blockLast();
    execute("UPDATE correlation SET processed = 0");
    correlator(7).correlateAll().blockLast();

    assertThat(state()).isEqualTo(before);
  }

  @Test
  void correlateAll_otherRules_beginAnew() throws SQLException {
    List<LinkEvent> events = new RandomPurchases(6).events(30);
    PurchaseEvents.store(store, LOG, events);
    correlator(100).correlateAll().blockLast();

    new LogCorrelator(connections, RULES.withMaxEvents(5), 100).correlateAll().blockLast();

    assertThat(stored()).isEqualTo(new Correlator(RULES.withMaxEvents(5)).correlate(events));
  }

  @Test
  void correlateAll_twoAtOnce_linkEverythingOnce() throws SQLException {
    List<LinkEvent> events = new RandomPurchases(7).events(80);
    PurchaseEvents.store(store, LOG, events);

    correlator(30)
        .correlateAll()
        .mergeWith(correlator(50).correlateAll())
        .then(correlator(30).correlateAll().then())
        .block();

    assertThat(stored()).isEqualTo(new Correlator(RULES).correlate(events));
  }

  @Test
  void dirtyCases_areThoseWhoseEventsOrLinksChanged() throws SQLException {
    PurchaseEvents.store(
        store,
        LOG,
        "erp.main Purchase order released: line 1/10, po 1, sku A, qty 5",
        "erp.main Purchase order released: line 2/10, po 2, sku A, qty 5",
        "wms.north Goods received: po 2, gr G2, sku A");
    correlator(10).correlateAll().blockLast();
    assertThat(texts("SELECT case_id || ' ' || revision FROM dirty_case ORDER BY 1"))
        .containsExactly("1/10 1", "2/10 1");
    execute("DELETE FROM dirty_case");

    PurchaseEvents.store(
        store, LOG, "wms.north Damage recorded: gr G2, sku A", "erp.main Something else: site X");
    correlator(10).correlateAll().blockLast();

    assertThat(texts("SELECT case_id || ' ' || revision FROM dirty_case ORDER BY 1"))
        .containsExactly("2/10 1");
  }

  @Test
  void otherLogs_areLeftAlone() throws SQLException {
    PurchaseEvents.store(store, new LogName("plain"), "pos.a Sold: sku A, site X");

    correlator(10).correlateAll().blockLast();

    assertThat(number("SELECT count(*) FROM correlation")).isZero();
  }

  @Test
  void longIdentifiers_linkNothingAndDisturbNobody() throws SQLException {
    String longId = "x".repeat(5_000);
    PurchaseEvents.store(
        store,
        LOG,
        "erp.main Purchase order released: line " + longId + ", po 1, sku A",
        "erp.main Purchase order released: line 1/20, po 1, sku A",
        "wms.north Goods received: po " + longId + ", sku A, gr G1",
        "wms.north Goods received: po 1, sku A, gr G2");

    correlator(10).correlateAll().blockLast();

    assertThat(texts("SELECT case_id || ' ' || number FROM case_link ORDER BY number"))
        .containsExactly("1/20 2", "1/20 4");
  }

  @Test
  void worker_wokenOrNot_correlatesWhatComes() throws SQLException {
    AtomicInteger told = new AtomicInteger();
    CorrelationWorker worker =
        new CorrelationWorker(correlator(10), Duration.ofMillis(50), told::incrementAndGet);
    worker.start();
    try {
      PurchaseEvents.store(
          store, LOG, "erp.main Purchase order released: line 1/10, po 1, sku A, qty 5");
      worker.wake();
      await().untilAsserted(() -> assertThat(number("SELECT count(*) FROM case_link")).isOne());
      await().untilAsserted(() -> assertThat(told).as("after the commit").hasValue(1));
    } finally {
      worker.stop();
    }
    assertThat(worker.isRunning()).isFalse();
  }

  @Test
  void lookUps_useTheIndex() throws SQLException {
    PurchaseEvents.store(store, LOG, new RandomPurchases(8).events(300));
    execute("ANALYZE");
    String plan =
        String.join(
            "\n",
            texts(
                "EXPLAIN "
                    + NeighbourhoodReader.NUMBERS
                        .replace("$1", "1")
                        .replace("$2", "ARRAY['purchase order']")
                        .replace("$3", "ARRAY['7']")
                        .replace("$4", "100000")
                        .replace("$5", "100")));

    assertThat(plan).contains("event_object_object").doesNotContain("Seq Scan on event_object");
  }

  private LogCorrelator correlator(int batch) {
    return new LogCorrelator(connections, RULES, batch);
  }

  /** What is stored, as the kernel would say it. */
  private Correlation stored() throws SQLException {
    TreeMap<Long, List<CaseLink>> links = new TreeMap<>();
    TreeMap<Long, Orphan> orphans = new TreeMap<>();
    try (Connection connection = database.superuser();
        Statement statement = connection.createStatement()) {
      ResultSet rows =
          statement.executeQuery(
              "SELECT number, case_id, rule, keys::text, confidence FROM case_link"
                  + " ORDER BY number, case_id");
      while (rows.next()) {
        List<ObjectKey> keys = LinkJson.readKeys(rows.getString(4));
        links
            .computeIfAbsent(rows.getLong(1), number -> new ArrayList<>())
            .add(
                new CaseLink(
                    rows.getLong(1),
                    new CaseId(rows.getString(2)),
                    rows.getString(3),
                    keys,
                    rows.getDouble(5)));
      }
      rows = statement.executeQuery("SELECT number, why, near_misses::text FROM orphan");
      while (rows.next()) {
        orphans.put(
            rows.getLong(1),
            new Orphan(
                rows.getLong(1),
                Orphan.Why.valueOf(rows.getString(2)),
                LinkJson.readNearMisses(rows.getString(3))));
      }
    }
    return new Correlation(links, orphans);
  }

  private String state() throws SQLException {
    return stored()
        + "\n"
        + texts("SELECT d::text FROM dirty_case d ORDER BY case_id")
        + texts("SELECT processed || ' ' || revision FROM correlation");
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.superuser();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long number(String sql) throws SQLException {
    return Long.parseLong(texts(sql).get(0));
  }

  private List<String> texts(String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Connection connection = database.superuser();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }
}
