package dev.throughline.ingest.read;

import dev.throughline.ingest.map.ColumnMapping;
import dev.throughline.ingest.map.MappingProposal;
import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.model.Attribute;
import dev.throughline.model.BusinessObject;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Location;
import dev.throughline.model.ObjectAttribute;
import dev.throughline.model.ObjectId;
import dev.throughline.model.ObjectType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table in Parquet by a column mapping, given or proposed, as CSV is read: each row is an
 * event or a rejection that names its number (from 1). Columns keep their types: numbers, booleans,
 * decimals and timestamps become attributes of those types; null and NaN are absent. Timestamps and
 * dates that Parquet holds as local need a time zone, from the mapping or the options. Columns with
 * lists or structures are passed over, with a finding.
 *
 * <p>Memory: one row group, and when the mapping has case attributes, those of each case.
 */
public final class ParquetReader implements LogReader {

  @Override
  public void read(Path file, ReadOptions options, LogSink sink) throws IOException {
    String name = String.valueOf(file.getFileName());
    ColumnMapping mapping = mapping(file, options);
    try (ParquetRows rows = ParquetRows.open(file, options.limits())) {
      for (String skipped : rows.skipped()) {
        String message = "column '%s' holds lists or structures and is passed over";
        Location place = new Location(name, 0, skipped);
        sink.finding(
            new Rejection(ErrorCode.UNKNOWN_ELEMENT, message.formatted(skipped), place, ""));
      }
      ZoneId zone = mapping.timeZone() == null ? options.timeZone() : mapping.timeZone();
      ParquetLayout layout =
          new ParquetLayout(name, columns(rows, zone), mapping, options.caseAttributes());
      layout.requireZone(zone);
      ParquetTimestamp timestamps = new ParquetTimestamp(mapping.timestampFormat(), zone);
      new Pass(name, new ParquetEventRow(layout, timestamps, options), sink).read(rows);
    }
  }

  private static ColumnMapping mapping(Path file, ReadOptions options) throws IOException {
    ColumnMapping given = options.mapping();
    return given == null
        ? MappingProposal.of(ParquetSample.table(file, options.limits()), options.timeZone())
            .orThrow()
        : given;
  }

  private static List<ParquetColumn> columns(ParquetRows rows, @Nullable ZoneId zone) {
    List<ParquetColumn> columns = new ArrayList<>();
    for (PrimitiveType type : rows.columns()) {
      columns.add(new ParquetColumn(type, columns.size(), zone));
    }
    return columns;
  }

  /** One pass over the rows. */
  private static final class Pass {
    private static final int ROWS_BETWEEN_INTERRUPT_CHECKS = 1024;

    private final String file;
    private final ParquetEventRow row;
    private final LogSink sink;
    private final Map<String, List<Attribute>> cases = new HashMap<>();

    Pass(String file, ParquetEventRow row, LogSink sink) {
      this.file = file;
      this.row = row;
      this.sink = sink;
    }

    void read(ParquetRows rows) throws IOException {
      long position = 0;
      for (Group group = rows.next(); group != null; group = rows.next()) {
        if (position % ROWS_BETWEEN_INTERRUPT_CHECKS == 0) {
          OcelReader.checkInterrupt();
        }
        hand(group, position++);
      }
    }

    private void hand(Group group, long position) {
      try {
        row.set(group, position);
      } catch (OcelDefect defect) {
        Location place = new Location(file, position + 1, defect.field());
        sink.reject(new Rejection(defect.code(), defect.message(), place, row.raw()));
        return;
      }
      handCase();
      sink.event(row);
    }

    /** The case's attributes, when they are new or have changed. */
    private void handCase() {
      List<Attribute> attributes = row.caseAttributes();
      if (attributes.isEmpty()) {
        return;
      }
      String id = row.caseId().toString();
      if (!attributes.equals(cases.put(id, attributes))) {
        List<ObjectAttribute> dated = new ArrayList<>();
        attributes.forEach(it -> dated.add(new ObjectAttribute(it, Instant.EPOCH)));
        sink.object(new BusinessObject(ObjectType.CASE, new ObjectId(id), dated, List.of()));
      }
    }
  }
}
