package dev.throughline.ingest.map.record;

import dev.throughline.ingest.map.record.RecordMapping.AttributeRule;
import dev.throughline.ingest.map.record.RecordMapping.ObjectRule;
import dev.throughline.model.Activity;
import dev.throughline.model.Attribute;
import dev.throughline.model.AttributeValue;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Event;
import dev.throughline.model.EventId;
import dev.throughline.model.Location;
import dev.throughline.model.ObjectId;
import dev.throughline.model.ObjectRef;
import dev.throughline.model.Source;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads records of a source's own shape by its mapping. */
final class MappedDecoder implements RecordDecoder {
  private final RecordMapping mapping;
  private final FieldRule[] fields;

  MappedDecoder(RecordMapping mapping) {
    this.mapping = mapping;
    this.fields = mapping.fields().toArray(new FieldRule[0]);
  }

  @Override
  public Decoded decode(JsonNode record, Location location, long sequence, String raw) {
    try {
      if (!record.isObject()) {
        throw new RecordDefect(ErrorCode.MALFORMED_ROW, null, "A record is a JSON object");
      }
      return new Decoded.Accepted(event(record, sequence));
    } catch (RecordDefect defect) {
      return defect.refused(location, raw);
    }
  }

  private Event event(JsonNode record, long sequence) throws RecordDefect {
    RecordValues values = new RecordValues(record, fields);
    String activity = mapping.activity().name(values, "activity");
    OffsetDateTime recordedAt =
        mapping.recordedAt() == null ? null : mapping.recordedAt().ifAny(values);
    return new Event(
        new EventId(mapping.eventId().name(values, "event id")),
        new Source(mapping.source().name(values, "source")),
        sequence,
        new Activity(activity),
        mapping.occurredAt().required(values, "time").toInstant(),
        recordedAt == null ? null : recordedAt.toInstant(),
        mapping.resource() == null ? null : mapping.resource().nameIfAny(values),
        mapping.role() == null ? null : mapping.role().nameIfAny(values),
        objects(values, activity),
        attributes(record, values, activity));
  }

  private List<ObjectRef> objects(RecordValues values, String activity) throws RecordDefect {
    List<ObjectRef> result = new ArrayList<>(mapping.objects().size());
    for (ObjectRule rule : mapping.objects()) {
      if (rule.presence().in(activity)) {
        String id =
            rule.presence().isOptional()
                ? rule.id().nameIfAny(values)
                : rule.id().name(values, rule.type().value());
        if (id != null) {
          result.add(new ObjectRef(rule.type(), new ObjectId(id), rule.qualifier()));
        }
      }
    }
    return result;
  }

  private List<Attribute> attributes(JsonNode record, RecordValues values, String activity)
      throws RecordDefect {
    List<Attribute> result = new ArrayList<>(mapping.attributes().size());
    for (AttributeRule rule : mapping.attributes()) {
      if (rule.presence().in(activity)) {
        String text = rule.value().value(values);
        if (text != null) {
          result.add(new Attribute(rule.name(), value(rule, text, values)));
        } else if (!rule.presence().isOptional()) {
          rule.value().required(values, rule.name()); // says which field is missing
        }
      }
    }
    mapping.otherFields().addTo(result, record);
    return result;
  }

  private static AttributeValue value(AttributeRule rule, String text, RecordValues values)
      throws RecordDefect {
    return rule.moment() == null
        ? rule.type().read(text, rule.value().pointer(values))
        : new AttributeValue.Moment(rule.moment().required(values, rule.name()));
  }
}
