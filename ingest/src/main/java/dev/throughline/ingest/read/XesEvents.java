package dev.throughline.ingest.read;

import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Location;
import java.io.IOException;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import org.jspecify.annotations.Nullable;

/** Reads events and hands each over, accepted or rejected. */
final class XesEvents implements XesProblems {
  private final XesContext context;
  private final XmlInput xml;
  private final XesAttributeParser parser;
  private final XesAttributes attributes = XesAttributes.ofEvent();
  private final XesEventRow row;
  private @Nullable Rejection problem;
  private long indexInCase;
  private boolean outsideTraces;

  XesEvents(XesContext context, XesAttributeParser parser) {
    this.context = context;
    this.xml = context.xml;
    this.parser = parser;
    row = new XesEventRow(context, attributes);
  }

  void setDefaultSource(String name) {
    row.setDefaultSource(name);
  }

  /** See {@link XesEventRow#startCase}. */
  void startCase(String id, long occurrence, XesAttributes trace) {
    row.startCase(id, occurrence, trace);
    indexInCase = 0;
    outsideTraces = false;
  }

  /** The next events stand in no trace. */
  void leaveTraces() {
    outsideTraces = true;
  }

  /** Keeps the first problem of the event; one is enough to reject it. */
  @Override
  public void report(ErrorCode code, String message, String field, String raw) {
    if (problem == null) {
      problem = new Rejection(code, message, xml.location(field), raw);
    }
  }

  /** Reads the event whose start tag is current. */
  void read() throws IOException {
    long line = xml.line();
    long sequence = context.sequence++;
    problem = null;
    attributes.clear();
    parser.startElement();
    if (xml.attributeCount() > 0) {
      context.checkXmlAttributes(Set.of());
    }
    readAttributes();
    handOver(line, sequence);
    indexInCase++;
  }

  private void readAttributes() throws IOException {
    while (true) {
      int event = xml.next();
      if (event == XMLStreamConstants.END_ELEMENT) {
        return;
      }
      if (event != XMLStreamConstants.START_ELEMENT) {
        context.reportText();
        continue;
      }
      XesType type = XesType.ofAttribute(xml.name());
      if (type == null) {
        context.skipUnknown("event");
      } else {
        parser.read(type, attributes, this);
      }
    }
  }

  private void handOver(long line, long sequence) {
    String activity = attributes.topValue(XesKey.Role.NAME);
    if (problem == null) {
      checkActivity(activity);
    }
    if (problem == null) {
      checkTimestamp();
    }
    if (problem == null && outsideTraces) {
      report(
          ErrorCode.MISSING_FIELD,
          "the event stands outside all traces, so it belongs to no case",
          "trace",
          "");
    }
    Rejection found = problem;
    if (found != null) {
      reject(found, line);
      return;
    }
    row.startEvent(sequence, indexInCase, activity, context.timestamp.micros());
    context.sink.event(row);
  }

  private void checkActivity(String activity) {
    if (activity.isBlank()) {
      report(ErrorCode.MISSING_FIELD, "the event has no concept:name", "concept:name", "");
    } else if (activity.length() > XesReader.MAX_NAME_LENGTH) {
      report(
          ErrorCode.FIELD_TOO_LONG,
          "concept:name may have at most %d characters".formatted(XesReader.MAX_NAME_LENGTH),
          "concept:name",
          "");
    }
  }

  /** Leaves the event's moment in the timestamp. */
  private void checkTimestamp() {
    String text = attributes.topValue(XesKey.Role.TIMESTAMP);
    if (text.isEmpty()) {
      report(ErrorCode.MISSING_FIELD, "the event has no time:timestamp", "time:timestamp", "");
    } else if (context.timestamp.read(text) != XesTimestamp.Outcome.READ) {
      report(
          ErrorCode.BAD_TIMESTAMP,
          "'%s' is not a timestamp with an offset from UTC".formatted(text),
          "time:timestamp",
          "");
    }
  }

  /** What is missing has no line of its own: then it is the line where the event starts. */
  private void reject(Rejection found, long line) {
    boolean ownLine = !found.raw().isEmpty();
    Location location =
        ownLine ? found.location() : new Location(xml.file(), line, found.location().field());
    String raw = "<event>" + attributes.toXml(Rejection.MAX_RAW_LENGTH) + "</event>";
    context.sink.reject(new Rejection(found.code(), found.message(), location, raw));
  }
}
