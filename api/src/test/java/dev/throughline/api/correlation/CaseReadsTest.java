package dev.throughline.api.correlation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throughline.api.database.TestDatabase;
import dev.throughline.api.store.Connections;
import dev.throughline.api.store.PostgresEventStore;
import dev.throughline.ingest.correlate.Orphan;
import dev.throughline.ingest.correlate.ProcureToPay;
import dev.throughline.ingest.store.EventStore;
import dev.throughline.model.CaseId;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.LogName;
import dev.throughline.model.ObjectType;
import dev.throughline.model.ThroughlineException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is shown of one line's case, of events without a case, and to mining. */
class CaseReadsTest {
  private static final LogName LOG = new LogName("operations");
  private static final ObjectType LINE = ProcureToPay.PURCHASE_ORDER_LINE;

  private static TestDatabase database;
  private static EventStore store;
  private static Connections connections;

  @BeforeAll
  static void correlate() {
    database = TestDatabase.create();
    connections = new Connections(database.connections());
    store = new PostgresEventStore(database.connections());
    PurchaseEvents.store(
        store,
        LOG,
        "wms.north Goods received: po 1, dn D1, sku A, gr G1, qty 4",
        "erp.main Purchase order released: line 1/10, po 1, sku A, item a, qty 5",
        "erp.main Purchase order released: line 1/20, po 1, sku B, item b, qty 5",
        "erp.main Invoice entered: line 1/10, inv V1",
        "erp.main Invoice entered: line 1/20, inv V1",
        "erp.main Paid: inv V1, pay P1",
        "wms.south Goods received: po 1, sku Z, gr G9, qty 5");
    new LogCorrelator(connections, ProcureToPay.LINKS, 100).correlateAll().blockLast();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void timeline_hasEveryEventInOrderWithItsEvidence() {
    CaseTimeline timeline =
        new CaseTimelines(connections).timeline(LOG, LINE, new CaseId("1/10")).block();

    assertThat(timeline.events().stream().map(CaseReadsTest::text))
        .containsExactly(
            "wms.north Goods received: purchase order and SKU [SKU A, purchase order 1] 0.98",
            "erp.main Purchase order released: named [purchase order line 1/10] 1.0",
            "erp.main Invoice entered: named [purchase order line 1/10] 1.0",
            "erp.main Paid: invoice [invoice V1] 0.97");
    assertThat(timeline.confidence()).isEqualTo(0.97);
  }

  @Test
  void timeline_unknownCaseOrLog_isNotFound() {
    CaseTimelines timelines = new CaseTimelines(connections);
    assertThatThrownBy(() -> timelines.timeline(LOG, LINE, new CaseId("9/10")).block())
        .isInstanceOfSatisfying(
            ThroughlineException.class,
            error -> assertThat(error.code()).isEqualTo(ErrorCode.NOT_FOUND))
        .hasMessage("the log 'operations' has no purchase order line '9/10'");
    assertThatThrownBy(
            () -> timelines.timeline(new LogName("none"), LINE, new CaseId("1/10")).block())
        .isInstanceOfSatisfying(
            ThroughlineException.class,
            error -> assertThat(error.code()).isEqualTo(ErrorCode.LOG_NOT_FOUND));
  }

  @Test
  void orphans_areListedWithNearMisses() {
    Orphans orphans = new Orphans(connections);

    List<OrphanEvent> listed = orphans.list(LOG, LINE, Long.MAX_VALUE, 10).collectList().block();

    assertThat(listed).hasSize(1);
    assertThat(listed.get(0).event().source().name()).isEqualTo("wms.south");
    assertThat(listed.get(0).why()).isEqualTo(Orphan.Why.AMBIGUOUS);
    assertThat(listed.get(0).nearMisses().stream().map(miss -> miss.caseId().value()))
        .containsExactly("1/10", "1/20");
    assertThat(orphans.count(LOG, LINE).block()).isEqualTo(1);
    assertThat(orphans.list(LOG, LINE, listed.get(0).number(), 10).collectList().block()).isEmpty();
  }

  /** A payment of two lines is in both cases; no event is twice in one. */
  @Test
  void miningView_hasNamedAndLinkedEventsOnceEach() throws SQLException {
    assertThat(
            rows(
                "SELECT case_id || ' ' || activity || ' ' || count(*) FROM case_event"
                    + " WHERE leading_type = 'purchase order line' GROUP BY case_id, activity"))
        .containsExactlyInAnyOrder(
            "1/10 Goods received 1",
            "1/10 Purchase order released 1",
            "1/10 Invoice entered 1",
            "1/10 Paid 1",
            "1/20 Purchase order released 1",
            "1/20 Invoice entered 1",
            "1/20 Paid 1");
    assertThat(store.log(LOG).block().linkRevision()).isEqualTo(1);
  }

  private static String text(TimelineEvent linked) {
    return "%s %s: %s %s %s"
        .formatted(
            linked.event().source(),
            linked.event().activity(),
            linked.rule(),
            linked.keys(),
            linked.confidence());
  }

  private static List<String> rows(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = database.application();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        rows.add(result.getString(1));
      }
    }
    return rows;
  }
}
