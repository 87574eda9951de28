package dev.throughline.api.store;

import static dev.throughline.api.store.Connections.query;

import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.ingest.store.LogSummary;
import dev.throughline.ingest.write.LogContent.CaseEvent;
import dev.throughline.model.Activity;
import dev.throughline.model.Attribute;
import dev.throughline.model.BusinessObject;
import dev.throughline.model.CaseId;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Event;
import dev.throughline.model.EventId;
import dev.throughline.model.Location;
import dev.throughline.model.LogHeader;
import dev.throughline.model.LogName;
import dev.throughline.model.ObjectAttribute;
import dev.throughline.model.ObjectId;
import dev.throughline.model.ObjectRef;
import dev.throughline.model.ObjectType;
import dev.throughline.model.Source;
import dev.throughline.model.ThroughlineException;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Reads logs, in the caller's transaction, with cursors. */
final class LogQueries {
  private static final int FETCH = 2_000;
  private static final String EVENT =
      """
      SELECT e.event_id, e.source, e.sequence, e.activity, %s, %s, e.resource, e.role,
             (SELECT json_agg(json_build_array(r.type, r.object_id, r.qualifier) ORDER BY r.position)
              FROM event_object r WHERE r.log_id = e.log_id AND r.number = e.number)::text,
             e.attributes::text
      """
          .formatted(micros("e.occurred_at"), micros("e.recorded_at"));
  private static final String ORDER = "e.occurred_at, e.source, e.sequence, e.event_id";
  private static final String SUMMARY =
      """
      SELECT name, events, quarantined, watermark, %s, %s, imported_at,
             (SELECT array_agg(t.type ORDER BY t.type) FROM log_object_type t WHERE t.log_id = log.id)
      FROM log
      """
          .formatted(micros("first_at"), micros("last_at"));

  static Mono<Integer> logId(PostgresqlConnection connection, LogName name) {
    return query(
            connection,
            1,
            row -> Objects.requireNonNull(row.get(0, Integer.class)),
            "SELECT id FROM log WHERE " + Keys.equal("name", "$1"),
            name.value())
        .next()
        .switchIfEmpty(
            Mono.error(
                () ->
                    new ThroughlineException(
                        ErrorCode.LOG_NOT_FOUND, "there is no log '%s'".formatted(name))));
  }

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
        LogQueries::event,
        EVENT + "FROM event e WHERE e.log_id = $1 ORDER BY " + ORDER,
        logId);
  }

  static Flux<CaseEvent> eventsByCase(
      PostgresqlConnection connection, int logId, ObjectType leadingType) {
    return query(
        connection,
        FETCH,
        row -> new CaseEvent(new CaseId(text(row, 10)), event(row)),
        EVENT
            + ", o.object_id FROM event_object o"
            + " JOIN event e ON e.log_id = o.log_id AND e.number = o.number"
            + " WHERE o.log_id = $1 AND o.type = $2 AND NOT o.repeated ORDER BY o.object_id, "
            + ORDER,
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
            .formatted(micros("a.since")),
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

  /** Microseconds since 1970: a whole number, which no driver rounds. */
  private static String micros(String column) {
    return "(extract(epoch FROM " + column + ") * 1000000)::bigint";
  }

  private static LogSummary summary(Readable row) {
    String[] types = row.get(7, String[].class);
    return new LogSummary(
        new LogName(text(row, 0)),
        bigint(row, 1),
        bigint(row, 2),
        bigint(row, 3),
        instant(row, 4),
        instant(row, 5),
        Objects.requireNonNull(row.get(6, Instant.class)),
        types == null ? List.of() : Arrays.stream(types).map(ObjectType::new).toList());
  }

  private static Event event(Readable row) {
    String attributes = row.get(9, String.class);
    return new Event(
        new EventId(text(row, 0)),
        new Source(text(row, 1)),
        bigint(row, 2),
        new Activity(text(row, 3)),
        Objects.requireNonNull(instant(row, 4)),
        instant(row, 5),
        row.get(6, String.class),
        row.get(7, String.class),
        references(row.get(8, String.class)),
        attributes == null ? List.of() : AttributeJson.readAll(AttributeJson.tree(attributes)));
  }

  private static BusinessObject object(Readable row) {
    List<ObjectAttribute> attributes = new ArrayList<>();
    String json = row.get(2, String.class);
    if (json != null) {
      for (JsonNode pair : AttributeJson.tree(json)) {
        Attribute attribute = AttributeJson.read(pair.get(1));
        attributes.add(new ObjectAttribute(attribute, instant(pair.get(0).longValue())));
      }
    }
    return new BusinessObject(
        new ObjectType(text(row, 0)),
        new ObjectId(text(row, 1)),
        attributes,
        references(row.get(3, String.class)));
  }

  private static Rejection rejection(Readable row) {
    return new Rejection(
        ErrorCode.valueOf(text(row, 0)),
        text(row, 1),
        new Location(text(row, 2), bigint(row, 3), row.get(4, String.class)),
        text(row, 5));
  }

  private static List<ObjectRef> references(@Nullable String json) {
    List<ObjectRef> references = new ArrayList<>();
    if (json != null) {
      for (JsonNode triple : AttributeJson.tree(json)) {
        JsonNode qualifier = triple.get(2);
        references.add(
            new ObjectRef(
                new ObjectType(triple.get(0).stringValue()),
                new ObjectId(triple.get(1).stringValue()),
                qualifier.isNull() ? null : qualifier.stringValue()));
      }
    }
    return references;
  }

  private static @Nullable Instant instant(Readable row, int index) {
    Long micros = row.get(index, Long.class);
    return micros == null ? null : instant(micros);
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private static long bigint(Readable row, int index) {
    return Objects.requireNonNull(row.get(index, Long.class));
  }

  private static String text(Readable row, int index) {
    return Objects.requireNonNull(row.get(index, String.class));
  }

  private LogQueries() {}
}
