package dev.throughline.ingest.write;

import dev.throughline.model.Attribute;
import dev.throughline.model.AttributeValue;
import java.util.LinkedHashMap;
import java.util.Map;

/** The cells of one row by column; a column that is taken gets {@code #2} behind its name. */
final class CsvCells {
  private final Map<String, String> values = new LinkedHashMap<>();

  void put(String column, String value) {
    String free = column;
    for (int i = 2; values.containsKey(free); i++) {
      free = column + "#" + i;
    }
    values.put(free, value);
  }

  /** The attribute, and those nested in it as {@code KEY/CHILD}. */
  void put(String prefix, Attribute attribute) {
    String column = prefix + attribute.key();
    String nested = column + "/";
    if (attribute.value() instanceof AttributeValue.Sequence sequence) {
      sequence.values().forEach(child -> put(nested, child));
    } else if (!(attribute.value() instanceof AttributeValue.Container)) {
      put(column, text(attribute.value()));
    }
    attribute.children().forEach(child -> put(nested, child));
  }

  private static String text(AttributeValue value) {
    if (value instanceof AttributeValue.Text text) {
      return text.value();
    }
    if (value instanceof AttributeValue.Whole whole) {
      return Long.toString(whole.value());
    }
    if (value instanceof AttributeValue.Real real) {
      return real.value().toString();
    }
    if (value instanceof AttributeValue.Flag flag) {
      return Boolean.toString(flag.value());
    }
    if (value instanceof AttributeValue.Moment moment) {
      return moment.value().toString();
    }
    if (value instanceof AttributeValue.Identifier identifier) {
      return identifier.value().toString();
    }
    throw new IllegalArgumentException("a value of nested attributes has no text of its own");
  }

  Map<String, String> values() {
    return values;
  }
}
