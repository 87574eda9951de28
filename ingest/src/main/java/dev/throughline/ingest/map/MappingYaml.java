package dev.throughline.ingest.map;

import dev.throughline.ingest.map.ColumnMapping.ObjectColumn;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Location;
import dev.throughline.model.ThroughlineException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/**
 * A mapping as YAML, to be kept and used again. Keys: {@code delimiter} (one character or {@code
 * tab}), {@code encoding}, {@code case}, {@code activity}, {@code timestamp}, {@code format} as
 * {@link TimestampFormat#of}, {@code zone}, {@code event-id}, {@code source}, {@code resource},
 * {@code role}; {@code objects}, a list of {@code column}, {@code type} and {@code qualifier};
 * {@code case-attributes}, a list of columns. Required are {@code case}, {@code activity}, {@code
 * timestamp} and {@code format}.
 */
public final class MappingYaml {
  private static final YAMLMapper MAPPER =
      YAMLMapper.builder().disable(YAMLWriteFeature.WRITE_DOC_START_MARKER).build();
  private static final int MAX_CHARS = 1 << 20;
  private static final List<String> OBJECT_KEYS = List.of("column", "type", "qualifier");
  private static final List<String> TEXT_KEYS =
      List.of(
          MappingOverrides.DELIMITER,
          MappingOverrides.ENCODING,
          ColumnRole.CASE.key(),
          ColumnRole.ACTIVITY.key(),
          ColumnRole.TIMESTAMP.key(),
          MappingOverrides.FORMAT,
          MappingOverrides.ZONE,
          ColumnRole.EVENT_ID.key(),
          ColumnRole.SOURCE.key(),
          ColumnRole.RESOURCE.key(),
          ColumnRole.ROLE.key());

  private final String file;
  private final JsonParser parser;
  private final Map<String, String> texts = new LinkedHashMap<>();
  private final List<ObjectColumn> objects = new ArrayList<>();
  private final List<String> caseAttributes = new ArrayList<>();

  private MappingYaml(String file, JsonParser parser) {
    this.file = file;
    this.parser = parser;
  }

  /**
   * The mapping that the text says.
   *
   * @param file the name of the text, for errors
   * @throws ThroughlineException BAD_ARGUMENT, with the line, for an unknown or missing key, a
   *     value that its key cannot have, or text that is no YAML
   */
  public static ColumnMapping read(String yaml, String file) {
    if (yaml.length() > MAX_CHARS) {
      throw new ThroughlineException(
          ErrorCode.BAD_ARGUMENT, "A mapping has at most 1048576 characters", Location.of(file));
    }
    try (JsonParser parser = MAPPER.createParser(yaml)) {
      MappingYaml reading = new MappingYaml(file, parser);
      reading.document();
      return reading.mapping();
    } catch (JacksonException e) {
      throw new ThroughlineException(
          ErrorCode.BAD_ARGUMENT,
          "The mapping is no YAML",
          new Location(file, e.getLocation() == null ? 0 : e.getLocation().getLineNr(), null),
          e);
    }
  }

  /** The mapping as text that {@link #read} takes; what it does not have is left out. */
  public static String write(ColumnMapping mapping) {
    Map<String, Object> document = new LinkedHashMap<>();
    Character delimiter = mapping.delimiter();
    put(document, MappingOverrides.DELIMITER, delimiter == null ? null : named(delimiter));
    put(document, MappingOverrides.ENCODING, mapping.encoding());
    put(document, ColumnRole.CASE.key(), mapping.caseId());
    put(document, ColumnRole.ACTIVITY.key(), mapping.activity());
    put(document, ColumnRole.TIMESTAMP.key(), mapping.timestamp());
    put(document, MappingOverrides.FORMAT, mapping.timestampFormat());
    ZoneId zone = mapping.timeZone();
    put(document, MappingOverrides.ZONE, zone == null ? null : zone.getId());
    put(document, ColumnRole.EVENT_ID.key(), mapping.eventId());
    put(document, ColumnRole.SOURCE.key(), mapping.source());
    put(document, ColumnRole.RESOURCE.key(), mapping.resource());
    put(document, ColumnRole.ROLE.key(), mapping.role());
    if (!mapping.objects().isEmpty()) {
      document.put(
          MappingOverrides.OBJECTS, mapping.objects().stream().map(MappingYaml::object).toList());
    }
    if (!mapping.caseAttributes().isEmpty()) {
      document.put(MappingOverrides.CASE_ATTRIBUTES, mapping.caseAttributes());
    }
    return MAPPER.writeValueAsString(document);
  }

