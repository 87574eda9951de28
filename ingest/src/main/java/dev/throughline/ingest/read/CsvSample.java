package dev.throughline.ingest.read;

import dev.throughline.ingest.map.MappingProposal;
import dev.throughline.ingest.map.TableSample;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Location;
import dev.throughline.model.ThroughlineException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The beginning of a CSV file: what a proposal is made from. */
public final class CsvSample {
  private static final int SAMPLE_BYTES = 256 << 10;
  private static final int SAMPLE_ROWS = 1000;

  private final String file;
  private final byte[] bytes;
  private final boolean whole;
  private final ReadLimits limits;

  private CsvSample(String file, byte[] bytes, boolean whole, ReadLimits limits) {
    this.file = file;
    this.bytes = bytes;
    this.whole = whole;
    this.limits = limits;
  }

  /**
   * What the columns of the file seem to mean. Reads its first 256 KiB and at most 1000 rows.
   *
   * @param zone of timestamps without offset; null when nobody said
   * @param overrides as {@link MappingProposal#withOverrides} takes them
   * @throws ThroughlineException NOT_THIS_FORMAT, EMPTY_FILE or TOO_LARGE when the file is no
   *     readable CSV, BAD_ARGUMENT for an override that the file does not allow
   */
  public static MappingProposal propose(
      Path path, @Nullable ZoneId zone, Map<String, String> overrides, ReadLimits limits)
      throws IOException {
    TableSample table = of(path, limits).table(null, overrides.get("encoding"));
    return MappingProposal.of(table, zone).withOverrides(overrides);
  }

  static CsvSample of(Path path, ReadLimits limits) throws IOException {
    String file = String.valueOf(path.getFileName());
    try (InputStream in = InflatingInput.open(path, limits)) {
      byte[] bytes = in.readNBytes(SAMPLE_BYTES);
      CsvContent.check(file, bytes);
      return new CsvSample(file, bytes, bytes.length < SAMPLE_BYTES, limits);
    }
  }

  /**
   * Header and sample values.
   *
   * @param delimiter null to guess it
   * @param encoding null to guess it
   */
  TableSample table(@Nullable Character delimiter, @Nullable String encoding) {
    String used = encoding == null ? CsvContent.encoding(bytes) : encoding;
    Charset charset = CsvLayout.charset(used);
    try {
      char separator = delimiter == null ? delimiter(charset) : delimiter;
      List<List<String>> rows = rows(new CsvLayout(separator, charset));
      return table(rows, separator, used);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private char delimiter(Charset charset) throws IOException {
    char best = ',';
    DelimiterFit bestFit = new DelimiterFit(0, 0);
    for (char candidate : new char[] {',', ';', '\t', '|'}) {
      DelimiterFit fit = DelimiterFit.of(rows(new CsvLayout(candidate, charset)));
      if (fit.isBetterThan(bestFit)) {
        best = candidate;
        bestFit = fit;
      }
    }
    return best;
  }

  /** All rows that lie wholly in the sample, the header first; broken ones are left out. */
  private List<List<String>> rows(CsvLayout layout) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    Utf8Slice slice = new Utf8Slice();
    InputStream text = layout.decode(new ByteArrayInputStream(bytes));
    try (CsvScanner scanner = new CsvScanner(text, layout.delimiter(), file, limits)) {
      boolean last = false;
      while (!last && rows.size() <= SAMPLE_ROWS && scanner.nextRow()) {
        last = !whole && scanner.isAtEnd();
        if (last || scanner.problem() != CsvScanner.Problem.NONE) {
          continue;
        }
        checkFields(scanner.fieldCount());
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < scanner.fieldCount(); i++) {
          fields.add(scanner.field(i, slice).toString());
        }
        rows.add(fields);
      }
    }
    return rows;
  }

  private void checkFields(int count) {
    if (count > limits.maxFields()) {
      throw new ThroughlineException(
          ErrorCode.TOO_LARGE,
          "The file has %d columns, at most %d are read".formatted(count, limits.maxFields()),
          Location.of(file));
    }
  }

  private TableSample table(List<List<String>> rows, char delimiter, String encoding) {
    if (rows.isEmpty()) {
      throw noHeader();
    }
    List<String> header = CsvColumns.names(rows.get(0));
    List<List<String>> values = new ArrayList<>();
    header.forEach(name -> values.add(new ArrayList<>()));
    for (List<String> row : rows.subList(1, rows.size())) {
      if (row.size() == header.size()) {
        for (int column = 0; column < row.size(); column++) {
          values.get(column).add(row.get(column));
        }
      }
    }
    return new TableSample(header, values, delimiter, encoding, this::table);
  }

  private ThroughlineException noHeader() {
    Location location = Location.of(file);
    if (!whole) {
      return new ThroughlineException(
          ErrorCode.TOO_LARGE,
          "The first line is longer than %d bytes".formatted(SAMPLE_BYTES),
          location);
    }
    for (byte c : bytes) {
      if (c != '\n' && c != '\r') {
        return new ThroughlineException(
            ErrorCode.MALFORMED_FILE, "The header is no row of column names", location);
      }
    }
    return new ThroughlineException(ErrorCode.EMPTY_FILE, "The file has no header", location);
  }

  /**
   * How well a delimiter explains the rows.
   *
   * @param evenness tenths of the rows that have as many fields as the header
   */
  private record DelimiterFit(int evenness, int columns) {
    static DelimiterFit of(List<List<String>> rows) {
      if (rows.isEmpty() || rows.get(0).size() < 2) {
        return new DelimiterFit(0, 0);
      }
      int columns = rows.get(0).size();
      long even = rows.stream().filter(row -> row.size() == columns).count();
      return new DelimiterFit((int) (10 * even / rows.size()), columns);
    }

    boolean isBetterThan(DelimiterFit other) {
      return evenness == other.evenness ? columns > other.columns : evenness > other.evenness;
    }
  }
}
