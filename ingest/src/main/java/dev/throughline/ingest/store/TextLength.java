package dev.throughline.ingest.store;

import dev.throughline.model.Attribute;
import dev.throughline.model.AttributeValue;
import dev.throughline.model.BusinessObject;
import dev.throughline.model.Event;
import dev.throughline.model.ObjectRef;
import java.util.List;

/**
 * How many characters of text something holds: what bounds a batch when single records are large.
 */
final class TextLength {

  static long of(Event event) {
    return event.id().value().length()
        + event.activity().value().length()
        + references(event.objects())
        + attributes(event.attributes());
  }

  static long of(BusinessObject object) {
    long length = object.id().value().length() + references(object.links());
    for (var attribute : object.attributes()) {
      length += of(attribute.attribute());
    }
    return length;
  }

  private static long references(List<ObjectRef> references) {
    long length = 0;
    for (ObjectRef reference : references) {
      length += reference.id().value().length();
    }
    return length;
  }

  private static long attributes(List<Attribute> attributes) {
    long length = 0;
    for (Attribute attribute : attributes) {
      length += of(attribute);
    }
    return length;
  }

  private static long of(Attribute attribute) {
    long length = attribute.key().length() + attributes(attribute.children());
    if (attribute.value() instanceof AttributeValue.Text text) {
      length += text.value().length();
    } else if (attribute.value() instanceof AttributeValue.Sequence sequence) {
      length += attributes(sequence.values());
    }
    return length;
  }

  private TextLength() {}
}
