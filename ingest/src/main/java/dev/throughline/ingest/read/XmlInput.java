package dev.throughline.ingest.read;

import com.ctc.wstx.exc.WstxIOException;
import com.ctc.wstx.exc.WstxLazyException;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Location;
import dev.throughline.model.ThroughlineException;
import java.io.CharConversionException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Locale;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import org.jspecify.annotations.Nullable;

/**
 * A cursor over the elements and text of an XML file: comments, processing instructions and white
 * space between elements are passed over, a DOCTYPE or an entity is refused, and every error of the
 * parser is a {@link ThroughlineException} that names its line.
 */
final class XmlInput implements Closeable {
  private final String file;
  private final InputStream in;
  private final XMLStreamReader2 reader;

  private XmlInput(String file, InputStream in, XMLStreamReader2 reader) {
    this.file = file;
    this.in = in;
    this.reader = reader;
  }

  /**
   * Opens a plain or gzip-compressed XML file, in any encoding that its byte order mark or XML
   * declaration names.
   */
  static XmlInput open(Path path, ReadLimits limits) throws IOException {
    String file = String.valueOf(path.getFileName());
    InputStream in = InflatingInput.open(path, limits);
    try {
      return new XmlInput(file, in, SafeXml.reader(in, limits));
    } catch (XMLStreamException e) {
      in.close();
      throw failure(e, file, 0);
    } catch (RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /**
   * Moves on.
   *
   * @return {@link XMLStreamConstants#START_ELEMENT}, {@code END_ELEMENT}, {@code CHARACTERS} (not
   *     all white space) or {@code END_DOCUMENT}
   * @throws ThroughlineException when the file breaks the rules of XML, holds a DOCTYPE or an
   *     entity, or passes a limit
   */
  int next() throws IOException {
    return advance(false);
  }

  /** Like {@link #next}, but stops at {@code CHARACTERS} that are all white space too. */
  int nextOrSpace() throws IOException {
    return advance(true);
  }

  private int advance(boolean keepsSpace) throws IOException {
    try {
      while (true) {
        int event = reader.next();
        switch (event) {
          case XMLStreamConstants.START_ELEMENT,
              XMLStreamConstants.END_ELEMENT,
              XMLStreamConstants.END_DOCUMENT -> {
            return event;
          }
          case XMLStreamConstants.CHARACTERS,
              XMLStreamConstants.CDATA,
              XMLStreamConstants.SPACE -> {
            if (keepsSpace || !reader.isWhiteSpace()) {
              return XMLStreamConstants.CHARACTERS;
            }
          }
          case XMLStreamConstants.DTD -> throw forbidden("a DOCTYPE is never read");
          case XMLStreamConstants.ENTITY_REFERENCE ->
              throw forbidden("an entity is never read, found &" + reader.getLocalName() + ";");
          default -> {}
        }
      }
    } catch (XMLStreamException e) {
      throw failure(e, file, line());
    } catch (WstxLazyException e) {
      throw failure(cause(e), file, line());
    }
  }

  /** The element's name without its prefix. */
  String name() {
    return reader.getLocalName();
  }

  /** The text at {@code CHARACTERS}. */
  String text() throws IOException {
    try {
      return reader.getText();
    } catch (WstxLazyException e) {
      throw failure(cause(e), file, line());
    }
  }

  int attributeCount() {
    return reader.getAttributeCount();
  }

  /** The attribute's name without its prefix. */
  String attributeName(int index) {
    return reader.getAttributeLocalName(index);
  }

  /** Whether the attribute's name has a prefix, like {@code xsi:schemaLocation}. */
  boolean isNamespaced(int index) {
    String prefix = reader.getAttributePrefix(index);
    return prefix != null && !prefix.isEmpty();
  }

  String attributeValue(int index) {
    return reader.getAttributeValue(index);
  }

  /** The value of the attribute with that name, in whatever namespace; null when absent. */
  @Nullable String attribute(String name) {
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      if (reader.getAttributeLocalName(i).equals(name)) {
        return reader.getAttributeValue(i);
      }
    }
    return null;
  }

  /** The line where the current element starts, from 1. */
  long line() {
    return Math.max(reader.getLocationInfo().getStartLocation().getLineNumber(), 1);
  }

  Location location(@Nullable String field) {
    return new Location(file, line(), field);
  }

  String file() {
    return file;
  }

  @Override
  public void close() throws IOException {
    try (in) {
      reader.close();
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  private static XMLStreamException cause(WstxLazyException e) {
    return e.getCause() instanceof XMLStreamException cause ? cause : new XMLStreamException(e);
  }

  private ThroughlineException forbidden(String message) {
    return new ThroughlineException(ErrorCode.FORBIDDEN_CONSTRUCT, message, location(null));
  }

  /**
   * Sorts the parser's errors: it has one exception class for limits and for syntax, and only its
   * message says which.
   */
  private static ThroughlineException failure(XMLStreamException e, String file, long line)
      throws IOException {
    if (e instanceof WstxIOException && e.getCause() instanceof IOException cause) {
      if (!(cause instanceof CharConversionException)) {
        throw cause;
      }
      return error(ErrorCode.BAD_ENCODING, cause.getMessage(), file, line, e);
    }
    long where = e.getLocation() == null ? line : e.getLocation().getLineNumber();
    return error(code(e), firstLine(e), file, where, e);
  }

  private static ErrorCode code(XMLStreamException e) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    if (message.startsWith("undeclared general entity")) {
      return ErrorCode.FORBIDDEN_CONSTRUCT;
    }
    if (!message.contains("limit (")) {
      return ErrorCode.MALFORMED_FILE;
    }
    if (message.contains("depth")) {
      return ErrorCode.TOO_DEEP;
    }
    return message.contains("attribute size") || message.contains("text")
        ? ErrorCode.FIELD_TOO_LONG
        : ErrorCode.TOO_LARGE;
  }

  private static ThroughlineException error(
      ErrorCode code, @Nullable String message, String file, long line, Exception cause) {
    return new ThroughlineException(
        code,
        "not readable as XML: " + message,
        new Location(file, Math.max(line, 0), null),
        cause);
  }

  /** The parser's sentence without the position that it appends on a second line. */
  private static String firstLine(XMLStreamException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
  }
}
