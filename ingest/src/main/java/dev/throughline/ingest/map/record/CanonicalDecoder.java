package dev.throughline.ingest.map.record;

import dev.throughline.model.Activity;
import dev.throughline.model.Attribute;
import dev.throughline.model.AttributeValue;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Event;
import dev.throughline.model.EventId;
import dev.throughline.model.Location;
import dev.throughline.model.ObjectId;
import dev.throughline.model.ObjectRef;
import dev.throughline.model.ObjectType;
import dev.throughline.model.Source;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Reads the canonical form, strictly: what {@code schema/event.schema.json} does not name is an
 * error.
 */
final class CanonicalDecoder implements RecordDecoder {
  /** What a correlation ID is to its event. */
  static final String CORRELATION = "correlation";

  private static final Set<String> EVENT_FIELDS =
      Set.of(
          "id",
          "source",
          "activity",
          "occurredAt",
          "recordedAt",
          "resource",
          "role",
          "objects",
          "correlationIds",
          "attributes");
  private static final Set<String> OBJECT_FIELDS = Set.of("type", "id", "qualifier");
  private static final Set<String> MOMENT_FIELDS = Set.of("at");

  @Override
  public Decoded decode(JsonNode record, Location location, long sequence, String raw) {
    try {
      return new Decoded.Accepted(event(JsonObject.of(record, "", EVENT_FIELDS), sequence));
    } catch (RecordDefect defect) {
      return defect.refused(location, raw);
    }
  }

  private static Event event(JsonObject record, long sequence) throws RecordDefect {
    Instant recordedAt =
        record.node().has("recordedAt") ? record.moment("recordedAt").toInstant() : null;
    return new Event(
        new EventId(record.name("id")),
        new Source(record.name("source")),
        sequence,
        new Activity(record.name("activity")),
        record.moment("occurredAt").toInstant(),
        recordedAt,
        record.nameIfAny("resource"),
        record.nameIfAny("role"),
        objects(record),
        attributes(record));
  }

  private static List<ObjectRef> objects(JsonObject record) throws RecordDefect {
    JsonNode list = record.required("objects");
    String pointer = record.at("objects");
    if (!list.isArray()) {
      throw new RecordDefect(ErrorCode.BAD_VALUE, pointer, "The field must be a list");
    }
    Limits.entries(list.size(), pointer);
    List<ObjectRef> result = new ArrayList<>(list.size() + 1);
    for (int i = 0; i < list.size(); i++) {
      JsonObject object = JsonObject.of(list.get(i), pointer + "/" + i, OBJECT_FIELDS);
      result.add(
          new ObjectRef(
              new ObjectType(object.name("type")),
              new ObjectId(object.name("id")),
              object.nameIfAny("qualifier")));
    }
    addCorrelationIds(record, result);
    return result;
  }

  private static void addCorrelationIds(JsonObject record, List<ObjectRef> result)
      throws RecordDefect {
    JsonNode ids = record.node().get("correlationIds");
    if (ids == null) {
      return;
    }
    JsonObject object = JsonObject.any(ids, record.at("correlationIds"));
    for (String name : ids.propertyNames()) {
      result.add(
          new ObjectRef(
              new ObjectType(Limits.name(name, object.at(name))),
              new ObjectId(object.name(name)),
              CORRELATION));
    }
  }

  private static List<Attribute> attributes(JsonObject record) throws RecordDefect {
    JsonNode attributes = record.node().get("attributes");
    if (attributes == null) {
      return List.of();
    }
    JsonObject object = JsonObject.any(attributes, record.at("attributes"));
    List<Attribute> result = new ArrayList<>(attributes.size());
    for (Map.Entry<String, JsonNode> attribute : attributes.properties()) {
      String pointer = object.at(attribute.getKey());
      result.add(
          new Attribute(
              Limits.name(attribute.getKey(), pointer), value(attribute.getValue(), pointer)));
    }
    return result;
  }

  private static AttributeValue value(JsonNode value, String pointer) throws RecordDefect {
    return switch (value.getNodeType()) {
      case STRING -> new AttributeValue.Text(JsonObject.text(value, pointer));
      case BOOLEAN -> new AttributeValue.Flag(value.booleanValue());
      case NUMBER -> number(value, pointer);
      case OBJECT ->
          new AttributeValue.Moment(JsonObject.of(value, pointer, MOMENT_FIELDS).moment("at"));
      default ->
          throw new RecordDefect(
              ErrorCode.BAD_VALUE,
              pointer,
              "An attribute is a text, a number, true, false or {\"at\": moment}");
    };
  }

  /** Written without point and exponent it is a whole number, if it has at most 64 bits. */
  static AttributeValue number(JsonNode value, String pointer) throws RecordDefect {
    if (value.canConvertToLong() && value.isIntegralNumber()) {
      return new AttributeValue.Whole(value.longValue());
    }
    BigDecimal number = value.decimalValue();
    return new AttributeValue.Real(Limits.number(number, pointer));
  }
}
