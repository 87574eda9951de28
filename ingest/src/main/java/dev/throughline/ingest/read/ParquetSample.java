package dev.throughline.ingest.read;

import dev.throughline.ingest.map.MappingProposal;
import dev.throughline.ingest.map.TableSample;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;

/** The beginning of a Parquet file: what a proposal is made from. */
public final class ParquetSample {
  private static final int SAMPLE_ROWS = 1000;

  /**
   * What the columns of the file seem to mean. Reads its first row group and at most 1000 rows.
   *
   * @param zone of timestamps without offset; null when nobody said
   * @param overrides as {@link MappingProposal#withOverrides} takes them
   * @throws dev.throughline.model.ThroughlineException when the file is no readable Parquet file;
   *     BAD_ARGUMENT for an override that it does not allow
   */
  public static MappingProposal propose(
      Path path, @Nullable ZoneId zone, Map<String, String> overrides, ReadLimits limits)
      throws IOException {
    return MappingProposal.of(table(path, limits), zone).withOverrides(overrides);
  }

  /** The first rows, each value as text; local times stay without offset. */
  static TableSample table(Path path, ReadLimits limits) throws IOException {
    try (ParquetRows rows = ParquetRows.open(path, limits)) {
      List<ParquetColumn> columns = new ArrayList<>();
      List<List<String>> values = new ArrayList<>();
      for (PrimitiveType type : rows.columns()) {
        columns.add(new ParquetColumn(type, columns.size(), null));
        values.add(new ArrayList<>());
      }
      for (int row = 0; row < SAMPLE_ROWS; row++) {
        Group group = rows.next();
        if (group == null) {
          break;
        }
        for (int i = 0; i < columns.size(); i++) {
          values.get(i).add(columns.get(i).sampleText(group));
        }
      }
      return TableSample.of(columns.stream().map(ParquetColumn::name).toList(), values);
    }
  }

  private ParquetSample() {}
}
