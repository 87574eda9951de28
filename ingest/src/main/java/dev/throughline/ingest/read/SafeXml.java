package dev.throughline.ingest.read;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.api.WstxOutputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import com.ctc.wstx.stax.WstxOutputFactory;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.codehaus.stax2.XMLInputFactory2;
import org.codehaus.stax2.XMLStreamReader2;

/**
 * The only place that makes XML parsers and writers. A parser made here reads no DTD, resolves no
 * entity but the five of XML itself, fetches nothing, and stops at the limits.
 *
 * <p>Woodstox, because the JDK's parser refuses honest logs with many character references (JDK 24
 * and later) and takes attributes of any length.
 */
public final class SafeXml {
  private static final int MAX_ATTRIBUTES = 200;
  private static final int REPLACEMENT = 0xFFFD;

  /** A parser that still reports a DTD as an event; {@link XmlInput} refuses it. */
  static XMLStreamReader2 reader(InputStream in, ReadLimits limits) throws XMLStreamException {
    WstxInputFactory factory = new WstxInputFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_VALIDATING, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    factory.setProperty(XMLInputFactory2.P_AUTO_CLOSE_INPUT, false);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("external entities are never read");
        });
    int maxAttributes = Math.min(MAX_ATTRIBUTES, limits.maxFields());
    factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, maxAttributes);
    factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, limits.maxFieldChars());
    factory.setProperty(WstxInputProperties.P_MAX_TEXT_LENGTH, limits.maxFieldChars());
    factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, limits.maxDepth());
    return (XMLStreamReader2) factory.createXMLStreamReader(in);
  }

  /**
   * A writer of UTF-8 that escapes what must be escaped and refuses, with an exception, characters
   * that XML 1.0 cannot hold; {@link #legalText} replaces them.
   */
  public static XMLStreamWriter writer(OutputStream out) throws XMLStreamException {
    WstxOutputFactory factory = new WstxOutputFactory();
    factory.setProperty(XMLOutputFactory.IS_REPAIRING_NAMESPACES, false);
    factory.setProperty(WstxOutputProperties.P_OUTPUT_VALIDATE_CONTENT, true);
    return factory.createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
  }

  /** The text with every character that XML 1.0 cannot hold replaced by U+FFFD. */
  public static String legalText(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if ((c < ' ' && c != '\t' && c != '\n' && c != '\r') || c >= Character.MIN_SURROGATE) {
        return replaceIllegal(text);
      }
    }
    return text;
  }

  private static String replaceIllegal(String text) {
    StringBuilder legal = new StringBuilder(text.length());
    text.codePoints().map(c -> isLegal(c) ? c : REPLACEMENT).forEach(legal::appendCodePoint);
    return legal.toString();
  }

  private static boolean isLegal(int c) {
    boolean control = c < ' ' && c != '\t' && c != '\n' && c != '\r';
    boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    return !control && !surrogate && c != 0xFFFE && c != 0xFFFF;
  }

  private SafeXml() {}
}
