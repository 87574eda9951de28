package dev.throughline.api.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.api.database.TestDatabase;
import dev.throughline.api.findings.StoredFindings;
import dev.throughline.api.reports.OpenFindings.Sums;
import dev.throughline.api.store.Connections;
import dev.throughline.model.FindingId;
import dev.throughline.model.LogName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenFindingsTest {
  private static final LogName LOG = new LogName("operations");
  private static final Instant NOW = Instant.parse("2026-04-01T00:00:00Z");

  private final TestDatabase database = TestDatabase.create();
  private final StoredFindings stored = new StoredFindings(database, LOG.value());
  private final OpenFindings findings = new OpenFindings(new Connections(database.connections()));

  @AfterEach
  void close() {
    database.close();
  }

  private static Instant ago(String age) {
    return NOW.minus(Duration.parse(age));
  }

  private Sums asOf(Instant at) {
    return Objects.requireNonNull(findings.asOf(LOG, "procure-to-pay", at).block());
  }

  private void change(FindingId finding, int version, Instant at, String state, long cents)
      throws SQLException {
    try (Connection connection = database.application();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO finding_change VALUES (?, ?, ?, ?, ?, 'test')")) {
      insert.setLong(1, finding.value());
      insert.setInt(2, version);
      insert.setObject(3, at.atOffset(ZoneOffset.UTC));
      insert.setString(4, state);
      insert.setLong(5, cents);
      insert.executeUpdate();
    }
  }

  private static List<String> types(Sums sums) {
    return sums.byType().stream()
        .map(type -> type.type() + " " + type.total().count() + " " + type.total().amounts())
        .toList();
  }

  private static List<Long> ages(Sums sums) {
    return sums.byAge().stream().map(age -> age.total().count()).toList();
  }

  @Test
  void asOf_nothingFound_isNothingInEveryAge() {
    assertThat(asOf(NOW).all().count()).isZero();
    assertThat(asOf(NOW).byType()).isEmpty();
    assertThat(ages(asOf(NOW))).containsExactly(0L, 0L, 0L, 0L, 0L, 0L);
  }

  /** A day begins at its first moment: after exactly one day an exception is a day old. */
  @Test
  void asOf_agesAtTheBounds_fallIntoTheOlderBucket() {
    stored.open("quantity-short", "1", 100, ago("PT0S"));
    stored.open("quantity-short", "2", 100, ago("PT23H59M59S"));
    stored.open("quantity-short", "3", 100, ago("P1D"));
    stored.open("quantity-short", "4", 100, ago("P3D"));
    stored.open("quantity-short", "5", 100, ago("P7D"));
    stored.open("quantity-short", "6", 100, ago("P14D"));
    stored.open("quantity-short", "7", 100, ago("P30D"));
    stored.open("quantity-short", "8", 100, ago("P400D"));

    assertThat(ages(asOf(NOW))).containsExactly(2L, 1L, 1L, 1L, 1L, 2L);
  }

  @Test
  void asOf_types_areSummedAndTheMostMoneyComesFirst() {
    stored.open("quantity-short", "1", 1_00, ago("P2D"));
    stored.open("price-variance", "1", 500_50, ago("P2D"));
    stored.open("quantity-short", "2", 2_00, ago("P9D"));

    assertThat(types(asOf(NOW)))
        .containsExactly("price-variance 1 [500.50 EUR]", "quantity-short 2 [3.00 EUR]");
    assertThat(asOf(NOW).all().count()).isEqualTo(3);
    assertThat(asOf(NOW).all().amounts()).hasToString("[503.50 EUR]");
  }

  @Test
  void asOf_pastMoment_seesStatesAndExposuresOfThen() throws SQLException {
    FindingId gone = stored.open("quantity-short", "1", 10_00, ago("P10D"));
    change(gone, 2, ago("P4D"), "RESOLVED", 10_00);
    FindingId grown = stored.open("price-variance", "2", 5_00, ago("P8D"));
    change(grown, 2, ago("P2D"), "TRIAGED", 7_00);
    stored.open("quantity-over", "3", 1_00, ago("P1D"));

    assertThat(types(asOf(NOW)))
        .containsExactly("price-variance 1 [7.00 EUR]", "quantity-over 1 [1.00 EUR]");
    assertThat(types(asOf(ago("P5D"))))
        .containsExactly("quantity-short 1 [10.00 EUR]", "price-variance 1 [5.00 EUR]");
    assertThat(asOf(ago("P11D")).all().count()).isZero();
  }
}
