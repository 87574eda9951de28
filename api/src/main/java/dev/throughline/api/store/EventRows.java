package dev.throughline.api.store;

import dev.throughline.model.Event;
import dev.throughline.model.ObjectRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events as rows, numbered one after another behind a watermark. Encoded anew for each use.
 *
 * @param distinct each source and id once
 */
record EventRows(List<Event> distinct, int logId, long watermark) {
  static final String EVENT_COLUMNS =
      " (log_id, number, sequence, occurred_at, recorded_at, source, event_id, activity, resource,"
          + " role, attributes) FROM STDIN (FORMAT binary)";
  static final String EVENT_OBJECT_COLUMNS =
      " (log_id, number, position, repeated, type, object_id, qualifier) FROM STDIN (FORMAT binary)";

  BinaryCopy events() {
    BinaryCopy rows = new BinaryCopy();
    long number = watermark;
    for (Event event : distinct) {
      number++;
      rows.row(11)
          .integer(logId)
          .bigint(number)
          .bigint(event.sequence())
          .timestamp(event.occurredAt())
          .timestamp(event.recordedAt())
          .text(event.source().name())
          .text(event.id().value())
          .text(event.activity().value())
          .text(event.resource())
          .text(event.role())
          .jsonb(attributes(event));
    }
    return rows;
  }

  private static byte @Nullable [] attributes(Event event) {
    return event.attributes().isEmpty()
        ? null
        : AttributeJson.bytes(json -> AttributeJson.write(json, event.attributes()));
  }

  BinaryCopy objects() {
    BinaryCopy rows = new BinaryCopy();
    long number = watermark;
    for (Event event : distinct) {
      number++;
      List<ObjectRef> objects = event.objects();
      for (int position = 0; position < objects.size(); position++) {
        ObjectRef object = objects.get(position);
        rows.row(7)
            .integer(logId)
            .bigint(number)
            .integer(position)
            .bool(isRepeated(objects, position))
            .text(object.type().value())
            .text(object.id().value())
            .text(object.qualifier());
      }
    }
    return rows;
  }

  private static boolean isRepeated(List<ObjectRef> objects, int position) {
    ObjectRef object = objects.get(position);
    for (int earlier = 0; earlier < position; earlier++) {
      ObjectRef other = objects.get(earlier);
      if (other.id().equals(object.id()) && other.type().equals(object.type())) {
        return true;
      }
    }
    return false;
  }
}
