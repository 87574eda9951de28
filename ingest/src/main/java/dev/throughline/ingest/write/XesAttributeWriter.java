package dev.throughline.ingest.write;

import dev.throughline.ingest.read.SafeXml;
import dev.throughline.model.Attribute;
import dev.throughline.model.AttributeValue;
import dev.throughline.model.AttributeValue.Container;
import dev.throughline.model.AttributeValue.Flag;
import dev.throughline.model.AttributeValue.Identifier;
import dev.throughline.model.AttributeValue.Moment;
import dev.throughline.model.AttributeValue.Real;
import dev.throughline.model.AttributeValue.Sequence;
import dev.throughline.model.AttributeValue.Text;
import dev.throughline.model.AttributeValue.Whole;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes elements, one per line and indented, and attributes of every type. */
final class XesAttributeWriter {
  /** At least milliseconds, as all XES tools write them; the offset in figures, never 'Z'. */
  private static final DateTimeFormatter MOMENT =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 3, 9, true)
          .appendOffset("+HH:MM", "+00:00")
          .toFormatter(Locale.ROOT);

  private static final int SECONDS_PER_MINUTE = 60;

  private final XMLStreamWriter xml;
  private int depth;
  private boolean childrenWritten;

  XesAttributeWriter(XMLStreamWriter xml) {
    this.xml = xml;
  }

  void startElement(String name) throws XMLStreamException {
    breakLine();
    xml.writeStartElement(name);
    depth++;
    childrenWritten = false;
  }

  void endElement() throws XMLStreamException {
    depth--;
    if (childrenWritten) {
      breakLine();
    }
    xml.writeEndElement();
    childrenWritten = true;
  }

  private void breakLine() throws XMLStreamException {
    xml.writeCharacters("\n" + "\t".repeat(depth));
  }

  void xmlAttribute(String name, String value) throws XMLStreamException {
    xml.writeAttribute(name, SafeXml.legalText(value));
  }

  void write(List<Attribute> attributes) throws XMLStreamException {
    for (Attribute attribute : attributes) {
      write(attribute);
    }
  }

  void write(Attribute attribute) throws XMLStreamException {
    AttributeValue value = attribute.value();
    startElement(element(value));
    xmlAttribute("key", attribute.key());
    if (!(value instanceof Sequence) && !(value instanceof Container)) {
      xmlAttribute("value", text(value));
    }
    write(attribute.children());
    if (value instanceof Sequence sequence) {
      startElement("values");
      write(sequence.values());
      endElement();
    }
    endElement();
  }

  private static String element(AttributeValue value) {
    if (value instanceof Text) {
      return "string";
    } else if (value instanceof Whole) {
      return "int";
    } else if (value instanceof Real) {
      return "float";
    } else if (value instanceof Flag) {
      return "boolean";
    } else if (value instanceof Moment) {
      return "date";
    } else if (value instanceof Identifier) {
      return "id";
    }
    return value instanceof Sequence ? "list" : "container";
  }

  private static String text(AttributeValue value) {
    if (value instanceof Text text) {
      return text.value();
    } else if (value instanceof Whole whole) {
      return Long.toString(whole.value());
    } else if (value instanceof Real real) {
      return real.value().toString();
    } else if (value instanceof Flag flag) {
      return Boolean.toString(flag.value());
    } else if (value instanceof Moment moment) {
      return MOMENT.format(wholeMinutes(moment.value()));
    } else if (value instanceof Identifier identifier) {
      return identifier.value().toString();
    }
    throw new IllegalArgumentException("a value of its own is needed, was " + value);
  }

  /** Offsets with seconds (local times before 1900) do not exist in XML. */
  private static OffsetDateTime wholeMinutes(OffsetDateTime moment) {
    return moment.getOffset().getTotalSeconds() % SECONDS_PER_MINUTE == 0
        ? moment
        : moment.withOffsetSameInstant(ZoneOffset.UTC);
  }
}
