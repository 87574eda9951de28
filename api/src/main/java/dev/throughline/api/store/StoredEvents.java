package dev.throughline.api.store;

import static dev.throughline.api.store.Connections.query;

import dev.throughline.model.Activity;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Event;
import dev.throughline.model.EventId;
import dev.throughline.model.LogName;
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
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Reads rows of the table {@code event}, for every query that has some. */
public final class StoredEvents {

  /** How many columns {@link #SELECT} has. */
  public static final int COLUMNS = 10;

  /** Selects what {@link #read} reads; the table is called {@code e}. More columns may follow. */
  public static final String SELECT =
      """
      SELECT e.event_id, e.source, e.sequence, e.activity, %s, %s, e.resource, e.role,
             (SELECT json_agg(json_build_array(r.type, r.object_id, r.qualifier) ORDER BY r.position)
              FROM event_object r WHERE r.log_id = e.log_id AND r.number = e.number)::text,
             e.attributes::text
      """
          .formatted(micros("e.occurred_at"), micros("e.recorded_at"));

  /** The total order of events. */
  public static final String ORDER = "e.occurred_at, e.source, e.sequence, e.event_id";

  /** The event of a row of {@link #SELECT}. */
  public static Event read(Readable row) {
    String attributes = row.get(9, String.class);
    return new Event(
        new EventId(text(row, 0)),
        new Source(text(row, 1)),
        Objects.requireNonNull(row.get(2, Long.class)),
        new Activity(text(row, 3)),
        Objects.requireNonNull(instant(row, 4)),
        instant(row, 5),
        row.get(6, String.class),
        row.get(7, String.class),
        references(row.get(8, String.class)),
        attributes == null ? List.of() : AttributeJson.readAll(AttributeJson.tree(attributes)));
  }

  /**
   * The key of a log in all tables.
   *
   * @return an error {@code LOG_NOT_FOUND} when it is not there
   */
  public static Mono<Integer> logId(PostgresqlConnection connection, LogName name) {
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

  /** Microseconds since 1970: a whole number, which no driver rounds. */
  static String micros(String column) {
    return "(extract(epoch FROM " + column + ") * 1000000)::bigint";
  }

  static List<ObjectRef> references(@Nullable String json) {
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

  static @Nullable Instant instant(Readable row, int index) {
    Long micros = row.get(index, Long.class);
    return micros == null ? null : instant(micros);
  }

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private static String text(Readable row, int index) {
    return Objects.requireNonNull(row.get(index, String.class));
  }

  private StoredEvents() {}
}
