package dev.throughline.mining.pack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** A value of a YAML document and the line where it starts; texts are not interpreted. */
sealed interface YamlValue {
  int line();

  record Scalar(String text, int line) implements YamlValue {}

  record Sequence(List<YamlValue> values, int line) implements YamlValue {}

  record Keyed(Map<String, YamlValue> values, int line) implements YamlValue {}

  /** Something that cannot be read. */
  final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int line;

    Malformed(String message, int line, @Nullable Throwable cause) {
      super(message, cause);
      this.line = line;
    }

    int line() {
      return line;
    }
  }

  /**
   * Reads the one document of a text.
   *
   * @throws Malformed for text that is no YAML, an absent value or a key that repeats
   */
  static YamlValue parse(String yaml) {
    try (JsonParser parser = YAMLMapper.builder().build().createParser(yaml)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new Malformed("the file is empty", 0, null);
      }
      YamlValue value = read(parser, first);
      if (parser.nextToken() != null) {
        throw new Malformed("there must be one document", line(parser), null);
      }
      return value;
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new Malformed("this is no YAML", line, e);
    }
  }

  private static YamlValue read(JsonParser parser, @Nullable JsonToken token) {
    int line = line(parser);
    if (token == JsonToken.START_OBJECT) {
      return keyed(parser, line);
    }
    if (token == JsonToken.START_ARRAY) {
      List<YamlValue> values = new ArrayList<>();
      for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
        values.add(read(parser, t));
      }
      return new Sequence(List.copyOf(values), line);
    }
    if (token == null || !token.isScalarValue() || token == JsonToken.VALUE_NULL) {
      throw new Malformed("a value is missing", line, null);
    }
    return new Scalar(parser.getString(), line);
  }

  private static Keyed keyed(JsonParser parser, int line) {
    Map<String, YamlValue> values = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = parser.currentName();
      YamlValue value = read(parser, parser.nextToken());
      if (values.put(key, value) != null) {
        throw new Malformed("the key '" + key + "' repeats", value.line(), null);
      }
    }
    return new Keyed(values, line);
  }

  private static int line(JsonParser parser) {
    return parser.currentTokenLocation().getLineNr();
  }
}
