package dev.throughline.ingest.read;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.Location;
import dev.throughline.model.ThroughlineException;

/** What the first bytes of a file say: whether it is a table of text at all, and its encoding. */
final class CsvContent {
  private static final int MAX_CONTROL_SHARE = 20;
  private static final byte[] PARQUET = {'P', 'A', 'R', '1'};
  private static final byte[] SQLITE = {'S', 'Q', 'L', 'i', 't', 'e', ' ', 'f'};
  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final byte[] UTF_8_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
  private static final byte[] UTF_16LE_MARK = {(byte) 0xff, (byte) 0xfe};
  private static final byte[] UTF_16BE_MARK = {(byte) 0xfe, (byte) 0xff};

  /**
   * Refuses what is no table of text.
   *
   * @throws ThroughlineException NOT_THIS_FORMAT, with what the file is instead where that shows
   */
  static void check(String file, byte[] bytes) {
    if (startsWith(bytes, PARQUET)) {
      throw refused(file, "it is a Parquet file");
    }
    if (startsWith(bytes, SQLITE)) {
      throw refused(file, "it is an SQLite database");
    }
    if (startsWith(bytes, ZIP)) {
      throw refused(file, "it is a ZIP archive or a spreadsheet, which can be saved as CSV");
    }
    String encoding = encoding(bytes);
    if (!encoding.startsWith("UTF-16")) {
      checkText(file, bytes);
    }
    char first = firstCharacter(bytes, encoding);
    if (first == '<') {
      throw refused(file, "it begins like XML");
    }
    if (first == '{' || (first == '[' && !encoding.startsWith("UTF-16") && isJsonArray(bytes))) {
      throw refused(file, "it begins like JSON");
    }
  }

  private static void checkText(String file, byte[] bytes) {
    int controls = 0;
    for (byte c : bytes) {
      if (c == 0) {
        throw refused(file, "it holds NUL bytes, so it is no text");
      }
      controls += c > 0 && c < ' ' && c != '\t' && c != '\r' && c != '\n' && c != '\f' ? 1 : 0;
    }
    if (controls > bytes.length / MAX_CONTROL_SHARE) {
      throw refused(file, "it holds mostly control characters, so it is no text");
    }
  }

  private static ThroughlineException refused(String file, String reason) {
    return new ThroughlineException(
        ErrorCode.NOT_THIS_FORMAT, "The file is not CSV: " + reason, Location.of(file));
  }

  private static char firstCharacter(byte[] bytes, String encoding) {
    boolean wide = encoding.startsWith("UTF-16");
    for (int p = startsWith(bytes, UTF_8_MARK) ? 3 : 0; p < bytes.length; p++) {
      byte c = bytes[p];
      boolean skipped = c == ' ' || c == '\t' || c == '\r' || c == '\n' || (wide && c <= 0);
      if (!skipped) {
        return (char) (c & 0xff);
      }
    }
    return ' ';
  }

  /** A header may begin with a bracket; an array begins with one and then an object or array. */
  private static boolean isJsonArray(byte[] bytes) {
    int p = 0;
    while (p < bytes.length && bytes[p] != '[') {
      p++;
    }
    p++;
    while (p < bytes.length && bytes[p] <= ' ') {
      p++;
    }
    return p < bytes.length && (bytes[p] == '{' || bytes[p] == '[' || bytes[p] == ']');
  }

  /**
   * The encoding: as the byte order mark says; else UTF-16 when every other byte is NUL; else UTF-8
   * when the text is that (a few broken characters do not matter); else windows-1252, which any
   * bytes may be.
   */
  static String encoding(byte[] bytes) {
    if (startsWith(bytes, UTF_8_MARK)) {
      return "UTF-8";
    }
    if (startsWith(bytes, UTF_16LE_MARK)) {
      return "UTF-16LE";
    }
    if (startsWith(bytes, UTF_16BE_MARK)) {
      return "UTF-16BE";
    }
    int[] nuls = new int[2];
    for (int p = 0; p < bytes.length; p++) {
      nuls[p & 1] += bytes[p] == 0 ? 1 : 0;
    }
    int half = Math.max(1, bytes.length / 2);
    if (nuls[0] * 10 < nuls[1] && nuls[1] * 2 > half) {
      return "UTF-16LE";
    }
    if (nuls[1] * 10 < nuls[0] && nuls[0] * 2 > half) {
      return "UTF-16BE";
    }
    return isMostlyUtf8(bytes) ? "UTF-8" : "windows-1252";
  }

  private static boolean isMostlyUtf8(byte[] bytes) {
    int valid = 0;
    int broken = 0;
    int p = 0;
    while (p < bytes.length) {
      int length = CsvUtf8.sequenceLength(bytes, p, bytes.length);
      boolean cutOff = length == 0 && bytes.length - p < 4;
      valid += length > 1 ? 1 : 0;
      broken += length == 0 && !cutOff ? 1 : 0;
      p += Math.max(1, length);
    }
    return broken == 0 || valid > broken;
  }

  private static boolean startsWith(byte[] bytes, byte[] start) {
    for (int i = 0; i < start.length; i++) {
      if (i >= bytes.length || bytes[i] != start[i]) {
        return false;
      }
    }
    return true;
  }

  private CsvContent() {}
}
