package dev.throughline.ingest.read;

import dev.throughline.ingest.map.ColumnMapping;
import dev.throughline.ingest.map.TimestampFormat;
import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Location;
import dev.throughline.model.ThroughlineException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One pass over one file: accepts or rejects each row behind the header. */
final class CsvPass {
  private static final int MAX_ID_LENGTH = 16_384;

  private final String file;
  private final CsvScanner scanner;
  private final ColumnMapping mapping;
  private final ReadOptions options;
  private final LogSink sink;
  private final TimestampFormat format;
  private final Utf8Slice field = new Utf8Slice();

  CsvPass(
      String file, CsvScanner scanner, ColumnMapping mapping, ReadOptions options, LogSink sink) {
    this.file = file;
    this.scanner = scanner;
    this.mapping = mapping;
    this.options = options;
    this.sink = sink;
    format = TimestampFormat.of(mapping.timestampFormat());
  }

  void run() throws IOException {
    CsvColumns columns =
        CsvColumns.of(
            header(), mapping, options.caseAttributes(), new Location(file, scanner.line(), null));
    TimestampParser times = TimestampParser.of(format, mapping.timeZone());
    CsvEventRow row = new CsvEventRow(scanner, columns, options.sourceName());
    CsvCaseObjects cases = new CsvCaseObjects(scanner, columns, sink);
    while (scanner.nextRow()) {
      Fault fault = row.next(times, this);
      if (fault == null) {
        cases.accept(row.caseId());
        sink.event(row);
      } else {
        reject(fault, columns);
      }
    }
  }

  private List<String> header() throws IOException {
    if (!scanner.nextRow()) {
      throw new ThroughlineException(
          ErrorCode.EMPTY_FILE, "The file has no header", Location.of(file));
    }
    Location location = new Location(file, scanner.line(), null);
    if (scanner.fieldCount() > options.limits().maxFields()) {
      throw new ThroughlineException(
          ErrorCode.TOO_LARGE,
          "The file has more than %d columns".formatted(options.limits().maxFields()),
          location);
    }
    if (scanner.problem() != CsvScanner.Problem.NONE || !scanner.isText()) {
      throw new ThroughlineException(
          ErrorCode.MALFORMED_FILE, "The header cannot be read as a row of column names", location);
    }
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < scanner.fieldCount(); i++) {
      fields.add(scanner.field(i, field).toString());
    }
    return CsvColumns.names(fields);
  }

  /**
   * What is wrong with a row.
   *
   * @param column -1 when the whole row is meant
   */
  record Fault(ErrorCode code, String message, int column) {}

  /** What is wrong with the row as a whole; null when nothing is. */
  @Nullable Fault fault(int columns) {
    if (scanner.problem() != CsvScanner.Problem.NONE) {
      return syntaxFault();
    }
    if (!scanner.isText()) {
      return new Fault(
          ErrorCode.BAD_ENCODING,
          "The row is no text in the file's encoding; another one can be given with encoding=NAME",
          -1);
    }
    if (scanner.fieldCount() != columns) {
      return new Fault(
          ErrorCode.WRONG_FIELD_COUNT,
          "The row has %d fields, the header has %d".formatted(scanner.fieldCount(), columns),
          -1);
    }
    return scanner.rowLength() > options.limits().maxFieldChars() ? longField() : null;
  }

  private Fault syntaxFault() {
    return switch (scanner.problem()) {
      case ROW_TOO_LONG ->
          new Fault(ErrorCode.FIELD_TOO_LONG, "The row is far longer than any allowed one", -1);
      case TEXT_AFTER_QUOTE ->
          new Fault(
              ErrorCode.MALFORMED_ROW,
              "Text follows the closing quote of a field; a quote inside must be doubled",
              -1);
      case UNCLOSED_QUOTE, NONE ->
          new Fault(ErrorCode.MALFORMED_ROW, "A quote is opened and never closed", -1);
    };
  }

  private @Nullable Fault longField() {
    int most = options.limits().maxFieldChars();
    for (int i = 0; i < scanner.fieldCount(); i++) {
      scanner.field(i, field);
      if (chars(field) > most) {
        return new Fault(
            ErrorCode.FIELD_TOO_LONG,
            "The field has more than the allowed %d characters".formatted(most),
            i);
      }
    }
    return null;
  }

  private static int chars(Utf8Slice slice) {
    return slice.length() == 0
        ? 0
        : CsvUtf8.lengthInChars(slice.bytes(), slice.offset(), slice.offset() + slice.length());
  }

  /** What is wrong with the time; the caller knows that something is. */
  Fault timestampFault(long problem, Utf8Slice text, int column) {
    return text.toString().isBlank()
        ? missing(column)
        : new Fault(
            ErrorCode.BAD_TIMESTAMP,
            TimestampParser.sentence(problem, shortened(text), format, mapping.timeZone()),
            column);
  }

  private static String shortened(Utf8Slice slice) {
    String text = slice.toString();
    return text.length() <= 100 ? text : text.substring(0, 100) + "...";
  }

  /** What is wrong with a value that must be there; null when nothing is. */
  static @Nullable Fault requiredFault(Utf8Slice value, int column) {
    if (value.isEmpty()) {
      return missing(column);
    }
    byte first = value.bytes()[value.offset()];
    boolean visible = first > ' ';
    if (!visible && value.toString().isBlank()) {
      return missing(column);
    }
    return idFault(value, column);
  }

  /** What is wrong with an id or name that may be absent; null when nothing is. */
  static @Nullable Fault idFault(Utf8Slice value, int column) {
    return value.length() <= MAX_ID_LENGTH || chars(value) <= MAX_ID_LENGTH
        ? null
        : new Fault(
            ErrorCode.FIELD_TOO_LONG,
            "An id or name has more than %d characters".formatted(MAX_ID_LENGTH),
            column);
  }

  private static Fault missing(int column) {
    return new Fault(ErrorCode.MISSING_FIELD, "The field is empty but required", column);
  }

  private void reject(Fault fault, CsvColumns columns) {
    String name = fault.column() < 0 ? null : columns.header().get(fault.column());
    sink.reject(
        new Rejection(
            fault.code(),
            fault.message(),
            new Location(file, scanner.line(), name),
            scanner.rowText(4 * Rejection.MAX_RAW_LENGTH)));
  }
}
