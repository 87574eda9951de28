package dev.throughline.ingest.read;

import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.model.ErrorCode;
import java.io.IOException;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;

/** What all parts of reading one file share, and what they do with elements that XES lacks. */
final class XesContext {
  final XmlInput xml;
  final LogSink sink;
  final ReadOptions options;
  final XesFindings findings;
  final XesKeys keys;
  final XesTimestamp timestamp;

  /** Events met so far, accepted and rejected. */
  long sequence;

  XesContext(XmlInput xml, ReadOptions options, LogSink sink) {
    this.xml = xml;
    this.sink = sink;
    this.options = options;
    findings = new XesFindings(xml, sink);
    keys = new XesKeys(findings);
    timestamp = new XesTimestamp(options.timeZone());
  }

  /** Passes over an element that has no place here, and says so. */
  void skipUnknown(String parent) throws IOException {
    String name = xml.name();
    if ("event".equals(name)) {
      rejectMisplacedEvent();
    } else {
      findings.report(
          ErrorCode.UNKNOWN_ELEMENT,
          "XES has no <%s> inside <%s>; it is passed over".formatted(name, parent),
          name,
          XesRaw.startTag(xml));
    }
    skipContent();
  }

  /** Passes over everything inside the current element; an event in there is still counted. */
  void skipContent() throws IOException {
    int depth = 1;
    while (depth > 0) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          depth++;
          if ("event".equals(xml.name())) {
            rejectMisplacedEvent();
          }
        }
        case XMLStreamConstants.END_ELEMENT -> depth--;
        default -> {}
      }
    }
  }

  private void rejectMisplacedEvent() {
    sequence++;
    sink.reject(
        new Rejection(
            ErrorCode.UNKNOWN_ELEMENT,
            "XES has no <event> at this place, only inside <trace> and <log>",
            xml.location("event"),
            XesRaw.startTag(xml)));
  }

  void reportText() throws IOException {
    findings.report(
        ErrorCode.UNKNOWN_ELEMENT,
        "XES has no text between its elements; it is passed over",
        "",
        xml.text().strip());
  }

  /** Says which XML attributes of the current element are not the known ones. */
  void checkXmlAttributes(Set<String> known) {
    for (int i = 0; i < xml.attributeCount(); i++) {
      String name = xml.attributeName(i);
      if (!known.contains(name) && !xml.isNamespaced(i)) {
        reportUnknownXmlAttribute(name);
      }
    }
  }

  void reportUnknownXmlAttribute(String name) {
    findings.report(
        ErrorCode.UNKNOWN_ELEMENT,
        "XES has no attribute '%s' of <%s>; it is passed over".formatted(name, xml.name()),
        name,
        XesRaw.startTag(xml));
  }
}
