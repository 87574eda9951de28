package dev.throughline.ingest.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.ingest.write.CollectedLog;
import dev.throughline.ingest.write.OcelSamples;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OcelSqliteInputTest {
  private static final ReadOptions OPTIONS = ReadOptions.defaults("erp");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE VIEW bait AS SELECT randomblob(1000000000)",
        "CREATE TRIGGER bait AFTER INSERT ON event BEGIN DELETE FROM event; END",
        "CREATE VIRTUAL TABLE bait USING fts5(x)",
        "CREATE TABLE bait (a, b GENERATED ALWAYS AS (a || a))"
      })
  void read_schemaThatActs_isRefused(String sql) throws IOException, SQLException {
    Path file = changed(sql);
    assertThatExceptionOfType(ThroughlineException.class)
        .isThrownBy(() -> read(file, OPTIONS))
        .matches(e -> e.code() == ErrorCode.FORBIDDEN_CONSTRUCT);
  }

  @Test
  void read_otherDatabase_isRefusedWithTheMissingTable() throws SQLException {
    Path file = database("CREATE TABLE notes (text)");
    assertThatExceptionOfType(ThroughlineException.class)
        .isThrownBy(() -> read(file, OPTIONS))
        .withMessageContaining("no table 'event'")
        .matches(e -> e.code() == ErrorCode.NOT_THIS_FORMAT);
  }

  @Test
  void read_rowsOfNobody_areRejected() throws IOException, SQLException {
    Path file =
        changed(
            "INSERT INTO event_object VALUES ('ghost', 'O1', '')",
            "INSERT INTO event_Placeorder (ocel_id, ocel_time) VALUES ('e2', '2026-01-01T00:00:00Z')",
            "INSERT INTO object_Order (ocel_id, ocel_time) VALUES ('ghost', '2026-01-01T00:00:00Z')",
            "INSERT INTO object_Order (ocel_id, ocel_time, ocel_changed_field) VALUES ('O2', '2026-01-01T00:00:00Z', 'ghost')",
            "INSERT INTO event VALUES ('e9', 'Place order')",
            "INSERT INTO event VALUES ('e10', NULL)");
    CollectedLog log = read(file, OPTIONS);

    assertThat(log.events).hasSize(4);
    assertThat(log.rejections)
        .extracting(Rejection::code)
        .containsExactlyInAnyOrder(
            ErrorCode.UNRESOLVED_REFERENCE,
            ErrorCode.UNRESOLVED_REFERENCE,
            ErrorCode.UNRESOLVED_REFERENCE,
            ErrorCode.UNKNOWN_ELEMENT,
            ErrorCode.MISSING_FIELD,
            ErrorCode.MISSING_FIELD);
    assertThat(log.rejections).allSatisfy(it -> assertThat(it.location().line()).isPositive());
  }

  /**
   * As the standard's own minimal example is: no keys, no indexes, text where it may be anything.
   */
  @Test
  void read_tablesWithoutKeys_givesTheLog() throws IOException, SQLException {
    Path file =
        database(
            "CREATE TABLE event (ocel_id TEXT, ocel_type TEXT)",
            "INSERT INTO event VALUES ('e1', 'Create Order')",
            "CREATE TABLE event_object (ocel_event_id TEXT, ocel_object_id TEXT, ocel_qualifier TEXT)",
            "INSERT INTO event_object VALUES ('e1', 'o1', 'order'), ('e1', 'o1', 'order')",
            "CREATE TABLE object (ocel_id TEXT, ocel_type TEXT)",
            "INSERT INTO object VALUES ('o1', 'Order')",
            "CREATE TABLE object_object (ocel_source_id TEXT, ocel_target_id TEXT, ocel_qualifier TEXT)",
            "CREATE TABLE event_CreateOrder (ocel_id TEXT, ocel_time TEXT, \"total items\" INTEGER)",
            "INSERT INTO event_CreateOrder VALUES ('e1', '1970-01-01 01:00:00', 1)",
            "CREATE TABLE event_map_type (ocel_type TEXT, ocel_type_map TEXT)",
            "INSERT INTO event_map_type VALUES ('Create Order', 'CreateOrder')",
            "CREATE TABLE object_map_type (ocel_type TEXT, ocel_type_map TEXT)",
            "INSERT INTO object_map_type VALUES ('Order', 'Order')",
            "CREATE TABLE object_Order (ocel_id TEXT, ocel_time TEXT, ocel_changed_field TEXT, item INTEGER)",
            "INSERT INTO object_Order VALUES ('o1', '1970-01-01 01:00:00', NULL, 1)",
            "INSERT INTO object_Order VALUES ('o1', '1970-01-02 01:00:00', 'item', 2)");
    CollectedLog log = read(file, OPTIONS.withTimeZone(ZoneId.of("Europe/Berlin")));

    assertThat(log.rejections).isEmpty();
    assertThat(log.findings).isEmpty();
    assertThat(log.events.get(0).occurredAt()).isEqualTo(Instant.EPOCH);
    assertThat(log.events.get(0).objects()).hasSize(1);
    assertThat(log.objects.get(0).attributes())
        .extracting(it -> it.since().toString())
        .containsExactly("1970-01-01T00:00:00Z", "1970-01-02T00:00:00Z");
  }

  @Test
  void read_file_isNotChanged() throws IOException {
    Path file = Files.write(folder.resolve("log ?#%20 é.sqlite"), OcelSamples.sqlite());
    assertThat(read(file, OPTIONS).events).hasSize(4);
    assertThat(Files.readAllBytes(file)).isEqualTo(OcelSamples.sqlite());
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  private static CollectedLog read(Path file, ReadOptions options) throws IOException {
    return CollectedLog.read(new OcelSqliteReader(), file, options);
  }

  private Path changed(String... statements) throws IOException, SQLException {
    Files.write(folder.resolve("log"), OcelSamples.sqlite());
    return database(statements);
  }

  private Path database(String... statements) throws SQLException {
    Path file = folder.resolve("log");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
    return file;
  }
}
