package dev.throughline.ingest.read;

import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.LogHeader;
import dev.throughline.model.LogHeader.Classifier;
import dev.throughline.model.LogHeader.Extension;
import dev.throughline.model.LogHeader.Global;
import dev.throughline.model.LogHeader.Scope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import org.jspecify.annotations.Nullable;

/** Collects what stands before the first trace or event. */
final class XesHeader {
  /** Classifiers name their keys with blanks between; a key with blanks stands in quotes. */
  private static final Pattern CLASSIFIER_KEY = Pattern.compile("'([^']*)'|(\\S+)");

  private static final List<String> ORDER = List.of("extension", "global", "classifier");

  private final XesContext context;
  private final XmlInput xml;
  private final XesAttributeParser parser;
  private final XesAttributes attributes = XesAttributes.ofTraceOrLog();
  private final List<Extension> extensions = new ArrayList<>();
  private final List<Global> globals = new ArrayList<>();
  private final List<Classifier> classifiers = new ArrayList<>();
  private @Nullable String version;
  private @Nullable String features;
  private int place = -1;
  private boolean disorderFound;

  XesHeader(XesContext context, XesAttributeParser parser) {
    this.context = context;
    this.xml = context.xml;
    this.parser = parser;
  }

  /** Reads the XML attributes of {@code <log>}. */
  void readLogTag() {
    for (int i = 0; i < xml.attributeCount(); i++) {
      String name = xml.attributeName(i);
      switch (name) {
        case "xes.version" -> version = xml.attributeValue(i);
        case "xes.features" -> features = xml.attributeValue(i);
        default -> {
          if (!xml.isNamespaced(i) && !name.startsWith("xes.") && !name.startsWith("openxes.")) {
            context.reportUnknownXmlAttribute(name);
          }
        }
      }
    }
    if (version == null) {
      report(ErrorCode.MISSING_FIELD, "<log> does not say its xes.version", "xes.version");
    }
  }

  /** Whether the current element belongs into a header; if so, reads it. */
  boolean read(String name) throws IOException {
    XesType type = XesType.ofAttribute(name);
    if (type != null) {
      place = Math.max(place, place < 0 ? -1 : ORDER.size());
      parser.read(type, attributes, context.findings);
      return true;
    }
    switch (name) {
      case "extension" -> readExtension();
      case "global" -> readGlobal();
      case "classifier" -> readClassifier();
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Attributes of the log may stand first (1849-2016's schema) or last (1849-2023's). */
  private void checkOrder(String name) {
    int index = ORDER.indexOf(name);
    if (index < place && !disorderFound) {
      disorderFound = true;
      report(
          ErrorCode.UNKNOWN_ELEMENT,
          "the log's parts do not stand in the order extension, global, classifier, attribute",
          name);
    }
    place = Math.max(place, index);
  }

  private void readExtension() throws IOException {
    checkOrder("extension");
    context.checkXmlAttributes(Set.of("name", "prefix", "uri"));
    String name = xml.attribute("name");
    String prefix = xml.attribute("prefix");
    String uri = xml.attribute("uri");
    if (name == null || prefix == null || uri == null) {
      report(ErrorCode.MISSING_FIELD, "<extension> lacks its name, prefix or uri", "extension");
    } else {
      extensions.add(new Extension(name, prefix, uri));
    }
    context.skipContent();
  }

  private void readGlobal() throws IOException {
    checkOrder("global");
    context.checkXmlAttributes(Set.of("scope"));
    Scope scope = scope();
    XesAttributes values = XesAttributes.ofTraceOrLog();
    parser.startElement();
    int event = xml.next();
    for (; event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
      XesType type =
          event == XMLStreamConstants.START_ELEMENT ? XesType.ofAttribute(xml.name()) : null;
      if (type != null) {
        parser.read(type, values, context.findings);
      } else if (event == XMLStreamConstants.START_ELEMENT) {
        context.skipUnknown("global");
      } else {
        context.reportText();
      }
    }
    if (scope != null) {
      globals.add(new Global(scope, values.toAttributes(context.timestamp)));
    }
    parser.startElement();
  }

  private void readClassifier() throws IOException {
    checkOrder("classifier");
    context.checkXmlAttributes(Set.of("name", "scope", "keys"));
    String name = xml.attribute("name");
    String text = xml.attribute("keys");
    List<String> keys = text == null ? List.of() : keys(text);
    Scope scope = scope();
    if (name == null || keys.isEmpty()) {
      report(ErrorCode.MISSING_FIELD, "<classifier> lacks its name or keys", "classifier");
    } else if (scope != null) {
      classifiers.add(new Classifier(name, scope, keys));
    }
    context.skipContent();
  }

  private static List<String> keys(String text) {
    return CLASSIFIER_KEY
        .matcher(text)
        .results()
        .map(match -> quotedOrPlain(match))
        .filter(key -> !key.isBlank())
        .toList();
  }

  private static String quotedOrPlain(MatchResult match) {
    return match.group(1) != null ? match.group(1) : match.group(2);
  }

  /** The scope, which is 'event' when absent; null, and a finding, when it is neither. */
  private @Nullable Scope scope() {
    String scope = xml.attribute("scope");
    for (Scope known : Scope.values()) {
      if (known.name().toLowerCase(Locale.ROOT).equals(scope)) {
        return known;
      }
    }
    if (scope == null) {
      return Scope.EVENT;
    }
    String message = "scope must be 'trace' or 'event', was '%s'; the <%s> is passed over";
    report(ErrorCode.BAD_VALUE, message.formatted(scope, xml.name()), "scope");
    return null;
  }

  private void report(ErrorCode code, String message, String field) {
    context.findings.report(code, message, field, XesRaw.startTag(xml));
  }

  /** The whole header; checks what only makes sense when all of it is known. */
  LogHeader finish() {
    context.keys.endHeader(extensions);
    for (Classifier classifier : classifiers) {
      checkKeys(classifier);
    }
    return new LogHeader(
        version,
        features,
        extensions,
        globals,
        classifiers,
        attributes.toAttributes(context.timestamp));
  }

  /** The source that a log of our own writing names; empty for other logs. */
  String source() {
    return attributes.topValue(XesKey.Role.OWN_SOURCE);
  }

  private void checkKeys(Classifier classifier) {
    Set<String> known = new HashSet<>();
    for (Global global : globals) {
      if (global.scope() == classifier.scope()) {
        global.attributes().forEach(attribute -> known.add(attribute.key()));
      }
    }
    for (String key : classifier.keys()) {
      if (!known.contains(key)) {
        String message = "the classifier '%s' uses the key '%s', which is not a global attribute";
        context.findings.report(
            ErrorCode.UNRESOLVED_REFERENCE, message.formatted(classifier.name(), key), key, "");
      }
    }
  }

  /** A part of the header that stands behind the first trace or event. */
  void readLate(String name) throws IOException {
    XesType type = XesType.ofAttribute(name);
    String raw = XesRaw.startTag(xml);
    if (type != null) {
      XesAttributes late = XesAttributes.ofTraceOrLog();
      parser.startElement();
      parser.read(type, late, context.findings);
      raw = late.toXml(Rejection.MAX_RAW_LENGTH);
    } else {
      context.skipContent();
    }
    context.findings.report(
        ErrorCode.UNKNOWN_ELEMENT,
        "<%s> stands behind the first trace or event; it is not part of the log's header"
            .formatted(name),
        name,
        raw);
  }
}
