package dev.throughline.ingest.map.record;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.Location;
import dev.throughline.model.ThroughlineException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * A value of a YAML document with the place where it stands, so that every complaint names its line
 * and key. Exactly one of text, list and map is there.
 *
 * @param place file, line, and the keys that lead to the value, with points between them
 */
record YamlNode(
    Location place,
    @Nullable String text,
    @Nullable List<YamlNode> list,
    @Nullable Map<String, YamlNode> map) {
  private static final YAMLMapper MAPPER = new YAMLMapper();
  private static final int MAX_CHARS = 1 << 20;
  private static final int MAX_DEPTH = 20;

  /**
   * The document.
   *
   * @param file the name of the text, for errors
   * @throws ThroughlineException BAD_ARGUMENT, with the line, for text that is no YAML, a key
   *     twice, a null or an alias
   */
  static YamlNode read(String yaml, String file) {
    if (yaml.length() > MAX_CHARS) {
      throw new ThroughlineException(
          ErrorCode.BAD_ARGUMENT, "A mapping has at most 1048576 characters", Location.of(file));
    }
    try (YAMLParser parser = (YAMLParser) MAPPER.createParser(yaml)) {
      parser.nextToken();
      YamlNode document = new Reader(file, parser).value("", 0);
      if (parser.nextToken() != null) {
        throw document.refused("A mapping is one YAML document");
      }
      return document;
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
      throw new ThroughlineException(
          ErrorCode.BAD_ARGUMENT, "The mapping is no YAML", new Location(file, line, null), e);
    }
  }

  ThroughlineException refused(String message) {
    return new ThroughlineException(ErrorCode.BAD_ARGUMENT, message, place);
  }

  /** The values by key, if this is a map with these keys only. */
  Map<String, YamlNode> keys(Set<String> known) {
    if (map == null) {
      throw refused("Here stand keys and values: " + String.join(", ", new TreeSet<>(known)));
    }
    map.forEach(
        (key, value) -> {
          if (!known.contains(key)) {
            throw value.refused(
                "There is no key '%s' here; there are: %s"
                    .formatted(key, String.join(", ", new TreeSet<>(known))));
          }
        });
    return map;
  }

  /** The values by key, if this is a map; any key. */
  Map<String, YamlNode> entries() {
    if (map == null) {
      throw refused("Here stand keys and values");
    }
    return map;
  }

  List<YamlNode> items() {
    if (list == null) {
      throw refused("Here stands a list");
    }
    return list;
  }

  String string() {
    if (text == null) {
      throw refused("Here stands one text");
    }
    return text;
  }

  /** Not blank. */
  String name() {
    if (string().isBlank()) {
      throw refused("The text is blank");
    }
    return string();
  }

  boolean flag() {
    return switch (string()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw refused("Here stands true or false");
    };
  }

  List<String> names() {
    return items().stream().map(YamlNode::name).toList();
  }

  /** Builds nodes from tokens. */
  private record Reader(String file, YAMLParser parser) {
    YamlNode value(String key, int depth) {
      Location place = new Location(file, line(), key.isEmpty() ? null : key);
      if (depth > MAX_DEPTH || parser.isCurrentAlias()) {
        throw new ThroughlineException(
            ErrorCode.BAD_ARGUMENT,
            depth > MAX_DEPTH ? "Nested too deep" : "A mapping has no aliases",
            place);
      }
      JsonToken token = parser.currentToken();
      if (token == JsonToken.START_OBJECT) {
        return map(place, key, depth);
      }
      if (token == JsonToken.START_ARRAY) {
        return list(place, key, depth);
      }
      if (token == null || !token.isScalarValue() || token == JsonToken.VALUE_NULL) {
        throw new ThroughlineException(ErrorCode.BAD_ARGUMENT, "There is no value here", place);
      }
      return new YamlNode(place, parser.getString(), null, null);
    }

    private YamlNode list(Location place, String key, int depth) {
      List<YamlNode> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(value(key, depth + 1));
      }
      return new YamlNode(place, null, List.copyOf(items), null);
    }

    private YamlNode map(Location place, String key, int depth) {
      Map<String, YamlNode> entries = new LinkedHashMap<>();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        int line = line();
        parser.nextToken();
        YamlNode value = value(key.isEmpty() ? name : key + "." + name, depth + 1);
        if (entries.put(name, value) != null) {
          throw new ThroughlineException(
              ErrorCode.BAD_ARGUMENT,
              "The key '%s' stands here twice".formatted(name),
              new Location(file, line, value.place().field()));
        }
      }
      return new YamlNode(place, null, null, entries);
    }

    private int line() {
      return Math.max(0, parser.currentTokenLocation().getLineNr());
    }
  }
}
