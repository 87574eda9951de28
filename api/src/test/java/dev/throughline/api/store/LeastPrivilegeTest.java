package dev.throughline.api.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throughline.api.database.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events are append-only for the service's user, whatever its code does. */
class LeastPrivilegeTest {
  private static final String INSUFFICIENT_PRIVILEGE = "42501";
  private static TestDatabase database;

  @BeforeAll
  static void openDatabase() {
    database = TestDatabase.create();
  }

  @AfterAll
  static void closeDatabase() {
    database.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE event SET activity = 'x'",
        "DELETE FROM event",
        "TRUNCATE event",
        "UPDATE event_object SET object_id = 'x'",
        "DELETE FROM event_object",
        "TRUNCATE event_object",
        "DELETE FROM rejection",
        "UPDATE rejection SET raw = ''",
        "DELETE FROM import_run",
        "DELETE FROM log",
        "DELETE FROM object_attribute",
        "UPDATE audit_entry SET entry = '{}'",
        "DELETE FROM audit_entry",
        "TRUNCATE audit_entry",
        "UPDATE proposal SET action = 'x'",
        "DELETE FROM proposal",
        "UPDATE decision SET verdict = 'APPROVED'",
        "DELETE FROM decision",
        "TRUNCATE decision CASCADE",
        "UPDATE completion SET outcome = 'DONE'",
        "UPDATE confirmed_reason SET reason = 'OTHER'",
        "DELETE FROM confirmed_reason",
        "UPDATE outbox_message SET body = ''",
        "DELETE FROM webhook_delivery",
        "ALTER TABLE audit_entry DISABLE TRIGGER ALL",
        "CREATE OR REPLACE FUNCTION append_audit_entry(new_entry text) RETURNS bigint"
            + " LANGUAGE sql AS 'SELECT 1::bigint'",
        "CREATE TABLE extra (id int)",
        "ALTER TABLE rejection RENAME TO gone",
        "CREATE ROLE someone"
      })
  void application_changeOfHistory_isRefused(String sql) throws SQLException {
    try (Connection connection = database.application();
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute(sql))
          .isInstanceOfSatisfying(
              SQLException.class,
              error -> assertThat(error.getSQLState()).isEqualTo(INSUFFICIENT_PRIVILEGE));
    }
  }
}
