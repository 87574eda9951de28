package dev.throughline.ingest.map.record;

import dev.throughline.model.Attribute;
import dev.throughline.model.AttributeValue;
import dev.throughline.model.ErrorCode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What becomes of fields that the mapping does not mention: they are kept as attributes under their
 * place in the record ({@code header/weight}), dropped, or make the record refused.
 */
final class OtherFields {

  /** The three ways. */
  enum Treatment {
    KEEP,
    DROP,
    REFUSE
  }

  private final Treatment treatment;
  private final Known root;

  /**
   * @param mentioned the paths that the mapping reads or ignores; a value inside a mentioned one
   *     counts as mentioned
   */
  OtherFields(Treatment treatment, Iterable<FieldPath> mentioned) {
    this.treatment = treatment;
    this.root = new Known();
    for (FieldPath path : mentioned) {
      root.add(path.parts(), 0);
    }
  }

  /** Adds what is kept. */
  void addTo(List<Attribute> attributes, JsonNode record) throws RecordDefect {
    if (treatment != Treatment.DROP) {
      walk(record, root, "", attributes);
    }
  }

  private void walk(JsonNode node, @Nullable Known known, String place, List<Attribute> attributes)
      throws RecordDefect {
    if (known != null && known.isMentioned) {
      return;
    }
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        Known inner = known == null ? null : known.names.get(field.getKey());
        if (inner == null || !inner.isMentioned) {
          String name = JsonObject.escaped(field.getKey());
          walk(field.getValue(), inner, place + "/" + name, attributes);
        }
      }
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        Known inner = known == null ? null : known.entry(node.get(i), i);
        walk(node.get(i), inner, place + "/" + i, attributes);
      }
    } else if (!node.isNull() && !(node.isString() && node.stringValue().isBlank())) {
      other(node, place, attributes);
    }
  }

  private void other(JsonNode value, String place, List<Attribute> attributes) throws RecordDefect {
    if (treatment == Treatment.REFUSE) {
      throw new RecordDefect(
          ErrorCode.UNKNOWN_ELEMENT, place, "The mapping does not mention this field");
    }
    Limits.entries(attributes.size() + 1, "");
    String name = Limits.name(place.substring(1), place);
    attributes.add(new Attribute(name, kept(value, place)));
  }

  private static AttributeValue kept(JsonNode value, String place) throws RecordDefect {
    if (value.isBoolean()) {
      return new AttributeValue.Flag(value.booleanValue());
    }
    if (value.isNumber()) {
      return CanonicalDecoder.number(value, place);
    }
    return new AttributeValue.Text(Limits.text(value.asString(), place));
  }

  /** The mentioned paths as a tree: one step of a path is one step down. */
  private static final class Known {
    private final Map<String, Known> names = new HashMap<>();
    private final Map<FieldPath.Where, Known> choices = new LinkedHashMap<>();
    private boolean isMentioned;

    void add(List<FieldPath.Part> parts, int from) {
      if (from == parts.size()) {
        isMentioned = true;
      } else if (parts.get(from) instanceof FieldPath.Where where) {
        Known chosen = choices.computeIfAbsent(where, part -> new Known());
        chosen.names.computeIfAbsent(where.field(), part -> new Known()).isMentioned = true;
        chosen.add(parts, from + 1);
      } else if (parts.get(from) instanceof FieldPath.Name name) {
        names.computeIfAbsent(name.name(), part -> new Known()).add(parts, from + 1);
      }
    }

    /** What is known about an entry of a list; null when nothing is. */
    @Nullable Known entry(JsonNode entry, int index) {
      for (Map.Entry<FieldPath.Where, Known> choice : choices.entrySet()) {
        if (choice.getKey().matches(entry)) {
          return choice.getValue();
        }
      }
      return names.get(Integer.toString(index));
    }
  }
}
