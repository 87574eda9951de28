package dev.throughline.api.store;

import static dev.throughline.api.store.Connections.update;

import dev.throughline.ingest.store.ObjectMerge;
import dev.throughline.model.BusinessObject;
import dev.throughline.model.ObjectAttribute;
import dev.throughline.model.ObjectRef;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import java.util.List;
import reactor.core.publisher.Mono;

/** Merges objects into a log, in the caller's transaction. */
final class ObjectWriter {
  private final PostgresqlConnection connection;
  private final int logId;

  ObjectWriter(PostgresqlConnection connection, int logId) {
    this.connection = connection;
    this.logId = logId;
  }

  Mono<Void> write(List<BusinessObject> given) {
    if (given.isEmpty()) {
      return Mono.empty();
    }
    List<BusinessObject> objects = new ObjectMerge().addAll(given).result();
    return stage("object", "", objectRows(objects))
        .then(
            stage("attribute", ", name text, since timestamptz, value jsonb", attributes(objects)))
        .then(stage("link", ", to_type text, to_id text, qualifier text", links(objects)))
        .then(
            update(
                connection,
                "INSERT INTO object (log_id, type, object_id)"
                    + " SELECT $1, type, object_id FROM stage_of_object ORDER BY position"
                    + " ON CONFLICT DO NOTHING",
                logId))
        .then(
            update(
                connection,
                "INSERT INTO object_attribute (object, name, since, value)"
                    + " SELECT o.id, s.name, s.since, s.value FROM stage_of_attribute s"
                    + OWNER
                    + " ORDER BY s.position ON CONFLICT (object, "
                    + Keys.of("name")
                    + ", since) DO UPDATE SET value = excluded.value",
                logId))
        .then(
            update(
                connection,
                "INSERT INTO object_link (object, type, object_id, qualifier)"
                    + " SELECT o.id, s.to_type, s.to_id, s.qualifier FROM stage_of_link s"
                    + OWNER
                    + " ORDER BY s.position ON CONFLICT DO NOTHING",
                logId))
        .then();
  }

  /** One look-up by index per row: the staged rows are few, the log's objects may be many. */
  private static final String OWNER =
      " CROSS JOIN LATERAL (SELECT id FROM object WHERE log_id = $1 AND %s AND %s LIMIT 1) o"
          .formatted(Keys.equal("type", "s.type"), Keys.equal("object_id", "s.object_id"));

  private Mono<Void> stage(String name, String moreColumns, BinaryCopy rows) {
    String table = "stage_of_" + name;
    Mono<Void> copy =
        rows.rows() == 0
            ? Mono.empty()
            : connection
                .copyIn("COPY " + table + " FROM STDIN (FORMAT binary)")
                .from(rows.chunks())
                .build()
                .then();
    return update(
            connection,
            "CREATE TEMPORARY TABLE IF NOT EXISTS %s (position integer, type text, object_id text%s) ON COMMIT DELETE ROWS"
                .formatted(table, moreColumns))
        .then(copy);
  }

  private static BinaryCopy objectRows(List<BusinessObject> objects) {
    BinaryCopy rows = new BinaryCopy();
    objects.forEach(object -> begin(rows, 3, object));
    return rows;
  }

  private static BinaryCopy attributes(List<BusinessObject> objects) {
    BinaryCopy rows = new BinaryCopy();
    for (BusinessObject object : objects) {
      for (ObjectAttribute attribute : object.attributes()) {
        begin(rows, 6, object)
            .text(attribute.attribute().key())
            .timestamp(attribute.since())
            .jsonb(AttributeJson.bytes(json -> AttributeJson.write(json, attribute.attribute())));
      }
    }
    return rows;
  }

  private static BinaryCopy links(List<BusinessObject> objects) {
    BinaryCopy rows = new BinaryCopy();
    for (BusinessObject object : objects) {
      for (ObjectRef link : object.links()) {
        begin(rows, 6, object)
            .text(link.type().value())
            .text(link.id().value())
            .text(link.qualifier());
      }
    }
    return rows;
  }

  private static BinaryCopy begin(BinaryCopy rows, int fields, BusinessObject object) {
    int position = Math.toIntExact(rows.rows());
    return rows.row(fields).integer(position).text(object.type().value()).text(object.id().value());
  }
}
