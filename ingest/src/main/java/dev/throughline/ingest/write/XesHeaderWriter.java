package dev.throughline.ingest.write;

import dev.throughline.ingest.read.SafeXml;
import dev.throughline.ingest.read.XesReader;
import dev.throughline.model.Attribute;
import dev.throughline.model.AttributeValue;
import dev.throughline.model.LogHeader;
import dev.throughline.model.LogHeader.Classifier;
import dev.throughline.model.LogHeader.Extension;
import dev.throughline.model.LogHeader.Global;
import dev.throughline.model.LogHeader.Scope;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** Writes everything before the first trace. */
final class XesHeaderWriter {
  private static final String VERSION = "1849.2023";
  private static final String FEATURES = "nested-attributes";
  private static final String NAMESPACE = "http://www.xes-standard.org/";

  private static final Attribute PLACEHOLDER = Attribute.text("concept:name", "name");
  private static final OffsetDateTime EPOCH = Instant.EPOCH.atOffset(ZoneOffset.UTC);

  /** What a log of another format gets, so that other tools know its keys. */
  private static final LogHeader STANDARD =
      new LogHeader(
          VERSION,
          FEATURES,
          List.of(
              standard("Concept", "concept"),
              standard("Time", "time"),
              standard("Organizational", "org"),
              standard("Identity", "identity")),
          List.of(
              new Global(Scope.TRACE, List.of(PLACEHOLDER)),
              new Global(
                  Scope.EVENT,
                  List.of(
                      PLACEHOLDER,
                      new Attribute("time:timestamp", new AttributeValue.Moment(EPOCH))))),
          List.of(new Classifier("Activity", Scope.EVENT, List.of("concept:name"))),
          List.of());

  private final XMLStreamWriter xml;
  private final XesAttributeWriter attributes;

  XesHeaderWriter(XMLStreamWriter xml, XesAttributeWriter attributes) {
    this.xml = xml;
    this.attributes = attributes;
  }

  private static Extension standard(String name, String prefix) {
    return new Extension(name, prefix, NAMESPACE + prefix + ".xesext");
  }

  /** Leaves the log's element open. */
  void start(LogHeader given, @Nullable String source) throws XMLStreamException {
    LogHeader header = given.equals(LogHeader.EMPTY) ? STANDARD : given;
    String version = header.version();
    String features = header.features();
    xml.writeStartDocument("UTF-8", "1.0");
    attributes.startElement("log");
    xml.writeDefaultNamespace(NAMESPACE);
    attributes.xmlAttribute("xes.version", version == null ? VERSION : version);
    attributes.xmlAttribute("xes.features", features == null ? FEATURES : features);
    for (Extension extension : header.extensions()) {
      write(extension);
    }
    for (Global global : header.globals()) {
      attributes.startElement("global");
      attributes.xmlAttribute("scope", word(global.scope()));
      attributes.write(global.attributes());
      attributes.endElement();
    }
    for (Classifier classifier : header.classifiers()) {
      write(classifier);
    }
    if (source != null) {
      attributes.write(Attribute.text(XesReader.SOURCE_KEY, source));
    }
    attributes.write(header.attributes());
  }

  private void write(Extension extension) throws XMLStreamException {
    attributes.startElement("extension");
    attributes.xmlAttribute("name", extension.name());
    attributes.xmlAttribute("prefix", extension.prefix());
    attributes.xmlAttribute("uri", extension.uri());
    attributes.endElement();
  }

  private void write(Classifier classifier) throws XMLStreamException {
    attributes.startElement("classifier");
    attributes.xmlAttribute("name", classifier.name());
    attributes.xmlAttribute("scope", word(classifier.scope()));
    attributes.xmlAttribute(
        "keys",
        classifier.keys().stream().map(XesHeaderWriter::quoted).collect(Collectors.joining(" ")));
    attributes.endElement();
  }

  private static String quoted(String key) {
    boolean plain = SafeXml.legalText(key).chars().noneMatch(Character::isWhitespace);
    return plain ? key : "'" + key + "'";
  }

  private static String word(Scope scope) {
    return scope.name().toLowerCase(Locale.ROOT);
  }
}
