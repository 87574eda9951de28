package dev.throughline.ingest.read;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.Location;
import dev.throughline.model.ThroughlineException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import org.jspecify.annotations.Nullable;

/** Tells the format of a log file from how it starts. */
final class FormatDetector {
  private static final int HEAD_BYTES = 8 << 10;
  private static final int NOTHING = -1;
  private static final int MIN_ZERO_DISTANCE = 50;

  /** Starts of files that people upload by mistake, and what to tell them. */
  private static final Map<String, String> STRANGERS = strangers();

  private static final Set<String> OCEL_PARTS =
      Set.of("event-types", "object-types", "events", "objects");

  private final Path path;
  private final String file;
  private final ReadLimits limits;
  private final byte[] head;
  private final boolean compressed;

  private FormatDetector(Path path, ReadLimits limits, byte[] head, boolean compressed) {
    this.path = path;
    this.file = String.valueOf(path.getFileName());
    this.limits = limits;
    this.head = head;
    this.compressed = compressed;
  }

  static LogFormat detect(Path path, ReadLimits limits) throws IOException {
    try (InputStream in = InflatingInput.open(path, limits)) {
      byte[] head = in.readNBytes(HEAD_BYTES);
      return new FormatDetector(path, limits, head, isGzip(path)).detect();
    }
  }

  private static boolean isGzip(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return in.read() == 0x1f && in.read() == 0x8b;
    }
  }

  private LogFormat detect() throws IOException {
    LogFormat binary = binaryFormat();
    if (binary != null) {
      if (compressed) {
        throw refused("the file is a compressed " + binary + " file; inflate it before importing");
      }
      return binary;
    }
    for (Map.Entry<String, String> stranger : STRANGERS.entrySet()) {
      if (startsWith(stranger.getKey().getBytes(StandardCharsets.ISO_8859_1))) {
        throw refused(stranger.getValue());
      }
    }
    return textFormat();
  }

  private @Nullable LogFormat binaryFormat() {
    if (startsWith(SqliteInput.MAGIC)) {
      return LogFormat.OCEL_SQLITE;
    }
    return startsWith("PAR1".getBytes(StandardCharsets.US_ASCII)) ? LogFormat.PARQUET : null;
  }

  private LogFormat textFormat() throws IOException {
    if (isBinary()) {
      throw refused("the file holds binary data of no known kind");
    }
    return switch (firstCharacter()) {
      case '<' -> xmlFormat();
      case '{' -> LogFormat.OCEL_JSON;
      case NOTHING -> throw refused("the file holds nothing but blanks");
      default -> {
        refuseUnlessTable();
        yield LogFormat.CSV;
      }
    };
  }

  /** XES and OCEL share the name of their root; what stands in it tells them apart. */
  private LogFormat xmlFormat() throws IOException {
    try (XmlInput xml = XmlInput.open(path, limits)) {
      if (xml.next() != XMLStreamConstants.START_ELEMENT || !xml.name().equals("log")) {
        throw refused("the file is XML, but not an event log: its root is <" + xml.name() + ">");
      }
      boolean isXes = xml.attribute("xes.version") != null || xml.attribute("xes.features") != null;
      boolean hasChild = !isXes && xml.next() == XMLStreamConstants.START_ELEMENT;
      return hasChild && OCEL_PARTS.contains(xml.name()) ? LogFormat.OCEL_XML : LogFormat.XES;
    }
  }

  /** A name that promises XML or JSON over content that is neither, nor looks like a table. */
  private void refuseUnlessTable() {
    String name = file.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
    boolean promisesXml =
        name.endsWith(".xes") || name.endsWith(".xml") || name.endsWith(".xmlocel");
    boolean promisesJson = name.endsWith(".json") || name.endsWith(".jsonocel");
    if ((promisesXml || promisesJson) && !firstLineHasDelimiter()) {
      throw refused(
          "the name promises %s, but the content is neither that nor a table"
              .formatted(promisesXml ? "XML" : "JSON"));
    }
  }

  private boolean firstLineHasDelimiter() {
    for (byte one : head) {
      if (one == '\n' || one == '\r') {
        return false;
      }
      if (one == ',' || one == ';' || one == '\t' || one == '|') {
        return true;
      }
    }
    return false;
  }

  /** The first character that is neither a byte order mark nor a blank, in any Unicode encoding. */
  private int firstCharacter() {
    for (byte one : head) {
      int value = one & 0xff;
      boolean isMark = value == 0xef || value == 0xbb || value == 0xbf || value >= 0xfe;
      if (!isMark && value > ' ') {
        return value;
      }
    }
    return NOTHING;
  }

  /** UTF-16 has its zeros in every second place; other text has none, but for a damaged row. */
  private boolean isBinary() {
    int[] zeros = new int[2];
    for (int i = 0; i < head.length; i++) {
      zeros[i % 2] += head[i] == 0 ? 1 : 0;
    }
    return Math.min(zeros[0], zeros[1]) * MIN_ZERO_DISTANCE > head.length;
  }

  private boolean startsWith(byte[] start) {
    return head.length >= start.length
        && Arrays.equals(head, 0, start.length, start, 0, start.length);
  }

  private ThroughlineException refused(String message) {
    return new ThroughlineException(ErrorCode.NOT_THIS_FORMAT, message, Location.of(file));
  }

  private static Map<String, String> strangers() {
    Map<String, String> strangers = new LinkedHashMap<>();
    strangers.put(
        "PK\u0003\u0004",
        "the file is an Excel workbook or another ZIP archive: save a workbook as CSV, unpack an archive");
    strangers.put("\u00d0\u00cf\u0011\u00e0", "the file is an old Excel workbook: save it as CSV");
    strangers.put("%PDF", "the file is a PDF, not an event log");
    strangers.put("\u0089PNG", "the file is a PNG image, not an event log");
    strangers.put("\u00ff\u00d8\u00ff", "the file is a JPEG image, not an event log");
    strangers.put("GIF8", "the file is a GIF image, not an event log");
    strangers.put("\u007fELF", "the file is a program, not an event log");
    strangers.put("BZh", "the file is compressed with bzip2: inflate it before importing");
    strangers.put("\u00fd7zXZ", "the file is compressed with xz: inflate it before importing");
    strangers.put(
        "(\u00b5/\u00fd", "the file is compressed with zstd: inflate it before importing");
    strangers.put("7z\u00bc\u00af", "the file is a 7-Zip archive: unpack it before importing");
    return strangers;
  }
}
