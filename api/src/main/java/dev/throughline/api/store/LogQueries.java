package dev.throughline.api.store;

import static dev.throughline.api.store.Connections.query;

import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.ingest.store.LogSummary;
import dev.throughline.ingest.write.LogContent.CaseEvent;
import dev.throughline.model.Attribute;
import dev.throughline.model.BusinessObject;
import dev.throughline.model.CaseId;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Event;
import dev.throughline.model.Location;
import dev.throughline.model.LogHeader;
import dev.throughline.model.LogName;
import dev.throughline.model.ObjectAttribute;
import dev.throughline.model.ObjectId;
import dev.throughline.model.ObjectType;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Reads logs, in the caller's transaction, with cursors. */
final class LogQueries {
  private static final int FETCH = 2_000;
  private static final String SUMMARY =
      """
      SELECT name, events, quarantined, watermark, %s, %s, imported_at,
             (SELECT array_agg(t.type ORDER BY t.type) FROM log_object_type t WHERE t.log_id = log.id),
             (SELECT coalesce(sum(c.revision), 0)::bigint FROM correlation c WHERE c.log_id = log.id)
      FROM log
      """
          .formatted(StoredEvents.micros("first_at"), StoredEvents.micros("last_at"));

  static Flux<LogSummary> summaries(PostgresqlConnection connection) {
    return query(connection, FETCH, LogQueries::summary, SUMMARY + "ORDER BY name");
  }

  static Mono<LogSummary> summary(PostgresqlConnection connection, int logId) {
    return query(connection, 1, LogQueries::summary, SUMMARY + "WHERE id = $1", logId).single();
  }

  static Mono<LogHeader> header(PostgresqlConnection connection, int logId) {
    return query(
            connection,
            1,
            row -> HeaderJson.read(text(row, 0)),
            "SELECT header::text FROM log WHERE id = $1",
            logId)
        .single();
  }

  static Flux<Event> events(PostgresqlConnection connection, int logId) {
    return query(
        connection,
        FETCH,
        StoredEvents::read,
        StoredEvents.SELECT + "FROM event e WHERE e.log_id = $1 ORDER BY " + StoredEvents.ORDER,
        logId);
  }

  static Flux<CaseEvent> eventsByCase(
      PostgresqlConnection connection, int logId, ObjectType leadingType) {
    return query(
        connection,
        FETCH,
        row -> new CaseEvent(new CaseId(text(row, StoredEvents.COLUMNS)), StoredEvents.read(row)),
        StoredEvents.SELECT
            + ", o.object_id FROM event_object o"
            + " JOIN event e ON e.log_id = o.log_id AND e.number = o.number"
            + " WHERE o.log_id = $1 AND o.type = $2 AND NOT o.repeated ORDER BY o.object_id, "
            + StoredEvents.ORDER,
        logId,
        leadingType.value());
  }

  static Flux<BusinessObject> objects(PostgresqlConnection connection, int logId) {
    return query(
        connection,
        FETCH,
        LogQueries::object,
        """
        SELECT o.type, o.object_id,
               (SELECT json_agg(json_build_array(%s, a.value) ORDER BY a.id)
                FROM object_attribute a WHERE a.object = o.id)::text,
               (SELECT json_agg(json_build_array(l.type, l.object_id, l.qualifier) ORDER BY l.id)
                FROM object_link l WHERE l.object = o.id)::text
        FROM object o WHERE o.log_id = $1 ORDER BY o.type, o.object_id
        """
            .formatted(StoredEvents.micros("a.since")),
        logId);
  }

  static Flux<Rejection> rejections(PostgresqlConnection connection, long importId) {
    return query(
        connection,
        FETCH,
        LogQueries::rejection,
        "SELECT code, message, file, line, field, raw FROM rejection WHERE import_id = $1"
            + " ORDER BY id",
        importId);
  }

  private static LogSummary summary(Readable row) {
    String[] types = row.get(7, String[].class);
    return new LogSummary(
        new LogName(text(row, 0)),
        bigint(row, 1),
        bigint(row, 2),
        bigint(row, 3),
        StoredEvents.instant(row, 4),
        StoredEvents.instant(row, 5),
        Objects.requireNonNull(row.get(6, Instant.class)),
        types == null ? List.of() : Arrays.stream(types).map(ObjectType::new).toList(),
        bigint(row, 8));
  }

  private static BusinessObject object(Readable row) {
    List<ObjectAttribute> attributes = new ArrayList<>();
    String json = row.get(2, String.class);
    if (json != null) {
      for (JsonNode pair : AttributeJson.tree(json)) {
        Attribute attribute = AttributeJson.read(pair.get(1));
        attributes.add(
            new ObjectAttribute(attribute, StoredEvents.instant(pair.get(0).longValue())));
      }
    }
    return new BusinessObject(
        new ObjectType(text(row, 0)),
        new ObjectId(text(row, 1)),
        attributes,
        StoredEvents.references(row.get(3, String.class)));
  }

  private static Rejection rejection(Readable row) {
    return new Rejection(
        ErrorCode.valueOf(text(row, 0)),
        text(row, 1),
        new Location(text(row, 2), bigint(row, 3), row.get(4, String.class)),
        text(row, 5));
  }

  private static long bigint(Readable row, int index) {
    return Objects.requireNonNull(row.get(index, Long.class));
  }

  private static String text(Readable row, int index) {
    return Objects.requireNonNull(row.get(index, String.class));
  }

  private LogQueries() {}
}
