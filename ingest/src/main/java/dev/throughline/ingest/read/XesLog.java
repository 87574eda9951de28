package dev.throughline.ingest.read;

import dev.throughline.model.BusinessObject;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.LogHeader;
import dev.throughline.model.ObjectAttribute;
import dev.throughline.model.ObjectId;
import dev.throughline.model.ObjectType;
import dev.throughline.model.ThroughlineException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;

/** Walks through one file: the log, its header, its traces. */
final class XesLog {
  private final XesContext context;
  private final XmlInput xml;
  private final XesAttributeParser parser;
  private final XesHeader header;
  private final XesEvents events;
  private final XesAttributes trace = XesAttributes.ofTraceOrLog();
  private final XesTraceNames names = new XesTraceNames();
  private final boolean stores;
  private boolean headerEnded;
  private boolean featuresDeclared;
  private boolean outsideTraces;
  private long traceNumber;
  private String caseId = "";
  private boolean started;
  private boolean late;

  XesLog(XesContext context) {
    this.context = context;
    xml = context.xml;
    parser = new XesAttributeParser(context);
    header = new XesHeader(context, parser);
    events = new XesEvents(context, parser);
    stores = context.sink.storesEvents();
  }

  void read() throws IOException {
    while (xml.next() != XMLStreamConstants.START_ELEMENT) {
      // a prolog has no text; the parser sees to that
    }
    if (!"log".equals(xml.name())) {
      throw new ThroughlineException(
          ErrorCode.NOT_THIS_FORMAT,
          "an XES file starts with <log>, this one with <%s>".formatted(xml.name()),
          xml.location(xml.name()));
    }
    header.readLogTag();
    parser.startElement();
    readContent();
    endHeader();
    checkFeatures();
    while (xml.next() != XMLStreamConstants.END_DOCUMENT) {
      // nothing but comments may follow the log; the parser sees to that
    }
  }

  private void readContent() throws IOException {
    while (true) {
      int event = xml.next();
      if (event == XMLStreamConstants.END_ELEMENT) {
        return;
      }
      if (event == XMLStreamConstants.START_ELEMENT) {
        readPart(xml.name());
      } else {
        context.reportText();
      }
    }
  }

  private void readPart(String name) throws IOException {
    switch (name) {
      case "trace" -> {
        endHeader();
        readTrace();
      }
      case "event" -> {
        endHeader();
        readEventOutsideTraces();
      }
      case "extension", "global", "classifier" -> readHeaderPart(name);
      default -> {
        if (XesType.ofAttribute(name) == null) {
          context.skipUnknown("log");
        } else {
          readHeaderPart(name);
        }
      }
    }
  }

  private void readHeaderPart(String name) throws IOException {
    if (headerEnded) {
      header.readLate(name);
    } else {
      header.read(name);
    }
  }

  private void endHeader() {
    if (headerEnded) {
      return;
    }
    headerEnded = true;
    LogHeader finished = header.finish();
    String features = finished.features();
    featuresDeclared = features != null && features.contains("nested-attributes");
    if (!header.source().isBlank()) {
      events.setDefaultSource(header.source());
    }
    context.sink.header(finished);
  }

  private void checkFeatures() {
    if (parser.foundNesting() && !featuresDeclared) {
      context.findings.report(
          ErrorCode.MISSING_FIELD,
          "attributes are nested, but xes.features does not say 'nested-attributes'",
          "xes.features",
          "");
    }
  }

  private void readEventOutsideTraces() throws IOException {
    outsideTraces = true;
    events.leaveTraces();
    events.read();
  }

  private void readTrace() throws IOException {
    if (outsideTraces) {
      outsideTraces = false;
      reportDisorder("<trace> stands behind an <event> of the log", "trace");
    }
    traceNumber++;
    started = false;
    late = false;
    trace.clear();
    parser.startElement();
    if (xml.attributeCount() > 0) {
      context.checkXmlAttributes(Set.of());
    }
    readTraceParts();
    if (!started) {
      startTrace();
      handOver();
    } else if (late) {
      handOver();
    }
  }

  private void readTraceParts() throws IOException {
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
      if (type != null) {
        readTraceAttribute(type);
      } else if ("event".equals(xml.name())) {
        readTraceEvent();
      } else {
        context.skipUnknown("trace");
      }
    }
  }

  private void readTraceEvent() throws IOException {
    if (!started) {
      startTrace();
      if (saysMoreThanItsName()) {
        handOver();
      }
    }
    events.read();
  }

  private void readTraceAttribute(XesType type) throws IOException {
    if (started) {
      late = true;
      parser.startElement();
      reportDisorder("an attribute of the trace stands behind its first event", xml.name());
    }
    parser.read(type, trace, context.findings);
  }

  private void startTrace() {
    started = true;
    caseId = caseId();
    events.startCase(caseId, stores ? names.meet(caseId) : 0, trace);
  }

  private String caseId() {
    String name = trace.topValue(XesKey.Role.NAME);
    if (!name.isBlank() && name.length() <= XesReader.MAX_NAME_LENGTH) {
      return name;
    }
    String id = "trace-" + traceNumber;
    ErrorCode code = name.isBlank() ? ErrorCode.MISSING_FIELD : ErrorCode.FIELD_TOO_LONG;
    String message = "the trace has no concept:name that can be its id; it is called '%s'";
    context.findings.report(code, message.formatted(id), "concept:name", "");
    return id;
  }

  /** Whether the trace holds something that its events do not tell already. */
  private boolean saysMoreThanItsName() {
    return trace.size() != 1
        || trace.type(0) != XesType.STRING
        || !trace.value(0).equals(caseId)
        || trace.key(0).role() != XesKey.Role.NAME;
  }

  private void handOver() {
    if (!stores) {
      return;
    }
    List<ObjectAttribute> attributes =
        trace.toAttributes(context.timestamp).stream()
            .map(attribute -> new ObjectAttribute(attribute, Instant.EPOCH))
            .toList();
    context.sink.object(
        new BusinessObject(ObjectType.CASE, new ObjectId(caseId), attributes, List.of()));
  }

  private void reportDisorder(String message, String field) {
    context.findings.report(ErrorCode.UNKNOWN_ELEMENT, message, field, XesRaw.startTag(xml));
  }
}
