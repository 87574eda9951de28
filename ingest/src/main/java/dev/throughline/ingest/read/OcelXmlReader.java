package dev.throughline.ingest.read;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.Location;
import dev.throughline.model.ThroughlineException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import org.jspecify.annotations.Nullable;

/** Reads OCEL 2.0 in XML, plain or compressed; see {@link OcelReader}. Rejections name the line. */
public final class OcelXmlReader extends OcelReader {

  @Override
  void scan(Path file, ReadOptions options, OcelHandler handler) throws IOException {
    try (XmlInput xml = XmlInput.open(file, options.limits())) {
      new Pass(xml, options.limits(), handler).read();
    }
  }

  /** One pass over the file, whatever the order of its four parts. */
  private static final class Pass {
    private final XmlInput xml;
    private final ReadLimits limits;
    private final OcelHandler handler;
    private boolean isOcel;

    Pass(XmlInput xml, ReadLimits limits, OcelHandler handler) {
      this.xml = xml;
      this.limits = limits;
      this.handler = handler;
    }

    void read() throws IOException {
      if (xml.next() != XMLStreamConstants.START_ELEMENT || !xml.name().equals("log")) {
        throw refused("OCEL 2.0 in XML starts with <log>, this file does not");
      }
      while (nextChild()) {
        part(xml.name());
      }
      if (!isOcel) {
        throw refused("the XML log has neither <events> nor <objects> of OCEL 2.0");
      }
      while (xml.next() != XMLStreamConstants.END_DOCUMENT) {
        // only comments may follow; the parser refuses the rest
      }
    }

    private void part(String name) throws IOException {
      switch (name) {
        case "event-types", "object-types", "events", "objects" -> {
          isOcel = true;
          if (name.equals("events") && !handler.wantsEvents()) {
            skip();
          } else {
            items(name);
          }
        }
        case "trace" -> throw refused("the XML log is XES, not OCEL 2.0");
        case "global" -> throw refused("the XML log is XES or OCEL 1.0, not OCEL 2.0");
        default -> unknown();
      }
    }

    private void items(String part) throws IOException {
      String expected = part.substring(0, part.length() - 1);
      while (nextChild()) {
        OcelReader.checkInterrupt();
        if (!xml.name().equals(expected)) {
          unknown();
          continue;
        }
        switch (part) {
          case "events" -> handler.event(element());
          case "objects" -> handler.object(element());
          default -> type(part.equals("event-types"));
        }
      }
    }

    private void type(boolean ofEvents) throws IOException {
      long line = xml.line();
      String name = orEmpty(xml.attribute("name"));
      Map<String, String> attributes = new LinkedHashMap<>();
      while (nextChild()) {
        if (xml.name().equals("attributes")) {
          declaredAttributes(attributes);
        } else {
          unknown();
        }
      }
      if (ofEvents) {
        handler.eventType(name, attributes, line);
      } else {
        handler.objectType(name, attributes, line);
      }
    }

    private void declaredAttributes(Map<String, String> into) throws IOException {
      while (nextChild()) {
        into.put(orEmpty(xml.attribute("name")), orEmpty(xml.attribute("type")));
        if (into.size() > limits.maxFields()) {
          throw new ThroughlineException(
              ErrorCode.TOO_LARGE,
              "a type declares more than %d attributes".formatted(limits.maxFields()),
              xml.location(null));
        }
        skip();
      }
    }

    private OcelElement element() throws IOException {
      OcelElement element = new OcelElement(xml.file(), xml.line(), limits);
      element.id = xml.attribute("id");
      element.type = xml.attribute("type");
      element.time = xml.attribute("time");
      while (nextChild()) {
        switch (xml.name()) {
          case "attributes" -> values(element);
          case "objects" -> links(element);
          default -> unknown();
        }
      }
      return element;
    }

    private void values(OcelElement element) throws IOException {
      while (nextChild()) {
        if (!xml.name().equals("attribute")) {
          unknown();
          continue;
        }
        String name = orEmpty(xml.attribute("name"));
        String time = xml.attribute("time");
        String text = content(element, name);
        element.add(new OcelElement.Value(name, time, text, OcelElement.Kind.TEXT));
      }
    }

    /** The standard's text says relationship; logs of its first tools say object. */
    private void links(OcelElement element) throws IOException {
      while (nextChild()) {
        if (xml.name().equals("relationship") || xml.name().equals("object")) {
          String id = orEmpty(xml.attribute("object-id"));
          element.add(new OcelElement.Link(id, xml.attribute("qualifier")));
          skip();
        } else {
          unknown();
        }
      }
    }

    /** The text up to the end of the current element, white space and all. */
    private String content(OcelElement element, String name) throws IOException {
      StringBuilder text = new StringBuilder();
      int event = xml.nextOrSpace();
      while (event != XMLStreamConstants.END_ELEMENT) {
        if (event == XMLStreamConstants.CHARACTERS) {
          text.append(xml.text());
          checkLength(text, name);
        } else {
          element.spoil(ErrorCode.BAD_VALUE, name, "a value must be text, without elements");
          skip();
        }
        event = xml.nextOrSpace();
      }
      return text.toString();
    }

    private void checkLength(StringBuilder text, String name) {
      if (text.length() > limits.maxFieldChars()) {
        throw new ThroughlineException(
            ErrorCode.FIELD_TOO_LONG,
            "a value has more than the allowed %d characters".formatted(limits.maxFieldChars()),
            new Location(xml.file(), xml.line(), name));
      }
    }

    /** Moves to the next child of the current element; false at that element's end. */
    private boolean nextChild() throws IOException {
      while (true) {
        switch (xml.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            return true;
          }
          case XMLStreamConstants.CHARACTERS ->
              handler.remark(
                  ErrorCode.UNKNOWN_ELEMENT, "text between elements was passed over", xml.line());
          default -> {
            return false;
          }
        }
      }
    }

    private void unknown() throws IOException {
      String message = "OCEL 2.0 has no <%s> here; it was passed over".formatted(xml.name());
      handler.remark(ErrorCode.UNKNOWN_ELEMENT, message, xml.line());
      skip();
    }

    /** Passes over the current element with all that it holds. */
    private void skip() throws IOException {
      int depth = 1;
      while (depth > 0) {
        int event = xml.next();
        if (event == XMLStreamConstants.START_ELEMENT) {
          depth++;
        } else if (event == XMLStreamConstants.END_ELEMENT) {
          depth--;
        }
      }
    }

    private ThroughlineException refused(String message) {
      return new ThroughlineException(ErrorCode.NOT_THIS_FORMAT, message, xml.location(null));
    }

    private static String orEmpty(@Nullable String text) {
      return text == null ? "" : text;
    }
  }
}
