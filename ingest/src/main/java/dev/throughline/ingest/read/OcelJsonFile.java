package dev.throughline.ingest.read;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.Location;
import dev.throughline.model.ThroughlineException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** One pass over an OCEL 2.0 JSON file, whatever the order of its keys. */
final class OcelJsonFile {
  private final String file;
  private final JsonParser parser;
  private final ReadLimits limits;
  private final OcelHandler handler;
  private boolean isOcel;

  OcelJsonFile(String file, JsonParser parser, ReadLimits limits, OcelHandler handler) {
    this.file = file;
    this.parser = parser;
    this.limits = limits;
    this.handler = handler;
  }

  void read() throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw refused(ErrorCode.NOT_THIS_FORMAT, "OCEL 2.0 in JSON is one object, this file is not");
    }
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      part(parser.currentName());
    }
    if (!isOcel) {
      throw refused(
          ErrorCode.NOT_THIS_FORMAT,
          "the file is JSON, but has neither 'events' nor 'objects' of OCEL 2.0");
    }
    if (parser.nextToken() != null) {
      throw refused(ErrorCode.MALFORMED_FILE, "something follows the end of the JSON object");
    }
  }

  private void part(String name) throws IOException {
    long line = line();
    JsonToken token = parser.nextToken();
    switch (name) {
      case "eventTypes", "objectTypes", "events", "objects" -> {
        isOcel = true;
        if (token != JsonToken.START_ARRAY) {
          throw refused(ErrorCode.MALFORMED_FILE, "'" + name + "' must be a list");
        }
        items(name);
      }
      case "ocel:events", "ocel:objects", "ocel:global-log" ->
          throw refused(
              ErrorCode.NOT_THIS_FORMAT, "the file is OCEL 1.0; only OCEL 2.0 can be read");
      default -> {
        handler.remark(
            ErrorCode.UNKNOWN_ELEMENT, "OCEL 2.0 has no '" + name + "'; it was passed over", line);
        parser.skipChildren();
      }
    }
  }

  private void items(String name) throws IOException {
    if (name.equals("events") && !handler.wantsEvents()) {
      passOver();
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      OcelReader.checkInterrupt();
      switch (name) {
        case "events" -> handler.event(element());
        case "objects" -> handler.object(element());
        default -> type(name.equals("eventTypes"));
      }
    }
  }

  /** Skips a list; unlike the parser's own way of skipping, it holds texts to their limit. */
  private void passOver() throws IOException {
    int depth = 1;
    while (depth > 0) {
      JsonToken token = parser.nextToken();
      if (token.isStructStart()) {
        depth++;
        OcelReader.checkInterrupt();
      } else if (token.isStructEnd()) {
        depth--;
      } else if (token == JsonToken.VALUE_STRING) {
        parser.getStringLength();
      }
    }
  }

  private void type(boolean ofEvents) {
    long line = line();
    String name = "";
    Map<String, String> attributes = new LinkedHashMap<>();
    if (isObject("a declared type")) {
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String key = parser.currentName();
        JsonToken token = parser.nextToken();
        if (key.equals("name")) {
          name = orEmpty(scalar());
        } else if (key.equals("attributes") && token == JsonToken.START_ARRAY) {
          declaredAttributes(attributes);
        } else {
          unknown(key);
        }
      }
    }
    if (ofEvents) {
      handler.eventType(name, attributes, line);
    } else {
      handler.objectType(name, attributes, line);
    }
  }

  private void declaredAttributes(Map<String, String> into) {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      String name = "";
      String type = OcelValueType.STRING.word();
      if (isObject("a declared attribute")) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
          String key = parser.currentName();
          parser.nextToken();
          switch (key) {
            case "name" -> name = orEmpty(scalar());
            case "type" -> type = orEmpty(scalar());
            default -> unknown(key);
          }
        }
      }
      into.put(name, type);
      if (into.size() > limits.maxFields()) {
        throw refused(
            ErrorCode.TOO_LARGE,
            "a type declares more than %d attributes".formatted(limits.maxFields()));
      }
    }
  }

  private OcelElement element() {
    OcelElement element = new OcelElement(file, line(), limits);
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      element.spoil(ErrorCode.BAD_VALUE, null, "an event or object must be a JSON object");
      parser.skipChildren();
      return element;
    }
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = parser.currentName();
      JsonToken token = parser.nextToken();
      switch (key) {
        case "id" -> element.id = text(element, key);
        case "type" -> element.type = text(element, key);
        case "time" -> element.time = text(element, key);
        case "attributes" -> values(element, token);
        case "relationships" -> links(element, token);
        default -> unknown(key);
      }
    }
    return element;
  }

  private void values(OcelElement element, JsonToken token) {
    if (!isList(element, token, "attributes")) {
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        value(element);
      } else {
        spoil(element, "attributes", "an attribute must be a JSON object");
      }
    }
  }

  private void value(OcelElement element) {
    String name = "";
    String time = null;
    String text = null;
    OcelElement.Kind kind = OcelElement.Kind.TEXT;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = parser.currentName();
      JsonToken token = parser.nextToken();
      switch (key) {
        case "name" -> name = orEmpty(text(element, key));
        case "time" -> time = text(element, key);
        case "value" -> {
          kind = kind(token);
          text = text(element, key);
        }
        default -> unknown(key);
      }
    }
    if (text != null) { // a null value is an absent one
      element.add(new OcelElement.Value(name, time, text, kind));
    }
  }

  private void links(OcelElement element, JsonToken token) {
    if (!isList(element, token, "relationships")) {
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        link(element);
      } else {
        spoil(element, "relationships", "a relationship must be a JSON object");
      }
    }
  }

  private void link(OcelElement element) {
    String id = "";
    String qualifier = null;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = parser.currentName();
      parser.nextToken();
      switch (key) {
        case "objectId" -> id = orEmpty(text(element, key));
        case "qualifier" -> qualifier = text(element, key);
        default -> unknown(key);
      }
    }
    element.add(new OcelElement.Link(id, qualifier));
  }

  /** Whether the current value is a list; null is an absent one, anything else is wrong. */
  private boolean isList(OcelElement element, JsonToken token, String key) {
    if (token != JsonToken.START_ARRAY && token != JsonToken.VALUE_NULL) {
      spoil(element, key, "'" + key + "' must be a list");
    }
    return token == JsonToken.START_ARRAY;
  }

  private @Nullable String text(OcelElement element, String key) {
    if (parser.currentToken().isStructStart()) {
      spoil(element, key, "'" + key + "' must be a text, a number or a truth value");
      return null;
    }
    return scalar();
  }

  private void spoil(OcelElement element, String key, String message) {
    element.spoil(ErrorCode.BAD_VALUE, key, message);
    parser.skipChildren();
  }

  /** The text of the current value; null for null, a list or an object, which is passed over. */
  private @Nullable String scalar() {
    if (parser.currentToken().isStructStart()) {
      parser.skipChildren();
      return null;
    }
    return parser.currentToken() == JsonToken.VALUE_NULL ? null : parser.getString();
  }

  private boolean isObject(String what) {
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      return true;
    }
    handler.remark(ErrorCode.BAD_VALUE, what + " must be a JSON object", line());
    parser.skipChildren();
    return false;
  }

  private void unknown(String key) {
    String shown = key.length() <= 100 ? key : key.substring(0, 100) + "…";
    String message = "OCEL 2.0 has no '%s' here; it was passed over".formatted(shown);
    handler.remark(ErrorCode.UNKNOWN_ELEMENT, message, line());
    parser.skipChildren();
  }

  private long line() {
    return Math.max(parser.currentTokenLocation().getLineNr(), 1);
  }

  private ThroughlineException refused(ErrorCode code, String message) {
    return new ThroughlineException(code, message, new Location(file, line(), null));
  }

  private static OcelElement.Kind kind(JsonToken token) {
    if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
      return OcelElement.Kind.TRUTH;
    }
    return token.isNumeric() ? OcelElement.Kind.NUMBER : OcelElement.Kind.TEXT;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
