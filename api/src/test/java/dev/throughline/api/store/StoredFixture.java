package dev.throughline.api.store;

import dev.throughline.mining.engine.LogFixture;
import dev.throughline.model.CaseId;
import dev.throughline.model.Event;
import dev.throughline.model.EventId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Map;

/** Puts a fixture into the tables, with more than mining may see: a later event, an old value. */
final class StoredFixture {
  private static final String ATTRIBUTE =
      """
      with inserted as (
        insert into object (log_id, type, object_id) values (?, 'case', ?)
        on conflict do nothing returning id)
      insert into object_attribute (object, name, since, value)
      select id, ?, since::timestamptz, json_build_object('v', value)::jsonb
      from (select id from inserted union all
            select id from object where log_id = ? and type = 'case' and object_id = ?) o,
        (values ('2020-01-01Z', 'old value'), ('2021-01-01Z', ?)) v(since, value)""";

  private StoredFixture() {}

  static void store(Connection connection, String name, LogFixture log) throws SQLException {
    connection.setAutoCommit(false);
    int id = insertLog(connection, name);
    long number = 0;
    for (Event event : log.events()) {
      insert(connection, id, ++number, event);
    }
    if (!log.events().isEmpty()) {
      insert(connection, id, number + 1, later(log.events().get(0)));
    }
    for (Map.Entry<CaseId, Map<String, String>> entry : log.attributes().entrySet()) {
      for (Map.Entry<String, String> attribute : entry.getValue().entrySet()) {
        insertAttribute(connection, id, entry.getKey(), attribute);
      }
    }
    connection.commit();
  }

  private static int insertLog(Connection connection, String name) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into log (name, header, imported_at) values (?, '{}', now()) returning id")) {
      insert.setString(1, name);
      try (ResultSet rows = insert.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }

  private static Event later(Event event) {
    return new Event(
        new EventId("later"),
        event.source(),
        event.sequence(),
        event.activity(),
        event.occurredAt(),
        null,
        null,
        null,
        event.objects(),
        event.attributes());
  }

  private static void insert(Connection connection, int log, long number, Event event)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into event (log_id, number, sequence, occurred_at, source, event_id, activity,"
                + " resource, role) values (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      insert.setInt(1, log);
      insert.setLong(2, number);
      insert.setLong(3, event.sequence());
      insert.setObject(4, event.occurredAt().atOffset(ZoneOffset.UTC));
      insert.setString(5, event.source().name());
      insert.setString(6, event.id().value());
      insert.setString(7, event.activity().value());
      insert.setString(8, event.resource());
      insert.setString(9, event.role());
      insert.executeUpdate();
    }
    insertReference(connection, log, number, 0, event);
    insertReference(connection, log, number, 1, event);
  }

  /** The second reference to the same object is a repeated one. */
  private static void insertReference(
      Connection connection, int log, long number, int position, Event event) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into event_object values (?, ?, ?, ?, 'case', ?)")) {
      insert.setInt(1, log);
      insert.setLong(2, number);
      insert.setInt(3, position);
      insert.setBoolean(4, position > 0);
      insert.setString(5, LogFixture.caseOf(event).value());
      insert.executeUpdate();
    }
  }

  private static void insertAttribute(
      Connection connection, int log, CaseId caseId, Map.Entry<String, String> attribute)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(ATTRIBUTE)) {
      insert.setInt(1, log);
      insert.setString(2, caseId.value());
      insert.setString(3, attribute.getKey());
      insert.setInt(4, log);
      insert.setString(5, caseId.value());
      insert.setString(6, attribute.getValue());
      insert.executeUpdate();
    }
  }
}
