package dev.throughline.mining.spark;

import dev.throughline.mining.engine.LogFixture;
import dev.throughline.model.CaseId;
import dev.throughline.model.Event;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.Map;

/** A PostgreSQL with the smallest tables that hold a log; events get rising watermarks. */
final class PostgresFixture implements AutoCloseable {
  private static final String EVENTS =
      """
      select case_id, hashtext(case_id) & 1023 as case_hash, activity,
        (extract(epoch from occurred_at) * 1000000)::bigint as occurred_at_micros, source,
        sequence, event_id, role, resource
      from event where log = {log} and leading_type = {leadingType} and watermark <= {watermark}""";
  private static final String ATTRIBUTES =
      """
      select case_id, hashtext(case_id) & 1023 as case_hash, name, value
      from attribute where log = {log}""";
  private static final String SCHEMA =
      """
      create table event (log text, leading_type text, case_id text, activity text,
        occurred_at timestamptz, source text, sequence bigint, event_id text, role text,
        resource text, watermark bigint generated always as identity);
      create table attribute (log text, case_id text, name text, value text)""";

  private final EmbeddedPostgres postgres;

  private PostgresFixture(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  static PostgresFixture start() throws IOException, SQLException {
    PostgresFixture fixture = new PostgresFixture(EmbeddedPostgres.start());
    try (Connection connection = fixture.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(SCHEMA);
    }
    return fixture;
  }

  StoreAccess access() {
    return new StoreAccess(
        postgres.getJdbcUrl("postgres", "postgres"), "postgres", "postgres", EVENTS, ATTRIBUTES);
  }

  private Connection connect() throws SQLException {
    return postgres.getPostgresDatabase().getConnection();
  }

  /** Stores the log and returns the watermark after it. */
  long store(String name, LogFixture log) {
    try (Connection connection = connect()) {
      insertEvents(connection, name, log);
      insertAttributes(connection, name, log);
      return watermark(connection);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static void insertEvents(Connection connection, String name, LogFixture log)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into event values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      for (Event event : log.events()) {
        insert.setString(1, name);
        insert.setString(2, "case");
        insert.setString(3, LogFixture.caseOf(event).value());
        insert.setString(4, event.activity().value());
        insert.setObject(5, event.occurredAt().atOffset(ZoneOffset.UTC));
        insert.setString(6, event.source().name());
        insert.setLong(7, event.sequence());
        insert.setString(8, event.id().value());
        insert.setString(9, event.role());
        insert.setString(10, event.resource());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void insertAttributes(Connection connection, String name, LogFixture log)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into attribute values (?, ?, ?, ?)")) {
      for (Map.Entry<CaseId, Map<String, String>> entry : log.attributes().entrySet()) {
        for (Map.Entry<String, String> attribute : entry.getValue().entrySet()) {
          insert.setString(1, name);
          insert.setString(2, entry.getKey().value());
          insert.setString(3, attribute.getKey());
          insert.setString(4, attribute.getValue());
          insert.addBatch();
        }
      }
      insert.executeBatch();
    }
  }

  private static long watermark(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        var rows = statement.executeQuery("select coalesce(max(watermark), 0) from event")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
