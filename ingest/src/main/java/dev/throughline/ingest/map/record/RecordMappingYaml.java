package dev.throughline.ingest.map.record;

import dev.throughline.ingest.map.TimestampFormat;
import dev.throughline.ingest.map.record.RecordMapping.AttributeRule;
import dev.throughline.ingest.map.record.RecordMapping.ObjectRule;
import dev.throughline.ingest.map.record.RecordMapping.Presence;
import dev.throughline.model.ObjectType;
import dev.throughline.model.ThroughlineException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a mapping from YAML; docs/reference/event-format.md describes every key. */
final class RecordMappingYaml {
  private static final Set<String> KEYS =
      Set.of(
          "fields",
          "source",
          "event-id",
          "activity",
          "occurred-at",
          "recorded-at",
          "resource",
          "role",
          "objects",
          "attributes",
          "ignore",
          "other-fields");
  private static final Set<String> MOMENT_KEYS = Set.of("value", "format", "zone");
  private static final Set<String> OBJECT_KEYS =
      Set.of("type", "id", "qualifier", "only", "optional");
  private static final Set<String> ATTRIBUTE_KEYS =
      Set.of("name", "value", "type", "format", "zone", "only", "optional");

  private final YamlNode document;
  private final Map<String, YamlNode> keys;
  private final List<FieldRule> fields = new ArrayList<>();
  private final Map<String, Integer> positions = new LinkedHashMap<>();

  private RecordMappingYaml(YamlNode document) {
    this.document = document;
    this.keys = document.keys(KEYS);
  }

  /**
   * The mapping that the text says.
   *
   * @param file the name of the text, for errors
   * @throws ThroughlineException BAD_ARGUMENT, with line and key, for whatever is wrong
   */
  static RecordMapping read(String yaml, String file) {
    return new RecordMappingYaml(YamlNode.read(yaml, file)).mapping();
  }

  private RecordMapping mapping() {
    for (Map.Entry<String, YamlNode> field : required("fields").entries().entrySet()) {
      positions.put(field.getKey(), fields.size());
      fields.add(FieldRuleYaml.read(field.getKey(), field.getValue()));
    }
    return new RecordMapping(
        List.copyOf(fields),
        template(required("source")),
        template(required("event-id")),
        template(required("activity")),
        moment(required("occurred-at")),
        ifAny("recorded-at", this::moment),
        ifAny("resource", this::template),
        ifAny("role", this::template),
        list("objects", this::object),
        list("attributes", this::attribute),
        otherFields());
  }

  private YamlNode required(String key) {
    return required(document, keys, key);
  }

  private static YamlNode required(YamlNode node, Map<String, YamlNode> keys, String key) {
    YamlNode value = keys.get(key);
    if (value == null) {
      throw node.refused("The key '%s' is missing here".formatted(key));
    }
    return value;
  }

  private <T> @Nullable T ifAny(String key, Function<YamlNode, T> reader) {
    YamlNode value = keys.get(key);
    return value == null ? null : reader.apply(value);
  }

  private <T> List<T> list(String key, Function<YamlNode, T> reader) {
    YamlNode value = keys.get(key);
    return value == null ? List.of() : value.items().stream().map(reader).toList();
  }

  private Template template(YamlNode node) {
    return Template.parse(node, positions);
  }

  private MomentRule moment(YamlNode node) {
    return moment(node, node.keys(MOMENT_KEYS));
  }

  private MomentRule moment(YamlNode node, Map<String, YamlNode> values) {
    return MomentRule.of(
        template(required(node, values, "value")),
        format(required(node, values, "format")),
        zone(values.get("zone")));
  }

  private static TimestampFormat format(YamlNode node) {
    try {
      return TimestampFormat.of(node.name());
    } catch (ThroughlineException noFormat) {
      throw node.refused(String.valueOf(noFormat.getMessage()));
    }
  }

  private static @Nullable ZoneId zone(@Nullable YamlNode node) {
    if (node == null) {
      return null;
    }
    try {
      return ZoneId.of(node.name());
    } catch (DateTimeException e) {
      throw node.refused(
          "There is no time zone '%s'; an example is Europe/Amsterdam".formatted(node.name()));
    }
  }

  private ObjectRule object(YamlNode node) {
    Map<String, YamlNode> values = node.keys(OBJECT_KEYS);
    YamlNode qualifier = values.get("qualifier");
    return new ObjectRule(
        new ObjectType(required(node, values, "type").name()),
        template(required(node, values, "id")),
        qualifier == null ? null : qualifier.name(),
        presence(values));
  }

  private AttributeRule attribute(YamlNode node) {
    Map<String, YamlNode> values = node.keys(ATTRIBUTE_KEYS);
    AttributeType type = type(values.get("type"));
    YamlNode format = values.getOrDefault("format", values.get("zone"));
    if (type != AttributeType.MOMENT && format != null) {
      throw format.refused("Only an attribute of the type moment has a format and a zone");
    }
    return new AttributeRule(
        required(node, values, "name").name(),
        template(required(node, values, "value")),
        type,
        type == AttributeType.MOMENT ? moment(node, values) : null,
        presence(values));
  }

  private static AttributeType type(@Nullable YamlNode node) {
    return node == null ? AttributeType.TEXT : word(node, AttributeType.values());
  }

  private static <E extends Enum<E>> E word(YamlNode node, E[] known) {
    List<String> words = new ArrayList<>();
    for (E value : known) {
      words.add(value.name().toLowerCase(Locale.ROOT));
    }
    int index = words.indexOf(node.string());
    if (index < 0) {
      throw node.refused("'%s' is none of: %s".formatted(node.string(), String.join(", ", words)));
    }
    return known[index];
  }

  private static Presence presence(Map<String, YamlNode> values) {
    YamlNode only = values.get("only");
    YamlNode optional = values.get("optional");
    return new Presence(
        only == null ? Set.of() : Set.copyOf(only.names()), optional != null && optional.flag());
  }

  private OtherFields otherFields() {
    List<FieldPath> mentioned = new ArrayList<>();
    fields.forEach(field -> mentioned.add(field.path()));
    mentioned.addAll(list("ignore", FieldRuleYaml::path));
    YamlNode treatment = keys.get("other-fields");
    return new OtherFields(
        treatment == null
            ? OtherFields.Treatment.KEEP
            : word(treatment, OtherFields.Treatment.values()),
        mentioned);
  }
}
