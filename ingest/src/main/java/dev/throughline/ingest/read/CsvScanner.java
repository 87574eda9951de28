package dev.throughline.ingest.read;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.Location;
import dev.throughline.model.ThroughlineException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds the fields of a CSV text (RFC 4180) in a reused buffer of UTF-8 bytes, one row at a time.
 * Rows end with LF, CR or CRLF; empty lines are no rows; a quote inside a field that does not start
 * with one is plain text. What it hands out is valid until the next row.
 *
 * <p>A row that breaks the syntax has a {@link #problem}. It then ends at its first line break,
 * even inside quotes, and reading goes on behind it: one forgotten quote costs its own row only.
 * Time stays linear: in what is scanned again no field opens a quote that was not a doubled one
 * before, so no byte is scanned more than twice.
 */
final class CsvScanner implements Closeable {

  /** What is wrong with a row. */
  enum Problem {
    NONE,
    /** A quoted field does not end before the input or the longest allowed row does. */
    UNCLOSED_QUOTE,
    /** Something other than a delimiter or line break follows a closing quote. */
    TEXT_AFTER_QUOTE,
    /** The row is longer than the longest allowed one. */
    ROW_TOO_LONG
  }

  /*
   * Layout of the buffer: [rowStart, position) is the part of the row that was scanned, [position,
   * limit) is read ahead, and buffer[limit] holds a line feed, so that the loops over bytes need no
   * check for the end: they stop there and then see that it is not a real line break. Offsets of
   * fields count from rowStart, because the row moves to the front when the buffer is filled; the
   * start of a field with doubled quotes is stored as its complement.
   */
  private static final int INITIAL_BYTES = 1 << 18;
  private static final int KEPT_BYTES = 1 << 14;
  private static final int MAX_SKIPPED_BYTES = 16 << 20;

  private static final byte PLAIN = 0;
  private static final byte DELIMITER = 1;
  private static final byte LINE_END = 2;
  private static final byte QUOTE = 3;
  private static final byte NUL = 4;

  private static final int MORE = 0;
  private static final int END_OF_INPUT = 1;
  private static final int FULL = 2;

  private final InputStream in;
  private final String file;
  private final int maxRowBytes;
  private final int maxFields;
  private final byte[] plainKinds = new byte[256];
  private final byte[] quotedKinds = new byte[256];

  private byte[] buffer;
  private int position;
  private int limit;
  private long line = 1;
  private boolean afterCarriageReturn;

  private int rowStart;
  private int rowEnd;
  private long rowLine;
  private int[] starts = new int[32];
  private int[] ends = new int[32];
  private int fieldCount;
  private int bitsSeen;
  private boolean hasNul;
  private Problem problem = Problem.NONE;
  private byte[] unquoted = new byte[0];
  private int unquotedLength;

  /**
   * @param in UTF-8; closed with the scanner
   * @param file its name, for errors
   */
  CsvScanner(InputStream in, char delimiter, String file, ReadLimits limits) {
    this.in = in;
    this.file = file;
    maxRowBytes = Math.max(1 << 20, 8 * Math.min(limits.maxFieldChars(), 1 << 24));
    maxFields = limits.maxFields();
    buffer = new byte[INITIAL_BYTES + 1];
    buffer[0] = '\n';
    for (byte[] kinds : new byte[][] {plainKinds, quotedKinds}) {
      kinds['\n'] = LINE_END;
      kinds['\r'] = LINE_END;
      kinds[0] = NUL;
    }
    plainKinds[delimiter] = DELIMITER;
    quotedKinds['"'] = QUOTE;
  }

  /**
   * Moves to the next row; false at the end of the input.
   *
   * @throws ThroughlineException FIELD_TOO_LONG or TOO_LARGE when a line goes on beyond all limits
   */
  boolean nextRow() throws IOException {
    do {
      if (!startRow()) {
        return false;
      }
      scanRow();
    } while (rowEnd == rowStart && problem == Problem.NONE);
    return true;
  }

  private boolean startRow() throws IOException {
    rowStart = position;
    if (position == limit && fill() != MORE) {
      return false;
    }
    if (afterCarriageReturn) {
      afterCarriageReturn = false;
      if (buffer[position] == '\n') {
        position++;
        return startRow();
      }
    }
    rowStart = position;
    rowLine = line;
    fieldCount = 0;
    bitsSeen = 0;
    hasNul = false;
    problem = Problem.NONE;
    unquotedLength = 0;
    return true;
  }

  private void scanRow() throws IOException {
    boolean more;
    do {
      more = isQuote() ? quotedField() : plainField();
    } while (more);
  }

  private boolean isQuote() throws IOException {
    // At the limit there is a line feed, so a quote is a real one.
    return buffer[position] == '"'
        || (position == limit && fill() == MORE && buffer[position] == '"');
  }

  /** Whether another field follows. */
  private boolean plainField() throws IOException {
    int start = position - rowStart;
    while (true) {
      byte kind = findPlain();
      if (kind == DELIMITER) {
        addField(start, position - rowStart);
        position++;
        return true;
      }
      if (kind == NUL) {
        hasNul = true;
        position++;
      } else if (position < limit) {
        addField(start, position - rowStart);
        endRow();
        return false;
      } else {
        int filled = fill();
        if (filled == FULL) {
          return breakRow(Problem.ROW_TOO_LONG);
        }
        if (filled == END_OF_INPUT) {
          addField(start, position - rowStart);
          rowEnd = position;
          return false;
        }
      }
    }
  }

  /** Moves to the next byte that is not plain; the loop that most of the time is spent in. */
  private byte findPlain() {
    byte[] bytes = buffer;
    byte[] kinds = plainKinds;
    int p = position;
    int bits = 0;
    byte c;
    byte kind;
    do {
      c = bytes[p++];
      bits |= c;
      kind = kinds[c & 0xff];
    } while (kind == PLAIN);
    bitsSeen |= bits;
    position = p - 1;
    return kind;
  }

  private byte findQuoted() {
    byte[] bytes = buffer;
    byte[] kinds = quotedKinds;
    int p = position;
    int bits = 0;
    byte c;
    byte kind;
    do {
      c = bytes[p++];
      bits |= c;
      kind = kinds[c & 0xff];
    } while (kind == PLAIN);
    bitsSeen |= bits;
    position = p - 1;
    return kind;
  }

  /** Whether another field follows. */
  private boolean quotedField() throws IOException {
    position++;
    int start = position - rowStart;
    boolean doubled = false;
    while (true) {
      byte kind = findQuoted();
      if (kind == NUL) {
        hasNul = true;
        position++;
      } else if (kind == LINE_END) {
        if (position == limit) {
          if (fill() != MORE) {
            return breakRow(Problem.UNCLOSED_QUOTE);
          }
        } else {
          line += isCountedBreak() ? 1 : 0;
          position++;
        }
      } else if (isDoubledQuote()) {
        doubled = true;
        position += 2;
      } else {
        int end = position - rowStart;
        position++;
        addField(doubled ? ~start : start, end);
        return afterQuotedField();
      }
    }
  }

  /** Of CRLF inside quotes, only the CR counts as a line break. */
  private boolean isCountedBreak() {
    return buffer[position] == '\r' || buffer[position - 1] != '\r';
  }

  private boolean isDoubledQuote() throws IOException {
    if (position + 1 == limit && fill() == FULL) {
      return false;
    }
    return position + 1 < limit && buffer[position + 1] == '"';
  }

  private boolean afterQuotedField() throws IOException {
    if (position == limit) {
      int filled = fill();
      if (filled != MORE) {
        rowEnd = position;
        return filled == FULL && breakRow(Problem.ROW_TOO_LONG);
      }
    }
    byte kind = plainKinds[buffer[position] & 0xff];
    if (kind == DELIMITER) {
      position++;
      return true;
    }
    if (kind == LINE_END) {
      endRow();
      return false;
    }
    return breakRow(Problem.TEXT_AFTER_QUOTE);
  }

  private void addField(int start, int end) {
    if (fieldCount == starts.length && fieldCount <= maxFields) {
      int length = Math.min(2 * fieldCount, maxFields + 1);
      starts = Arrays.copyOf(starts, length);
      ends = Arrays.copyOf(ends, length);
    }
    if (fieldCount < starts.length) {
      starts[fieldCount] = start;
      ends[fieldCount] = end;
    }
    fieldCount++;
  }

  private void endRow() {
    rowEnd = position;
    afterCarriageReturn = buffer[position] == '\r';
    position++;
    line++;
  }

  /** Ends a row with a problem behind its first line break; always false, no field follows. */
  private boolean breakRow(Problem found) throws IOException {
    problem = found;
    line = rowLine;
    position = rowStart;
    findLineEnd();
    if (position == limit) {
      skipLine();
    } else {
      endRow();
    }
    return false;
  }

  private void findLineEnd() {
    byte[] bytes = buffer;
    int p = position;
    while (bytes[p] != '\n' && bytes[p] != '\r') {
      p++;
    }
    position = p;
  }

  /** Reads on to the line's end, but keeps only what the raw text of a rejection can show. */
  private void skipLine() throws IOException {
    long skipped = (long) limit - rowStart;
    int filled = MORE;
    while (position == limit && filled == MORE) {
      if (skipped > maxRowBytes + MAX_SKIPPED_BYTES) {
        throw endlessLine();
      }
      int kept = Math.min(limit - rowStart, KEPT_BYTES);
      limit = rowStart + kept;
      filled = fill();
      position = rowStart + kept;
      skipped += limit - position;
      findLineEnd();
    }
    int end = position;
    if (filled == MORE) {
      endRow();
    }
    rowEnd = Math.min(end, rowStart + KEPT_BYTES);
  }

  private ThroughlineException endlessLine() {
    return fieldCount > maxFields
        ? failure(ErrorCode.TOO_LARGE, "The line has more than %d fields".formatted(maxFields))
        : failure(
            ErrorCode.FIELD_TOO_LONG,
            problem == Problem.UNCLOSED_QUOTE
                ? "A quoted field is far longer than any allowed one, or its quote is never closed"
                : "The line is far longer than any allowed one");
  }

  private ThroughlineException failure(ErrorCode code, String message) {
    return new ThroughlineException(code, message, new Location(file, rowLine, null));
  }

  /** Reads more bytes behind the limit, after moving the row to the front. */
  private int fill() throws IOException {
    if (rowStart > 0) {
      System.arraycopy(buffer, rowStart, buffer, 0, limit - rowStart);
      position -= rowStart;
      limit -= rowStart;
      rowStart = 0;
    }
    if (limit == buffer.length - 1) {
      if (limit >= maxRowBytes) {
        buffer[limit] = '\n';
        return FULL;
      }
      buffer = Arrays.copyOf(buffer, 2 * limit + 1);
    }
    int count = in.read(buffer, limit, buffer.length - 1 - limit);
    limit += Math.max(count, 0);
    buffer[limit] = '\n';
    return count > 0 ? MORE : END_OF_INPUT;
  }

  /** How many fields the row has; those beyond the limit are counted, not kept. */
  int fieldCount() {
    return fieldCount;
  }

  Problem problem() {
    return problem;
  }

  /** Whether nothing that was read ahead follows the row: at the latest then, the input may end. */
  boolean isAtEnd() {
    return position == limit;
  }

  /** The number of the line in which the row begins, from 1. */
  long line() {
    return rowLine;
  }

  /** How many bytes the row has, quotes and delimiters included. */
  int rowLength() {
    return rowEnd - rowStart;
  }

  /** Whether the row is text: UTF-8 and without NUL. */
  boolean isText() {
    return !hasNul && (bitsSeen >= 0 || CsvUtf8.isValid(buffer, rowStart, rowEnd));
  }

  /** Sets the slice to the field's bytes, quotes removed. */
  Utf8Slice field(int index, Utf8Slice target) {
    int start = starts[index];
    return start >= 0
        ? target.set(buffer, rowStart + start, ends[index] - start)
        : unquote(rowStart + ~start, rowStart + ends[index], target);
  }

  private Utf8Slice unquote(int from, int to, Utf8Slice target) {
    int most = unquotedLength + to - from;
    if (most > unquoted.length) {
      // Slices of this row keep the old array.
      unquoted = Arrays.copyOf(unquoted, Math.max(most, 2 * unquoted.length));
    }
    int start = unquotedLength;
    for (int p = from; p < to; p++) {
      unquoted[unquotedLength++] = buffer[p];
      p += buffer[p] == '"' ? 1 : 0;
    }
    return target.set(unquoted, start, unquotedLength - start);
  }

  /** The row's bytes as they stand in the text, without the line break. */
  Utf8Slice row(Utf8Slice target) {
    return target.set(buffer, rowStart, rowEnd - rowStart);
  }

  /** The row as it stands in the text, cut at {@code maxBytes}. */
  String rowText(int maxBytes) {
    return new String(
        buffer, rowStart, Math.min(rowEnd - rowStart, maxBytes), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
