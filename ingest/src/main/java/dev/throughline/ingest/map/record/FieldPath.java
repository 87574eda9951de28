package dev.throughline.ingest.map.record;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Where a record keeps a value: a JSON Pointer (RFC 6901), which may also choose the first entry of
 * a list that has a certain value in one of its fields: {@code /references/[qualifier=ON]/value}.
 */
record FieldPath(String written, List<Part> parts) {

  /** One step from a JSON value to one inside it. */
  sealed interface Part {
    /** Missing when there is none. */
    JsonNode in(JsonNode node);
  }

  /** A field of an object, or a position in a list. */
  record Name(String name, int index) implements Part {
    @Override
    public JsonNode in(JsonNode node) {
      JsonNode value = node.isArray() ? (index < 0 ? null : node.get(index)) : node.get(name);
      return value == null ? MissingNode.getInstance() : value;
    }
  }

  /** The first object of a list whose field has the value, as text. */
  record Where(String field, String value) implements Part {
    @Override
    public JsonNode in(JsonNode node) {
      int index = index(node);
      return index < 0 ? MissingNode.getInstance() : node.get(index);
    }

    /** -1 when there is none. */
    int index(JsonNode list) {
      for (int i = 0; list.isArray() && i < list.size(); i++) {
        if (matches(list.get(i))) {
          return i;
        }
      }
      return -1;
    }

    boolean matches(JsonNode entry) {
      JsonNode found = entry.get(field);
      return found != null && found.isString() && found.stringValue().equals(value);
    }
  }

  /** The path that is written so; null when it is none. */
  static @Nullable FieldPath parse(String written) {
    if (!written.startsWith("/")) {
      return null;
    }
    List<Part> parts = new ArrayList<>();
    for (String part : written.substring(1).split("/", -1)) {
      if (part.startsWith("[") && part.endsWith("]")) {
        int equals = part.indexOf('=');
        if (equals < 2) {
          return null;
        }
        parts.add(
            new Where(
                unescaped(part.substring(1, equals)),
                unescaped(part.substring(equals + 1, part.length() - 1))));
      } else {
        parts.add(new Name(unescaped(part), position(part)));
      }
    }
    return new FieldPath(written, List.copyOf(parts));
  }

  private static int position(String part) {
    return part.matches("0|[1-9]\\d{0,5}") ? Integer.parseInt(part) : -1;
  }

  private static String unescaped(String part) {
    return part.replace("~1", "/").replace("~0", "~");
  }

  /** The value there; missing when there is none. */
  JsonNode find(JsonNode record) {
    JsonNode node = record;
    for (int i = 0; i < parts.size() && !node.isMissingNode(); i++) {
      node = parts.get(i).in(node);
    }
    return node;
  }

  /**
   * A plain JSON Pointer to the value, for people: a choice becomes the position that it finds, and
   * ends the pointer at its list when it finds none.
   */
  String pointer(JsonNode record) {
    StringBuilder result = new StringBuilder();
    JsonNode node = record;
    for (Part part : parts) {
      if (part instanceof Where where) {
        int index = where.index(node);
        if (index < 0) {
          return result.toString();
        }
        result.append('/').append(index);
      } else if (part instanceof Name name) {
        result.append('/').append(JsonObject.escaped(name.name()));
      }
      node = part.in(node);
    }
    return result.toString();
  }
}
