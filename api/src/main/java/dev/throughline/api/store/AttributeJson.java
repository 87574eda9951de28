package dev.throughline.api.store;

import dev.throughline.model.Attribute;
import dev.throughline.model.AttributeValue;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Attributes as JSON: an array, because order counts and keys may repeat. Each attribute is an
 * object with its key {@code k}, its value under a name that says the type, and its nested
 * attributes {@code c} if there are any:
 *
 * <pre>
 * {"k":"vendor","v":"ACME"}    {"k":"count","v":3}          {"k":"open","v":true}
 * {"k":"price","real":"1.50"}  {"k":"due","at":"2026-03-01T10:00+01:00"}
 * {"k":"ref","id":"0000…"}     {"k":"lines","list":[…]}     {"k":"box"}
 * </pre>
 *
 * Numbers with decimals and moments are text, so that neither scale nor offset is lost. Equal
 * attributes give equal bytes.
 */
final class AttributeJson {
  private static final int MAX_DEPTH = 10_000;
  private static final JsonMapper JSON =
      new JsonMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(MAX_DEPTH)
                      .maxStringLength(Integer.MAX_VALUE)
                      .build())
              .streamWriteConstraints(
                  StreamWriteConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
              .build());

  /** What the writer writes, as UTF-8. */
  static byte[] bytes(Consumer<JsonGenerator> writer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      writer.accept(json);
    }
    return bytes.toByteArray();
  }

  static JsonNode tree(String text) {
    return JSON.readTree(text);
  }

  static void write(JsonGenerator json, List<Attribute> attributes) {
    json.writeStartArray();
    for (Attribute attribute : attributes) {
      write(json, attribute);
    }
    json.writeEndArray();
  }

  static void write(JsonGenerator json, Attribute attribute) {
    json.writeStartObject();
    json.writeStringProperty("k", attribute.key());
    writeValue(json, attribute.value());
    if (!attribute.children().isEmpty()) {
      json.writeName("c");
      write(json, attribute.children());
    }
    json.writeEndObject();
  }

  private static void writeValue(JsonGenerator json, AttributeValue value) {
    if (value instanceof AttributeValue.Text text) {
      json.writeStringProperty("v", text.value());
    } else if (value instanceof AttributeValue.Whole whole) {
      json.writeNumberProperty("v", whole.value());
    } else if (value instanceof AttributeValue.Flag flag) {
      json.writeBooleanProperty("v", flag.value());
    } else if (value instanceof AttributeValue.Real real) {
      json.writeStringProperty("real", real.value().toString());
    } else if (value instanceof AttributeValue.Moment moment) {
      json.writeStringProperty("at", moment.value().toString());
    } else if (value instanceof AttributeValue.Identifier identifier) {
      json.writeStringProperty("id", identifier.value().toString());
    } else if (value instanceof AttributeValue.Sequence sequence) {
      json.writeName("list");
      write(json, sequence.values());
    }
  }

  static List<Attribute> readAll(JsonNode array) {
    List<Attribute> attributes = new ArrayList<>();
    for (JsonNode node : array) {
      attributes.add(read(node));
    }
    return attributes;
  }

  static Attribute read(JsonNode node) {
    List<Attribute> children = node.has("c") ? readAll(node.get("c")) : List.of();
    return new Attribute(node.get("k").stringValue(), readValue(node), children);
  }

  private static AttributeValue readValue(JsonNode node) {
    if (node.has("v")) {
      return readPlain(node.get("v"));
    }
    if (node.has("real")) {
      return new AttributeValue.Real(new BigDecimal(node.get("real").stringValue()));
    }
    if (node.has("at")) {
      return new AttributeValue.Moment(OffsetDateTime.parse(node.get("at").stringValue()));
    }
    if (node.has("id")) {
      return new AttributeValue.Identifier(UUID.fromString(node.get("id").stringValue()));
    }
    return node.has("list")
        ? new AttributeValue.Sequence(readAll(node.get("list")))
        : new AttributeValue.Container();
  }

  private static AttributeValue readPlain(JsonNode value) {
    if (value.isString()) {
      return new AttributeValue.Text(value.stringValue());
    }
    return value.isBoolean()
        ? new AttributeValue.Flag(value.booleanValue())
        : new AttributeValue.Whole(value.longValue());
  }

  private AttributeJson() {}
}
