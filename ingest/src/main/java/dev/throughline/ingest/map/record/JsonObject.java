package dev.throughline.ingest.map.record;

import dev.throughline.model.ErrorCode;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One object of a canonical record, read strictly.
 *
 * @param pointer JSON Pointer to it, empty for the record itself
 */
record JsonObject(JsonNode node, String pointer) {

  /** The object at that place, if it is one and has no other fields than these. */
  static JsonObject of(JsonNode node, String pointer, Set<String> fields) throws RecordDefect {
    JsonObject object = any(node, pointer);
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!fields.contains(field.getKey())) {
        throw new RecordDefect(
            ErrorCode.UNKNOWN_ELEMENT,
            object.at(field.getKey()),
            "There is no field '%s' here".formatted(field.getKey()));
      }
    }
    return object;
  }

  /** The object at that place, whose fields may have any name. */
  static JsonObject any(JsonNode node, String pointer) throws RecordDefect {
    if (!node.isObject()) {
      throw new RecordDefect(
          pointer.isEmpty() ? ErrorCode.MALFORMED_ROW : ErrorCode.BAD_VALUE,
          pointer.isEmpty() ? null : pointer,
          pointer.isEmpty() ? "A record is a JSON object" : "The field must be a JSON object");
    }
    Limits.entries(node.size(), pointer);
    return new JsonObject(node, pointer);
  }

  String at(String field) {
    return pointer + "/" + escaped(field);
  }

  /** A name as a part of a JSON Pointer (RFC 6901). */
  static String escaped(String name) {
    return name.indexOf('~') < 0 && name.indexOf('/') < 0
        ? name
        : name.replace("~", "~0").replace("/", "~1");
  }

  JsonNode required(String field) throws RecordDefect {
    JsonNode value = node.get(field);
    if (value == null) {
      throw new RecordDefect(
          ErrorCode.MISSING_FIELD, at(field), "The field '%s' is missing".formatted(field));
    }
    return value;
  }

  /** A name or id that must be there. */
  String name(String field) throws RecordDefect {
    return Limits.name(text(required(field), at(field)), at(field));
  }

  /** A name that may be absent. */
  @Nullable String nameIfAny(String field) throws RecordDefect {
    return node.has(field) ? name(field) : null;
  }

  OffsetDateTime moment(String field) throws RecordDefect {
    String text = text(required(field), at(field));
    OffsetDateTime moment = Rfc3339.parse(text);
    if (moment == null) {
      throw new RecordDefect(
          ErrorCode.BAD_TIMESTAMP,
          at(field),
          "'%s' is not a moment such as 2026-03-01T10:15:00+01:00".formatted(text));
    }
    return moment;
  }

  static String text(JsonNode value, String pointer) throws RecordDefect {
    if (!value.isString()) {
      throw new RecordDefect(ErrorCode.BAD_VALUE, pointer, "The field must be a text");
    }
    return Limits.text(value.stringValue(), pointer);
  }
}
