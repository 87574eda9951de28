package dev.throughline.ingest.map;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The header and the first rows of a table, by column.
 *
 * @param header the names of the columns; all different
 * @param values the first values of each column, in the order of the rows: {@code
 *     values.get(column).get(row)}; an absent value is empty
 * @param delimiter between fields; null for a table that is no text
 * @param encoding a charset name; null for a table that is no text
 * @param layouts reads the same table with another delimiter or encoding
 */
public record TableSample(
    List<String> header,
    List<List<String>> values,
    @Nullable Character delimiter,
    @Nullable String encoding,
    Layouts layouts) {

  /** Reads the same text again in another way. */
  @FunctionalInterface
  public interface Layouts {
    /**
     * Its sample, read anew.
     *
     * @param delimiter null to guess it
     * @param encoding null to guess it
     */
    TableSample read(@Nullable Character delimiter, @Nullable String encoding);
  }

  public TableSample {
    header = List.copyOf(header);
    List<List<String>> copy = new ArrayList<>();
    values.forEach(column -> copy.add(List.copyOf(column)));
    values = List.copyOf(copy);
    if (header.size() != values.size()) {
      throw new IllegalArgumentException(
          "each column needs a name and values, had %d names and %d columns"
              .formatted(header.size(), values.size()));
    }
  }

  /** A table that is no text, such as Parquet. */
  public static TableSample of(List<String> header, List<List<String>> values) {
    return new TableSample(header, values, null, null, TableSample::refuseLayout);
  }

  private static TableSample refuseLayout(
      @Nullable Character delimiter, @Nullable String encoding) {
    throw new ThroughlineException(
        ErrorCode.BAD_ARGUMENT, "A delimiter or an encoding can be given for a CSV file only");
  }

  /** The values of the column that are not blank, without blanks around them. */
  List<String> filledValues(int column) {
    return values.get(column).stream().map(String::strip).filter(text -> !text.isEmpty()).toList();
  }
}
