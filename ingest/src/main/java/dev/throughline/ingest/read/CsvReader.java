package dev.throughline.ingest.read;

import dev.throughline.ingest.map.ColumnMapping;
import dev.throughline.ingest.map.MappingProposal;
import dev.throughline.ingest.map.TableSample;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Reads a CSV file (RFC 4180; delimiter, encoding and columns as the mapping says) as a stream, in
 * memory that grows with the longest row only.
 *
 * <p>One row is one event. A row is rejected, and the rest is read, when it has another number of
 * fields than the header, lacks case, activity, timestamp or (if there is such a column) event id,
 * has a timestamp that is none, is no text in the file's encoding, breaks the syntax or passes a
 * limit. The time of an event is that of its mapped column; a local time that the clock showed
 * twice in autumn is the first of the two. A column without a meaning becomes an attribute of the
 * event, as text; an empty field none. A file without column of event ids gets ids from the row's
 * position and bytes, so importing it again gives the same ids.
 */
public final class CsvReader implements LogReader {

  @Override
  public void read(Path path, ReadOptions options, LogSink sink) throws IOException {
    CsvSample sample = CsvSample.of(path, options.limits());
    ColumnMapping mapping = mapping(sample, options);
    CsvLayout layout = layout(sample, mapping);
    String file = String.valueOf(path.getFileName());
    InputStream bytes = InflatingInput.open(path, options.limits());
    try (CsvScanner scanner =
        new CsvScanner(layout.decode(bytes), layout.delimiter(), file, options.limits())) {
      new CsvPass(file, scanner, mapping, options, sink).run();
    } finally {
      bytes.close();
    }
  }

  private static ColumnMapping mapping(CsvSample sample, ReadOptions options) {
    ColumnMapping given = options.mapping();
    return given == null
        ? MappingProposal.of(sample.table(null, null), options.timeZone()).orThrow()
        : given;
  }

  private static CsvLayout layout(CsvSample sample, ColumnMapping mapping) {
    Character delimiter = mapping.delimiter();
    String encoding = mapping.encoding();
    if (delimiter == null || encoding == null) {
      TableSample table = sample.table(delimiter, encoding);
      delimiter = Objects.requireNonNull(table.delimiter());
      encoding = Objects.requireNonNull(table.encoding());
    }
    return new CsvLayout(delimiter, CsvLayout.charset(encoding));
  }
}
