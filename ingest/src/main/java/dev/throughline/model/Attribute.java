package dev.throughline.model;

import java.util.List;

/**
 * A named, typed fact about an event, an object or a log; may carry attributes of its own.
 *
 * @param key as the source wrote it, such as {@code org:resource}
 * @param children attributes about this attribute, in their order; usually empty
 */
public record Attribute(String key, AttributeValue value, List<Attribute> children) {
  public Attribute {
    Names.check("attribute key", key);
    children = List.copyOf(children);
  }

  public Attribute(String key, AttributeValue value) {
    this(key, value, List.of());
  }

  public static Attribute text(String key, String value) {
    return new Attribute(key, new AttributeValue.Text(value));
  }
}
