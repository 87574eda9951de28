package dev.throughline.api.web;

import dev.throughline.model.Attribute;
import dev.throughline.model.AttributeValue;
import dev.throughline.model.Event;
import dev.throughline.model.ObjectRef;
import java.util.List;
import java.util.stream.Collectors;

/** What an event says, in words. */
public final class EventWords {
  private static final int MAX_ATTRIBUTES = 12;

  /** {@code quantity 120 · unit EA}; empty when it says nothing more. */
  public static String of(Event event) {
    return event.attributes().stream()
        .limit(MAX_ATTRIBUTES)
        .map(EventWords::words)
        .collect(Collectors.joining(" · "));
  }

  private static String words(Attribute attribute) {
    return attribute.key() + " " + words(attribute.value());
  }

  private static String words(AttributeValue value) {
    if (value instanceof AttributeValue.Text text) {
      return text.value();
    }
    if (value instanceof AttributeValue.Real real) {
      return Shown.number(real.value());
    }
    if (value instanceof AttributeValue.Whole whole) {
      return Shown.count(whole.value());
    }
    if (value instanceof AttributeValue.Moment moment) {
      return Shown.minute(moment.value().toInstant());
    }
    if (value instanceof AttributeValue.Flag flag) {
      return flag.value() ? "yes" : "no";
    }
    return value instanceof AttributeValue.Identifier id ? id.value().toString() : "…";
  }

  /** {@code purchase order 4500000001 · SKU 4711}. */
  public static String of(List<ObjectRef> objects) {
    return objects.stream()
        .map(object -> object.type().value() + " " + object.id().value())
        .collect(Collectors.joining(" · "));
  }

  private EventWords() {}
}
