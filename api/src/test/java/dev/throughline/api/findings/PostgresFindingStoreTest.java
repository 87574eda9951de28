package dev.throughline.api.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.throughline.api.database.TestDatabase;
import dev.throughline.api.store.Connections;
import dev.throughline.model.FactValue;
import dev.throughline.model.Finding;
import dev.throughline.model.FindingId;
import dev.throughline.model.FindingState;
import dev.throughline.model.FindingType;
import dev.throughline.model.Role;
import dev.throughline.model.ThroughlineException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresFindingStoreTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");

  private TestDatabase database;
  private Connections connections;
  private FindingStore store;
  private StoredFindings findings;

  @BeforeEach
  void open() {
    database = TestDatabase.create();
    connections = new Connections(database.connections());
    store = new PostgresFindingStore(connections);
    findings = new StoredFindings(database, "operations");
  }

  @AfterEach
  void close() {
    database.close();
  }

  private List<String> cases(FindingFilter filter, FindingOrder order) {
    return Objects.requireNonNull(
            store.list(FindingQuery.first(filter, order, 100)).collectList().block())
        .stream()
        .map(finding -> finding.caseId().value())
        .toList();
  }

  private Finding find(FindingId id) {
    return Objects.requireNonNull(store.find(id).block());
  }

  @Test
  void find_stored_isReadWithEveryDigit() {
    FindingId id =
        findings.open(
            "quantity-short",
            "4500000001/10",
            123_45,
            NOON,
            """
            {"ordered_quantity": 12.345678901234567890, "supplier": "ACME", "late": true,
             "paid_at": {"at": "2026-03-01T12:00:00.123456Z"}}
            """);

    Finding finding = find(id);

    assertThat(finding.exposure()).hasToString("123.45 EUR");
    assertThat(finding.openedAt()).isEqualTo(NOON);
    assertThat(finding.owner()).isEqualTo(Role.ACCOUNTS_PAYABLE_ANALYST);
    assertThat(finding.evidence()).hasSize(1);
    assertThat(finding.facts())
        .containsEntry(
            "ordered_quantity", new FactValue.Numeric(new BigDecimal("12.345678901234567890")))
        .containsEntry("supplier", new FactValue.Text("ACME"))
        .containsEntry("late", new FactValue.Flag(true))
        .containsEntry("paid_at", new FactValue.Moment(NOON))
        .hasSize(4);
  }

  @Test
  void find_unknown_isNotFound() {
    assertThatThrownBy(() -> find(new FindingId(77)))
        .isInstanceOf(ThroughlineException.class)
        .hasMessage("there is no exception 77");
    assertThatThrownBy(() -> store.changes(new FindingId(77)).blockLast())
        .hasMessage("there is no exception 77");
  }

  @Test
  void list_eachFilter_findsWhatItSays() {
    findings.open("quantity-short", "A%1/10", 300, NOON);
    FindingId second = findings.open("price-variance", "B_2/10", 500, NOON.minusSeconds(60));
    move(second, FindingState.DONE);

    FindingFilter all = FindingFilter.ALL;
    assertThat(cases(all, FindingOrder.EXPOSURE)).containsExactly("B_2/10", "A%1/10");
    assertThat(cases(all, FindingOrder.AGE)).containsExactly("B_2/10", "A%1/10");
    assertThat(cases(FindingFilter.OPEN, FindingOrder.AGE)).containsExactly("A%1/10");
    assertThat(cases(all.of(Set.of(new FindingType("price-variance"))), FindingOrder.AGE))
        .containsExactly("B_2/10");
    assertThat(cases(all.ownedBy(Role.PROCUREMENT), FindingOrder.AGE)).isEmpty();
    assertThat(cases(all.at("north").from("ACME"), FindingOrder.AGE)).hasSize(2);
    assertThat(cases(all.at("south"), FindingOrder.AGE)).isEmpty();
    assertThat(cases(all.from("acme"), FindingOrder.AGE)).isEmpty();
    assertThat(cases(all.with("a%"), FindingOrder.AGE)).containsExactly("A%1/10");
    assertThat(cases(all.with("acme"), FindingOrder.AGE)).hasSize(2);
    assertThat(cases(all.with("nort%"), FindingOrder.AGE)).isEmpty();
    assertThat(store.count(FindingFilter.OPEN).block()).isEqualTo(1);
  }

  @Test
  void list_pageByPage_showsEachRowOnceWhileOthersCome() {
    for (int i = 0; i < 25; i++) {
      findings.open("quantity-short", "case-" + i, 100 * (i % 3), NOON.plusSeconds(i % 4));
    }
    for (FindingOrder order : FindingOrder.values()) {
      List<String> seen = new ArrayList<>();
      FindingQuery.Position after = null;
      for (int page = 0; page < 4; page++) {
        List<Finding> rows =
            Objects.requireNonNull(
                store
                    .list(new FindingQuery(FindingFilter.ALL.with("case-"), order, after, 7))
                    .collectList()
                    .block());
        rows.forEach(row -> seen.add(row.caseId().value()));
        after =
            FindingQuery.Position.parse(
                FindingQuery.Position.of(rows.get(rows.size() - 1), order).toString());
        findings.open("price-variance", order + "later " + page, 1_000, NOON.minusSeconds(page));
      }
      assertThat(seen).as(order.name()).hasSize(25).doesNotHaveDuplicates();
    }
  }

  @Test
  void move_twice_countsVersionsAndKeepsChangesInOrderOfTime() {
    FindingId id = findings.open("quantity-short", "A/10", 300, NOON);

    move(id, FindingState.TRIAGED);
    Finding done = move(id, FindingState.DONE);

    assertThat(done.version()).isEqualTo(3);
    assertThat(done.closedAt()).isEqualTo(NOON);
    assertThat(store.changes(id).collectList().block())
        .extracting(FindingChange::version, FindingChange::state, FindingChange::at)
        .containsExactly(
            tuple(1L, FindingState.OPEN, NOON),
            tuple(2L, FindingState.TRIAGED, NOON),
            tuple(3L, FindingState.DONE, NOON));
  }

  /** Dated a minute before it was opened: a clock may be behind the business. */
  private Finding move(FindingId id, FindingState to) {
    return Objects.requireNonNull(
        connections
            .inTransaction(
                c ->
                    FindingRow.lock(c, id)
                        .flatMap(
                            finding ->
                                FindingRow.move(
                                    c,
                                    finding,
                                    new FindingRow.Move(to, NOON.minusSeconds(60), "tester"))))
            .single()
            .block());
  }

  @Test
  void position_notOurs_isRefused() {
    for (String forged : List.of("", "/", "1", "1/", "/1", "a/1", "1/0", "1/2/3")) {
      assertThatThrownBy(() -> FindingQuery.Position.parse(forged))
          .as(forged)
          .isInstanceOf(ThroughlineException.class);
    }
  }
}
