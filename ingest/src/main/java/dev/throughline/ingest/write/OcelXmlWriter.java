package dev.throughline.ingest.write;

import dev.throughline.ingest.read.OcelValueType;
import dev.throughline.ingest.read.SafeXml;
import dev.throughline.model.Attribute;
import dev.throughline.model.AttributeValue;
import dev.throughline.model.BusinessObject;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Event;
import dev.throughline.model.ObjectAttribute;
import dev.throughline.model.ObjectRef;
import dev.throughline.model.ThroughlineException;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes OCEL 2.0 as XML in UTF-8, each type, object and event on a line of its own. What OCEL has
 * no place for is written as {@link OcelValues} says.
 *
 * <p>XML 1.0 has no way to write most control characters; a log with one is refused with {@code
 * BAD_VALUE} (JSON and SQLite can hold it).
 */
public final class OcelXmlWriter implements LogWriter {

  @Override
  public void write(LogContent content, OutputStream out) throws IOException {
    OcelOutline outline = OcelOutline.of(content);
    try {
      XMLStreamWriter xml = SafeXml.writer(out);
      new Pass(outline, xml).write(content);
      xml.flush();
    } catch (XMLStreamException e) {
      throw failure(e);
    }
  }

  private static ThroughlineException failure(XMLStreamException e) throws IOException {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException io && !isCharacterError(io)) {
        throw io;
      }
    }
    return new ThroughlineException(
        ErrorCode.BAD_VALUE,
        "a text of the log cannot be written as XML 1.0 (" + e.getMessage() + "); export JSON",
        null,
        e);
  }

  private static boolean isCharacterError(IOException e) {
    return String.valueOf(e.getMessage()).contains("character");
  }

  private record Pass(OcelOutline outline, XMLStreamWriter xml) {

    void write(LogContent content) throws XMLStreamException {
      xml.writeStartDocument("UTF-8", "1.0");
      line();
      xml.writeStartElement("log");
      types("object-type", outline.declarations().objectTypes());
      types("event-type", outline.declarations().eventTypes());
      start("objects");
      try (Stream<BusinessObject> objects = content.objects()) {
        objects(objects.iterator());
      }
      objects(outline.unlistedObjects().iterator());
      end();
      start("events");
      try (Stream<Event> events = content.events()) {
        for (Iterator<Event> each = events.iterator(); each.hasNext(); ) {
          event(each.next());
        }
      }
      end();
      end();
      line();
      xml.writeEndDocument();
    }

    private void types(String element, Map<String, Map<String, OcelValueType>> types)
        throws XMLStreamException {
      start(element + "s");
      for (Map.Entry<String, Map<String, OcelValueType>> type : types.entrySet()) {
        start(element);
        xml.writeAttribute("name", type.getKey());
        xml.writeStartElement("attributes");
        for (Map.Entry<String, OcelValueType> attribute : type.getValue().entrySet()) {
          xml.writeEmptyElement("attribute");
          xml.writeAttribute("name", attribute.getKey());
          xml.writeAttribute("type", attribute.getValue().word());
        }
        xml.writeEndElement();
        xml.writeEndElement();
      }
      end();
    }

    private void objects(Iterator<BusinessObject> objects) throws XMLStreamException {
      while (objects.hasNext()) {
        object(objects.next());
      }
    }

    private void object(BusinessObject object) throws XMLStreamException {
      String type = object.type().value();
      start("object");
      xml.writeAttribute("id", outline.id(object.type(), object.id()));
      xml.writeAttribute("type", type);
      xml.writeStartElement("attributes");
      for (ObjectAttribute dated : object.attributes()) {
        Attribute attribute = OcelValues.flat(dated.attribute());
        OcelValueType declared = outline.typeOfObjectAttribute(type, attribute.key());
        attribute(attribute, declared, dated.since());
      }
      xml.writeEndElement();
      links(object.links());
      xml.writeEndElement();
    }

    private void event(Event event) throws XMLStreamException {
      String type = event.activity().value();
      start("event");
      xml.writeAttribute("id", outline.id(event));
      xml.writeAttribute("type", type);
      xml.writeAttribute("time", event.occurredAt().toString());
      xml.writeStartElement("attributes");
      for (Attribute attribute : OcelValues.ofEvent(event, outline.hasSeveralSources())) {
        attribute(attribute, outline.typeOfEventAttribute(type, attribute.key()), null);
      }
      xml.writeEndElement();
      links(event.objects());
      xml.writeEndElement();
    }

    private void attribute(Attribute attribute, OcelValueType declared, @Nullable Instant since)
        throws XMLStreamException {
      AttributeValue value = OcelValues.as(declared, attribute.value());
      xml.writeStartElement("attribute");
      xml.writeAttribute("name", attribute.key());
      if (since != null) {
        xml.writeAttribute("time", since.toString());
      }
      xml.writeCharacters(
          value instanceof AttributeValue.Flag flag
              ? (flag.value() ? "1" : "0")
              : OcelValueType.text(value));
      xml.writeEndElement();
    }

    private void links(List<ObjectRef> links) throws XMLStreamException {
      xml.writeStartElement("objects");
      for (ObjectRef link : links) {
        xml.writeEmptyElement("relationship");
        xml.writeAttribute("object-id", outline.id(link.type(), link.id()));
        String qualifier = link.qualifier();
        xml.writeAttribute("qualifier", qualifier == null ? "" : qualifier);
      }
      xml.writeEndElement();
    }

    private void start(String element) throws XMLStreamException {
      line();
      xml.writeStartElement(element);
    }

    private void end() throws XMLStreamException {
      line();
      xml.writeEndElement();
    }

    private void line() throws XMLStreamException {
      xml.writeCharacters("\n");
    }
  }
}