  private static String named(char delimiter) {
    return delimiter == '\t' ? "tab" : String.valueOf(delimiter);
  }

  private static Map<String, Object> object(ObjectColumn object) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("column", object.column());
    result.put("type", object.type());
    put(result, "qualifier", object.qualifier());
    return result;
  }

  private static void put(Map<String, Object> map, String key, @Nullable String value) {
    if (value != null) {
      map.put(key, value);
    }
  }

  private void document() {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw refused("A mapping is a list of keys and values, such as 'case: Order'");
    }
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = parser.currentName();
      if (TEXT_KEYS.contains(key)) {
        texts.put(key, text(key));
      } else if (key.equals(MappingOverrides.OBJECTS)) {
        objects();
      } else if (key.equals(MappingOverrides.CASE_ATTRIBUTES)) {
        columns(key);
      } else {
        throw refused(
            "A mapping has no key '%s'; it has: %s, objects, case-attributes"
                .formatted(key, String.join(", ", TEXT_KEYS)));
      }
    }
  }

  private String text(String key) {
    JsonToken token = parser.nextToken();
    if (token == null || !token.isScalarValue() || token == JsonToken.VALUE_NULL) {
      throw refused("The key '%s' wants one text".formatted(key));
    }
    return parser.getString();
  }

  private void columns(String key) {
    startList(key);
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      JsonToken token = parser.currentToken();
      if (token == null || !token.isScalarValue() || token == JsonToken.VALUE_NULL) {
        throw refused("The key '%s' wants a list of columns".formatted(key));
      }
      caseAttributes.add(parser.getString());
    }
  }

  private void startList(String key) {
    if (parser.nextToken() != JsonToken.START_ARRAY) {
      throw refused("The key '%s' wants a list".formatted(key));
    }
  }

  private void objects() {
    startList(MappingOverrides.OBJECTS);
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw refused("An object column has the keys column, type and qualifier");
      }
      Map<String, String> values = new LinkedHashMap<>();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String key = parser.currentName();
        if (!OBJECT_KEYS.contains(key)) {
          throw refused("An object column has no key '%s'".formatted(key));
        }
        values.put(key, text(key));
      }
      objects.add(
          new ObjectColumn(
              required(values, "column"), required(values, "type"), values.get("qualifier")));
    }
  }

  private ColumnMapping mapping() {
    return new ColumnMapping(
        MappingOverrides.delimiter(texts.get(MappingOverrides.DELIMITER)),
        texts.get(MappingOverrides.ENCODING),
        required(texts, ColumnRole.CASE.key()),
        required(texts, ColumnRole.ACTIVITY.key()),
        required(texts, ColumnRole.TIMESTAMP.key()),
        TimestampFormat.of(required(texts, MappingOverrides.FORMAT)).toString(),
        MappingOverrides.zone(texts.get(MappingOverrides.ZONE)),
        texts.get(ColumnRole.EVENT_ID.key()),
        texts.get(ColumnRole.SOURCE.key()),
        texts.get(ColumnRole.RESOURCE.key()),
        texts.get(ColumnRole.ROLE.key()),
        objects,
        caseAttributes);
  }

  private String required(Map<String, String> values, String key) {
    String value = values.get(key);
    if (value == null || value.isBlank()) {
      throw refused("The mapping lacks the key '%s'".formatted(key));
    }
    return value;
  }

  private ThroughlineException refused(String message) {
    return new ThroughlineException(
        ErrorCode.BAD_ARGUMENT,
        message,
        new Location(file, parser.currentTokenLocation().getLineNr(), null));
  }
}
