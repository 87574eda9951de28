package dev.throughline.api.findings;

import dev.throughline.api.database.TestDatabase;
import dev.throughline.model.FindingId;
import dev.throughline.model.FindingState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;

/** Puts findings into a database as the service keeps them. */
public final class StoredFindings {
  private static final String INSERT =
      """
      WITH found AS (
        INSERT INTO finding (log_id, process, type, case_id, state, exposure_minor, currency,
          owner_role, site, supplier, opened_at, facts, evidence)
        VALUES (?, 'procure-to-pay', ?, ?, 'OPEN', ?, 'EUR', ?, ?, ?, ?, ?::jsonb,
          '[{"source": "erp.main", "event": "1"}]')
        RETURNING *)
      INSERT INTO finding_change
        (finding_id, version, at, state, exposure_minor, currency, opened_at, actor)
      SELECT id, version, opened_at, state, exposure_minor, currency, opened_at, 'test' FROM found
      RETURNING finding_id
      """;

  private static final String CHANGE =
      """
      INSERT INTO finding_change
        (finding_id, version, at, state, exposure_minor, currency, opened_at, actor)
      SELECT id, ?, ?, ?, ?, currency, opened_at, 'test' FROM finding WHERE id = ?
      """;

  private final TestDatabase database;
  private final int log;

  /** A new log of the name for them. */
  public StoredFindings(TestDatabase database, String log) {
    this.database = database;
    this.log = newLog(log);
  }

  private int newLog(String name) {
    try (Connection connection = database.application();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO log (name, header, imported_at) VALUES (?, '{}', now())"
                    + " RETURNING id")) {
      insert.setString(1, name);
      return (int) first(insert);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An open finding of the accounts payable analyst at site 'north', supplier 'ACME'. */
  public FindingId open(String type, String caseId, long exposureCents, Instant openedAt) {
    return open(type, caseId, exposureCents, openedAt, "{\"ordered_quantity\": 10}");
  }

  /** As the other one, with facts as JSON. */
  public FindingId open(
      String type, String caseId, long exposureCents, Instant openedAt, String facts) {
    try (Connection connection = database.application();
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setInt(1, log);
      insert.setString(2, type);
      insert.setString(3, caseId);
      insert.setLong(4, exposureCents);
      insert.setString(5, "ACCOUNTS_PAYABLE_ANALYST");
      insert.setString(6, "north");
      insert.setString(7, "ACME");
      insert.setObject(8, openedAt.atOffset(ZoneOffset.UTC));
      insert.setString(9, facts);
      return new FindingId(first(insert));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A change that the finding itself does not show. */
  public void change(
      FindingId finding, int version, Instant at, FindingState state, long exposureCents) {
    try (Connection connection = database.application();
        PreparedStatement insert = connection.prepareStatement(CHANGE)) {
      insert.setInt(1, version);
      insert.setObject(2, at.atOffset(ZoneOffset.UTC));
      insert.setString(3, state.name());
      insert.setLong(4, exposureCents);
      insert.setLong(5, finding.value());
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long first(PreparedStatement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
