package dev.throughline.ingest.write;

import dev.throughline.ingest.read.SafeXml;
import dev.throughline.ingest.write.LogContent.CaseEvent;
import dev.throughline.model.BusinessObject;
import dev.throughline.model.ObjectType;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes XES in the order of the schema of IEEE 1849-2023: extensions, globals, classifiers,
 * attributes, traces; lists with {@code <values>}; timestamps always with an offset. The objects of
 * one type become the traces, in the order of their ids, those without events too.
 *
 * <p>What was read by {@link dev.throughline.ingest.read.XesReader} comes back as it was: every
 * attribute with its type, nesting and order. A field of an event that none of its attributes says
 * (an event from another format) gets its standard key in front of them: {@code identity:id},
 * {@code concept:name}, {@code time:timestamp}, {@code org:resource}, {@code org:role}. A source
 * that is not the one of the log's first event, and the moment of recording, stand under keys of
 * our own.
 *
 * <p>What XES has no place for is left out: events without a case, an event's references to other
 * objects than its case, links between objects, and all but the last value of an object's
 * attribute. Characters that XML 1.0 cannot hold, such as most control characters, become U+FFFD.
 *
 * <p>Memory does not grow with the log.
 */
public final class XesWriter implements LogWriter {
  private final ObjectType leadingType;

  /** Writes logs that have plain cases. */
  public XesWriter() {
    this(ObjectType.CASE);
  }

  /**
   * @param leadingType the type whose objects become the traces
   */
  public XesWriter(ObjectType leadingType) {
    this.leadingType = leadingType;
  }

  @Override
  public void write(LogContent content, OutputStream out) throws IOException {
    try (Stream<BusinessObject> objects = content.objects();
        Stream<CaseEvent> events = content.eventsByCase(leadingType)) {
      Iterator<BusinessObject> cases =
          objects.filter(object -> object.type().equals(leadingType)).iterator();
      write(content, new Ahead<>(cases), new Ahead<>(events.iterator()), out);
    } catch (XMLStreamException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e);
    }
  }

  private static void write(
      LogContent content, Ahead<BusinessObject> cases, Ahead<CaseEvent> events, OutputStream out)
      throws XMLStreamException {
    XMLStreamWriter xml = SafeXml.writer(out);
    CaseEvent first = events.peek();
    String source = first == null ? null : first.event().source().name();
    XesAttributeWriter attributes = new XesAttributeWriter(xml);
    new XesHeaderWriter(xml, attributes).start(content.header(), source);
    writeTraces(new XesTraceWriter(attributes, source), cases, events);
    attributes.endElement();
    xml.writeCharacters("\n");
    xml.writeEndDocument();
    xml.flush();
  }

  /** Both come in the order of their ids, so one pass over both is enough. */
  private static void writeTraces(
      XesTraceWriter traces, Ahead<BusinessObject> cases, Ahead<CaseEvent> events)
      throws XMLStreamException {
    while (true) {
      BusinessObject object = cases.peek();
      CaseEvent event = events.peek();
      if (object == null && event == null) {
        return;
      }
      String id = firstId(object, event);
      boolean described = object != null && object.id().value().equals(id);
      traces.start(id, described ? object : null);
      if (described) {
        cases.next();
      }
      for (; event != null && event.caseId().value().equals(id); event = events.peek()) {
        traces.event(event.event());
        events.next();
      }
      traces.end();
    }
  }

  private static String firstId(@Nullable BusinessObject object, @Nullable CaseEvent event) {
    if (object == null || event == null) {
      return object != null ? object.id().value() : event != null ? event.caseId().value() : "";
    }
    String objectId = object.id().value();
    String caseId = event.caseId().value();
    return objectId.compareTo(caseId) < 0 ? objectId : caseId;
  }

  /** An iterator that shows its next element before giving it. */
  private static final class Ahead<T> {
    private final Iterator<T> rest;
    private @Nullable T next;

    Ahead(Iterator<T> rest) {
      this.rest = rest;
      next();
    }

    /** The next element; null at the end. */
    @Nullable T peek() {
      return next;
    }

    void next() {
      next = rest.hasNext() ? rest.next() : null;
    }
  }
}
