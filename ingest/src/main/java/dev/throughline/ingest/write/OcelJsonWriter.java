package dev.throughline.ingest.write;

import dev.throughline.ingest.read.OcelValueType;
import dev.throughline.model.Attribute;
import dev.throughline.model.BusinessObject;
import dev.throughline.model.Event;
import dev.throughline.model.ObjectAttribute;
import dev.throughline.model.ObjectRef;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes OCEL 2.0 as JSON in UTF-8, each type, object and event on a line of its own. What OCEL has
 * no place for is written as {@link OcelValues} says.
 */
public final class OcelJsonWriter implements LogWriter {
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  @Override
  public void write(LogContent content, OutputStream out) throws IOException {
    OcelOutline outline = OcelOutline.of(content);
    try (JsonGenerator json =
        JSON.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
      new Pass(outline, json).write(content);
    } catch (JacksonIOException e) {
      throw e.getCause();
    }
  }

  private record Pass(OcelOutline outline, JsonGenerator json) {

    void write(LogContent content) {
      json.writeStartObject();
      types("objectTypes", outline.declarations().objectTypes());
      types("eventTypes", outline.declarations().eventTypes());
      json.writeArrayPropertyStart("objects");
      try (Stream<BusinessObject> objects = content.objects()) {
        objects.forEach(this::object);
      }
      outline.unlistedObjects().forEach(this::object);
      json.writeEndArray();
      json.writeArrayPropertyStart("events");
      try (Stream<Event> events = content.events()) {
        events.forEach(this::event);
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }

    private void types(String key, Map<String, Map<String, OcelValueType>> types) {
      json.writeArrayPropertyStart(key);
      types.forEach(
          (name, attributes) -> {
            startLine();
            json.writeStringProperty("name", name);
            json.writeArrayPropertyStart("attributes");
            attributes.forEach(this::declaration);
            json.writeEndArray();
            json.writeEndObject();
          });
      json.writeEndArray();
    }

    private void declaration(String name, OcelValueType type) {
      json.writeStartObject();
      json.writeStringProperty("name", name);
      json.writeStringProperty("type", type.word());
      json.writeEndObject();
    }

    private void object(BusinessObject object) {
      String type = object.type().value();
      startLine();
      json.writeStringProperty("id", outline.id(object.type(), object.id()));
      json.writeStringProperty("type", type);
      json.writeArrayPropertyStart("attributes");
      for (ObjectAttribute dated : object.attributes()) {
        Attribute attribute = OcelValues.flat(dated.attribute());
        json.writeStartObject();
        json.writeStringProperty("name", attribute.key());
        json.writeStringProperty("time", dated.since().toString());
        json.writeName("value");
        OcelValueType declared = outline.typeOfObjectAttribute(type, attribute.key());
        OcelValues.writeSimple(OcelValues.as(declared, attribute.value()), json);
        json.writeEndObject();
      }
      json.writeEndArray();
      links(object.links());
      json.writeEndObject();
    }

    private void event(Event event) {
      String type = event.activity().value();
      startLine();
      json.writeStringProperty("id", outline.id(event));
      json.writeStringProperty("type", type);
      json.writeStringProperty("time", event.occurredAt().toString());
      json.writeArrayPropertyStart("attributes");
      for (Attribute attribute : OcelValues.ofEvent(event, outline.hasSeveralSources())) {
        json.writeStartObject();
        json.writeStringProperty("name", attribute.key());
        json.writeName("value");
        OcelValueType declared = outline.typeOfEventAttribute(type, attribute.key());
        OcelValues.writeSimple(OcelValues.as(declared, attribute.value()), json);
        json.writeEndObject();
      }
      json.writeEndArray();
      links(event.objects());
      json.writeEndObject();
    }

    private void links(List<ObjectRef> links) {
      json.writeArrayPropertyStart("relationships");
      for (ObjectRef link : links) {
        json.writeStartObject();
        json.writeStringProperty("objectId", outline.id(link.type(), link.id()));
        String qualifier = link.qualifier();
        json.writeStringProperty("qualifier", qualifier == null ? "" : qualifier);
        json.writeEndObject();
      }
      json.writeEndArray();
    }

    private void startLine() {
      json.writeRaw('\n');
      json.writeStartObject();
    }
  }
}
