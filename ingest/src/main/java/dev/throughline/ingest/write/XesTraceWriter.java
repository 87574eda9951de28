package dev.throughline.ingest.write;

import dev.throughline.ingest.read.XesReader;
import dev.throughline.model.Attribute;
import dev.throughline.model.AttributeValue;
import dev.throughline.model.AttributeValue.Text;
import dev.throughline.model.BusinessObject;
import dev.throughline.model.Event;
import dev.throughline.model.ObjectAttribute;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** Writes traces and their events. */
final class XesTraceWriter {
  private static final Pattern DERIVED_ID =
      Pattern.compile(Pattern.quote(XesReader.DERIVED_ID_PREFIX) + "[0-9a-f]{32}");
  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}");

  private final XesAttributeWriter attributes;
  private final @Nullable String logSource;

  /**
   * @param logSource the source that the header names
   */
  XesTraceWriter(XesAttributeWriter attributes, @Nullable String logSource) {
    this.attributes = attributes;
    this.logSource = logSource;
  }

  void start(String id, @Nullable BusinessObject object) throws XMLStreamException {
    attributes.startElement("trace");
    boolean named =
        object != null
            && object.attributes().stream()
                .anyMatch(attribute -> attribute.attribute().key().equals("concept:name"));
    if (!named) {
      attributes.write(Attribute.text("concept:name", id));
    }
    if (object != null) {
      writeLastValues(object);
    }
  }

  /** XES knows no time of an attribute: the value since the latest moment is written. */
  private void writeLastValues(BusinessObject object) throws XMLStreamException {
    Map<String, Instant> latest = new HashMap<>();
    for (ObjectAttribute attribute : object.attributes()) {
      latest.merge(
          attribute.attribute().key(),
          attribute.since(),
          (one, other) -> one.isAfter(other) ? one : other);
    }
    for (ObjectAttribute attribute : object.attributes()) {
      if (attribute.since().equals(latest.get(attribute.attribute().key()))) {
        attributes.write(attribute.attribute());
      }
    }
  }

  void end() throws XMLStreamException {
    attributes.endElement();
  }

  void event(Event event) throws XMLStreamException {
    attributes.startElement("event");
    if (lacks(event, "identity:id") && !DERIVED_ID.matcher(event.id().value()).matches()) {
      attributes.write(new Attribute("identity:id", id(event.id().value())));
    }
    if (lacks(event, "concept:name")) {
      attributes.write(Attribute.text("concept:name", event.activity().value()));
    }
    if (lacks(event, "time:timestamp")) {
      attributes.write(moment("time:timestamp", event.occurredAt()));
    }
    writeWho(event);
    writeOwnKeys(event);
    attributes.write(event.attributes());
    attributes.endElement();
  }

  private static AttributeValue id(String id) {
    return UUID_TEXT.matcher(id).matches()
        ? new AttributeValue.Identifier(UUID.fromString(id))
        : new Text(id);
  }

  private void writeWho(Event event) throws XMLStreamException {
    String resource = event.resource();
    if (resource != null && lacks(event, "org:resource")) {
      attributes.write(Attribute.text("org:resource", resource));
    }
    String role = event.role();
    if (role != null && lacks(event, "org:role") && !role.equals(text(event, "org:group"))) {
      attributes.write(Attribute.text("org:role", role));
    }
  }

  private void writeOwnKeys(Event event) throws XMLStreamException {
    String system = text(event, "system");
    String source = event.source().name();
    if (!source.equals(system == null ? logSource : system)) {
      attributes.write(Attribute.text(XesReader.SOURCE_KEY, source));
    }
    Instant recordedAt = event.recordedAt();
    if (recordedAt != null) {
      attributes.write(moment(XesReader.RECORDED_AT_KEY, recordedAt));
    }
  }

  private static Attribute moment(String key, Instant instant) {
    return new Attribute(key, new AttributeValue.Moment(instant.atOffset(ZoneOffset.UTC)));
  }

  private static boolean lacks(Event event, String key) {
    for (Attribute attribute : event.attributes()) {
      if (attribute.key().equals(key)) {
        return false;
      }
    }
    return true;
  }

  /** The first such attribute as text; null when absent, "" when it is of another type. */
  private static @Nullable String text(Event event, String key) {
    for (Attribute attribute : event.attributes()) {
      if (attribute.key().equals(key)) {
        return attribute.value() instanceof Text text ? text.value() : "";
      }
    }
    return null;
  }
}
