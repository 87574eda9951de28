package dev.throughline.ingest.read;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;

/**
 * How the text of a CSV file is written.
 *
 * @param delimiter between fields: one ASCII character that is no quote and no line break
 */
record CsvLayout(char delimiter, Charset charset) {
  private static final int BOM_BYTES = 3;

  CsvLayout {
    if (delimiter == 0 || delimiter > 0x7e || "\"\r\n".indexOf(delimiter) >= 0) {
      throw new ThroughlineException(
          ErrorCode.BAD_ARGUMENT,
          "The delimiter must be one ASCII character and no quote or line break, was '%s'"
              .formatted(delimiter));
    }
  }

  /**
   * @throws ThroughlineException BAD_ARGUMENT when there is no such encoding
   */
  static Charset charset(String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new ThroughlineException(
          ErrorCode.BAD_ARGUMENT, "There is no encoding named '%s'".formatted(name), null, e);
    }
  }

  /** The text as UTF-8 without byte order mark; bytes that are no text come as 0xFF. */
  InputStream decode(InputStream encoded) throws IOException {
    InputStream utf8 =
        charset.equals(StandardCharsets.UTF_8) || charset.equals(StandardCharsets.US_ASCII)
            ? encoded
            : new CsvTranscoder(encoded, charset);
    PushbackInputStream result = new PushbackInputStream(utf8, BOM_BYTES);
    byte[] start = result.readNBytes(BOM_BYTES);
    boolean isMark =
        start.length == BOM_BYTES
            && start[0] == (byte) 0xef
            && start[1] == (byte) 0xbb
            && start[2] == (byte) 0xbf;
    if (!isMark) {
      result.unread(start);
    }
    return result;
  }
}
