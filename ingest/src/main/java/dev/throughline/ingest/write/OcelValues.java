package dev.throughline.ingest.write;

import dev.throughline.ingest.read.OcelEventFields;
import dev.throughline.ingest.read.OcelValueType;
import dev.throughline.model.Attribute;
import dev.throughline.model.AttributeValue;
import dev.throughline.model.Event;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Attributes as OCEL can hold them: one value per name, of one of its five types. What has no place
 * there becomes JSON text: a list or container as an array of objects with one key each, a value
 * with nested attributes as an object of {@code value} and {@code attributes}, several values of
 * one name as an array.
 */
final class OcelValues {
  private static final JsonFactory JSON = new JsonFactory();

  /**
   * The attributes of the event, each name once, those first that stand for fields that OCEL does
   * not have.
   */
  static List<Attribute> ofEvent(Event event, boolean withSource) {
    List<Attribute> all = new ArrayList<>();
    if (withSource) {
      all.add(Attribute.text(OcelEventFields.SOURCE, event.source().name()));
    }
    String resource = event.resource();
    if (resource != null) {
      all.add(Attribute.text(OcelEventFields.RESOURCE, resource));
    }
    String role = event.role();
    if (role != null) {
      all.add(Attribute.text(OcelEventFields.ROLE, role));
    }
    Instant recordedAt = event.recordedAt();
    if (recordedAt != null) {
      AttributeValue moment = new AttributeValue.Moment(recordedAt.atOffset(ZoneOffset.UTC));
      all.add(new Attribute(OcelEventFields.RECORDED_AT, moment));
    }
    all.addAll(event.attributes());
    return eachNameOnce(all);
  }

  /** The attribute without nested ones, as one of OCEL's types. */
  static Attribute flat(Attribute attribute) {
    AttributeValue value = attribute.value();
    if (hasParts(attribute)) {
      return Attribute.text(attribute.key(), json(List.of(attribute)));
    }
    return value instanceof AttributeValue.Identifier id
        ? Attribute.text(attribute.key(), id.value().toString())
        : attribute;
  }

  /** The value as the type that its attribute is declared with; text where it is another. */
  static AttributeValue as(OcelValueType declared, AttributeValue value) {
    OcelValueType own = OcelValueType.of(value);
    if (own == declared) {
      return value;
    }
    if (declared == OcelValueType.FLOAT && value instanceof AttributeValue.Whole whole) {
      return new AttributeValue.Real(BigDecimal.valueOf(whole.value()));
    }
    return new AttributeValue.Text(OcelValueType.text(value));
  }

  private static List<Attribute> eachNameOnce(List<Attribute> all) {
    Map<String, List<Attribute>> byName = new LinkedHashMap<>();
    all.forEach(it -> byName.computeIfAbsent(it.key(), key -> new ArrayList<>(1)).add(it));
    List<Attribute> single = new ArrayList<>(byName.size());
    byName.forEach(
        (name, values) ->
            single.add(
                values.size() == 1 ? flat(values.get(0)) : Attribute.text(name, json(values))));
    return single;
  }

  private static boolean hasParts(Attribute attribute) {
    return !attribute.children().isEmpty()
        || attribute.value() instanceof AttributeValue.Sequence
        || attribute.value() instanceof AttributeValue.Container;
  }

  /** The value of one attribute, or an array of the values of several. */
  private static String json(List<Attribute> values) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      if (values.size() == 1) {
        write(values.get(0), json);
      } else {
        json.writeStartArray();
        values.forEach(value -> write(value, json));
        json.writeEndArray();
      }
    }
    return text.toString();
  }

  private static void write(Attribute attribute, JsonGenerator json) {
    AttributeValue value = attribute.value();
    if (value instanceof AttributeValue.Container) {
      writeAll(attribute.children(), json);
    } else if (attribute.children().isEmpty()) {
      write(value, json);
    } else {
      json.writeStartObject();
      json.writeName("value");
      write(value, json);
      json.writeName("attributes");
      writeAll(attribute.children(), json);
      json.writeEndObject();
    }
  }

  private static void writeAll(List<Attribute> attributes, JsonGenerator json) {
    json.writeStartArray();
    for (Attribute attribute : attributes) {
      json.writeStartObject();
      json.writeName(attribute.key());
      write(attribute, json);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void write(AttributeValue value, JsonGenerator json) {
    if (value instanceof AttributeValue.Sequence sequence) {
      writeAll(sequence.values(), json);
    } else if (value instanceof AttributeValue.Identifier id) {
      json.writeString(id.value().toString());
    } else {
      writeSimple(value, json);
    }
  }

  /** Writes a value of one of OCEL's types; a number without exponent. */
  static void writeSimple(AttributeValue value, JsonGenerator json) {
    String text = OcelValueType.text(value);
    switch (OcelValueType.of(value)) {
      case INTEGER, FLOAT -> json.writeNumber(text);
      case BOOLEAN -> json.writeBoolean(Boolean.parseBoolean(text));
      case STRING, TIME -> json.writeString(text);
    }
  }

  private OcelValues() {}
}
