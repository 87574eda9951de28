package dev.throughline.api.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.throughline.api.store.Connections;
import dev.throughline.model.Activity;
import dev.throughline.model.Attribute;
import dev.throughline.model.AttributeValue;
import dev.throughline.model.Event;
import dev.throughline.model.EventId;
import dev.throughline.model.Finding;
import dev.throughline.model.FindingState;
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
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Hooks;

/** From committed events to findings, with real PostgreSQL, correlation and Spark. */
class FindingJobTest {
  private static final String LINE = "4500000001/10";
  private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
  private static final Instant NOW = START.plus(Duration.ofDays(5));

  @TempDir private static Path folder;
  private static JobFixture fixture;
  private static FindingJob job;
  private static int logs;

  private LogName log;
  private long sequence;

  @BeforeAll
  static void start() {
    fixture = new JobFixture(folder, NOW);
    job = fixture.job();
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  @BeforeEach
  void useAnotherLog() {
    log = new LogName("operations " + ++logs);
  }

  /**
   * 12 are ordered at 2.50 and 10 came: 2 × 2.50 are at stake since the delivery, before they were
   * billed, and until the 2 missing ones come.
   */
  @Test
  void refresh_shortDelivery_isFoundOnceAndResolvedByWhatComesLater() {
    commit(shortDelivery());

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
    List<FindingChange> changes = fixture.findings().changes(found.id()).collectList().block();
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
    assertThat(all()).isEmpty();
  }

  /** Links may turn out to be wrong: then nothing of the case was ever so. */
  @Test
  void refresh_caseWithoutEventsAnyMore_hasNothingOpen() {
    commit(shortDelivery());
    job.refresh().block();
    assertThat(quantityShort().state()).isEqualTo(FindingState.OPEN);
    mark();
    execute("DELETE FROM case_link WHERE log_id = " + logId());

    assertThat(job.refresh().block()).isEqualTo(1);

    assertThat(all())
        .isNotEmpty()
        .allSatisfy(finding -> assertThat(finding.state()).isEqualTo(FindingState.RESOLVED));
    assertThat(quantityShort().closedAt()).isEqualTo(NOW);
    assertThat(count("case_state")).isZero();
    assertThat(count("case_measure")).isZero();
  }

  /** What is proposed waits for a person, who is told; what they let go of is resolved. */
  @Test
  void refresh_goneWhileProposed_isResolvedWhenItIsRejected() {
    commit(shortDelivery());
    job.refresh().block();
    propose(quantityShort());
    commit(event("Goods received", 72, 2, null), event("Receipt posted", 73, 2, null));

    job.refresh().block();
    Finding proposed = quantityShort();
    assertThat(proposed.state()).isEqualTo(FindingState.PROPOSED);
    assertThat(proposed.goneAt()).contains(START.plus(Duration.ofHours(73)));
    assertThat(proposed.exposure()).hasToString("5.00 EUR");
    assertThat(job.refresh().block()).as("nothing is marked").isZero();

    move(proposed, FindingState.REJECTED);
    assertThat(job.refresh().block()).isEqualTo(1);
    Finding resolved = quantityShort();
    assertThat(resolved.state()).isEqualTo(FindingState.RESOLVED);
    assertThat(resolved.goneAt()).isEmpty();
    assertThat(
            fixture.texts(
                "SELECT entry FROM audit_entry WHERE entry LIKE '%finding/"
                    + resolved.id()
                    + "\"%'"))
        .singleElement()
        .asString()
        .contains("\"action\":\"finding.resolved\"", "\"actor\":\"findings\"")
        .contains("\"before\":{\"exposure\":\"5.00 EUR\",\"state\":\"REJECTED\",\"version\":4}")
        .contains("\"subject\":\"finding/" + resolved.id() + "\"")
        .contains("\"version\":" + resolved.version());
    assertThat(job.refresh().block()).as("nothing is marked").isZero();
  }

  @Test
  void refresh_backAfterItWasDone_isAFindingOfItsOwn() {
    commit(shortDelivery());
    job.refresh().block();
    move(quantityShort(), FindingState.DONE);
    mark();
    job.refresh().block();
    assertThat(quantityShort().state())
        .as("the events have not ended it")
        .isEqualTo(FindingState.DONE);

    commit(event("Goods received", 72, 2, null), event("Receipt posted", 73, 2, null));
    job.refresh().block();
    Finding done = quantityShort();
    assertThat(done.state()).isEqualTo(FindingState.DONE);
    assertThat(done.goneAt()).contains(START.plus(Duration.ofHours(73)));

    commit(event("Invoice entered", 90, 20, "2.50"));
    job.refresh().block();
    assertThat(all())
        .filteredOn(finding -> finding.type().value().equals("quantity-short"))
        .extracting(Finding::state)
        .containsExactlyInAnyOrder(FindingState.DONE, FindingState.OPEN);
  }

  /** A round that is cut off leaves no trace, in the database or in the log. */
  @Test
  void stop_whileARoundRuns_dropsNoErrorAndLeavesTheMarks() {
    commit(shortDelivery());
    List<Throwable> dropped = new CopyOnWriteArrayList<>();
    Hooks.onErrorDropped(dropped::add);
    try {
      job.start();
      await().until(() -> count("case_batch") > 0);
      job.stop();
    } finally {
      Hooks.resetOnErrorDropped();
    }

    assertThat(dropped).isEmpty();
    assertThat(count("finding")).isZero();
    assertThat(job.refresh().block()).isEqualTo(1);
    assertThat(quantityShort().state()).isEqualTo(FindingState.OPEN);
  }

  private Event[] shortDelivery() {
    return new Event[] {
      event("Purchase order released", 0, 12, "2.50"),
      event("Goods received", 24, 10, null),
      event("Receipt posted", 25, 10, null),
      event("Invoice received", 48, 12, "2.50")
    };
  }

  private Finding quantityShort() {
    return all().stream()
        .filter(finding -> finding.type().value().equals("quantity-short"))
        .reduce(
            (one, other) -> {
              throw new AssertionError("found twice");
            })
        .orElseThrow();
  }

  private List<Finding> all() {
    return fixture
        .findings()
        .list(FindingQuery.first(FindingFilter.ALL, FindingOrder.EXPOSURE, 1_000))
        .filter(finding -> finding.log().equals(log))
        .collectList()
        .block();
  }

  private void propose(Finding finding) {
    execute(
        "INSERT INTO proposal (finding_id, finding_version, action, exposure_minor, currency,"
            + " approvals_needed, proposed_by, proposed_at) SELECT id, version, 'a', exposure_minor,"
            + " currency, 1, 'paula', now() FROM finding WHERE id = "
            + finding.id());
    move(finding, FindingState.PROPOSED);
  }

  private void move(Finding finding, FindingState to) {
    FindingRow.Move move = new FindingRow.Move(to, NOW.minusSeconds(3600), "paula");
    fixture.connections().inTransaction(c -> FindingRow.move(c, finding, move)).blockLast();
  }

  private void execute(String sql) {
    fixture.connections().inTransaction(c -> Connections.update(c, sql)).blockLast();
  }

  private int logId() {
    return Integer.parseInt(
        fixture.texts("SELECT id::text FROM log WHERE name = '" + log + "'").get(0));
  }

  private int count(String table) {
    return fixture.texts("SELECT '' FROM " + table + " WHERE log_id = " + logId()).size();
  }

  private void mark() {
    execute(
        "INSERT INTO dirty_case (log_id, leading_type, case_id)"
            + " SELECT log_id, 'purchase order line', case_id FROM case_state WHERE log_id = "
            + logId());
  }

  private void commit(Event... events) {
    fixture.commit(log, List.of(events));
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
