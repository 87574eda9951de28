package dev.throughline.ingest.read;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.io.IOException;
import javax.xml.stream.XMLStreamConstants;
import org.jspecify.annotations.Nullable;

/** Reads attribute elements, with everything nested in them, into {@link XesAttributes}. */
final class XesAttributeParser {
  private static final String NO_VALUE = "";

  private final XesContext context;
  private final XmlInput xml;
  private boolean nestingFound;
  private long elements;
  private @Nullable String key;
  private @Nullable String value;

  XesAttributeParser(XesContext context) {
    this.context = context;
    this.xml = context.xml;
  }

  /** Starts another element: keys may be used again. */
  void startElement() {
    elements++;
  }

  /** Whether any attribute so far was nested in another one, apart from the items of lists. */
  boolean foundNesting() {
    return nestingFound;
  }

  /**
   * Reads the attribute whose start tag is current, up to its end tag.
   *
   * @param type of the current element
   */
  void read(XesType type, XesAttributes into, XesProblems problems) throws IOException {
    read(type, into, problems, 0);
  }

  private void read(XesType type, XesAttributes into, XesProblems problems, int depth)
      throws IOException {
    if (into.size() >= context.options.limits().maxFields() * into.share()) {
      refuseMore(problems);
      return;
    }
    readXmlAttributes();
    String name = key;
    if (name == null || name.isBlank()) {
      problems.report(
          ErrorCode.MISSING_FIELD,
          "<%s> has no key".formatted(type.element()),
          "key",
          XesRaw.startTag(xml));
      context.skipContent();
      return;
    }
    if (name.length() > XesReader.MAX_NAME_LENGTH) {
      problems.report(
          ErrorCode.FIELD_TOO_LONG,
          "a key may have at most %d characters".formatted(XesReader.MAX_NAME_LENGTH),
          "key",
          XesRaw.startTag(xml));
      context.skipContent();
      return;
    }
    add(type, name, into, problems, depth);
    readNested(type, into, problems, depth + 1);
  }

  /** Too many attributes end an event; for a trace or a log there is nothing smaller to refuse. */
  private void refuseMore(XesProblems problems) throws IOException {
    int limit = context.options.limits().maxFields();
    if (problems == context.findings) {
      throw new ThroughlineException(
          ErrorCode.TOO_LARGE,
          "a log or trace may have at most %d attributes"
              .formatted(limit * XesAttributes.LARGE_SHARE),
          xml.location(xml.name()));
    }
    problems.report(
        ErrorCode.TOO_LARGE,
        "an event may have at most %d attributes".formatted(limit),
        "event",
        XesRaw.startTag(xml));
    context.skipContent();
  }

  private void readXmlAttributes() {
    key = null;
    value = null;
    int count = xml.attributeCount();
    for (int i = 0; i < count; i++) {
      String name = xml.attributeName(i);
      if ("key".equals(name)) {
        key = xml.attributeValue(i);
      } else if ("value".equals(name)) {
        value = xml.attributeValue(i);
      } else if (!xml.isNamespaced(i)) {
        context.reportUnknownXmlAttribute(name);
      }
    }
  }

  private void add(XesType type, String name, XesAttributes into, XesProblems problems, int depth) {
    XesKey resolved = context.keys.of(name);
    if (depth == 0 && resolved.repeatsIn(elements)) {
      context.findings.report(
          ErrorCode.BAD_VALUE,
          "the key '%s' stands twice in one element; its first value counts".formatted(name),
          name,
          XesRaw.startTag(xml));
    }
    if (depth == 0 && resolved.isOddType(type)) {
      context.findings.report(
          ErrorCode.BAD_VALUE,
          "the key '%s' is a <%s> here, the standard extensions have it as <%s>"
              .formatted(name, type.element(), resolved.role().type().element()),
          name,
          XesRaw.startTag(xml));
    }
    String text = value;
    if (!type.hasValue()) {
      into.add(depth, type, resolved, NO_VALUE, false);
    } else if (text == null) {
      problems.report(
          ErrorCode.MISSING_FIELD,
          "<%s key=\"%s\"> has no value".formatted(type.element(), name),
          name,
          XesRaw.startTag(xml));
      into.add(depth, type, resolved, NO_VALUE, true);
    } else {
      into.add(depth, type, resolved, text, !check(type, name, text, problems));
    }
  }

  /** Whether the text is a value of the type; if not, says so. */
  private boolean check(XesType type, String name, String text, XesProblems problems) {
    if (type == XesType.STRING) {
      return true;
    }
    if (type == XesType.DATE) {
      return checkDate(name, text, problems);
    }
    if (type.accepts(text)) {
      return true;
    }
    if (type.isNotFinite(text)) {
      context.findings.report(
          ErrorCode.BAD_VALUE,
          "'%s' is not a finite number; it is kept as text".formatted(text),
          name,
          XesRaw.startTag(xml));
      return false;
    }
    problems.report(ErrorCode.BAD_VALUE, notA(type, text), name, XesRaw.startTag(xml));
    return false;
  }

  private static String notA(XesType type, String text) {
    String cut = text.length() <= 100 ? text : text.substring(0, 100) + "…";
    return "'%s' is not a value of type %s".formatted(cut, type.element());
  }

  private boolean checkDate(String name, String text, XesProblems problems) {
    String message =
        switch (context.timestamp.read(text)) {
          case READ -> null;
          case NO_OFFSET ->
              "'%s' has no offset from UTC, and no time zone was given".formatted(text);
          case SKIPPED_BY_ZONE -> "'%s' was skipped by the clocks of its zone".formatted(text);
          case NOT_A_TIMESTAMP -> notA(XesType.DATE, text);
        };
    if (message == null) {
      return true;
    }
    problems.report(ErrorCode.BAD_TIMESTAMP, message, name, XesRaw.startTag(xml));
    return false;
  }

  private void readNested(XesType parent, XesAttributes into, XesProblems problems, int depth)
      throws IOException {
    while (true) {
      switch (xml.next()) {
        case XMLStreamConstants.END_ELEMENT -> {
          return;
        }
        case XMLStreamConstants.START_ELEMENT -> readChild(parent, into, problems, depth);
        default -> context.reportText();
      }
    }
  }

  private void readChild(XesType parent, XesAttributes into, XesProblems problems, int depth)
      throws IOException {
    XesType type = XesType.ofAttribute(xml.name());
    if (type != null) {
      nestingFound |= parent.hasValue();
      read(type, into, problems, depth);
    } else if (parent == XesType.LIST && "values".equals(xml.name())) {
      into.add(depth, XesType.VALUES, context.keys.of("values"), NO_VALUE, false);
      readNested(XesType.VALUES, into, problems, depth + 1);
    } else {
      context.skipUnknown(parent.element());
    }
  }
}
