package dev.throughline.ingest.map;

import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which column of a table means what. Columns are named as in the header.
 *
 * @param delimiter between fields; null for tables without (Parquet)
 * @param encoding a charset name such as {@code UTF-8} or {@code windows-1252}; null for tables
 *     without
 * @param caseId the column of the leading object's id
 * @param eventId null when the table has none: then an id is made from the row's position and
 *     content
 * @param timestampFormat a {@link java.time.format.DateTimeFormatter} pattern, or {@code iso}, or
 *     {@code epoch-seconds}, {@code epoch-millis}
 * @param timeZone of timestamps without offset; null when all have one
 * @param objects columns that hold ids of further business objects
 * @param caseAttributes columns whose value belongs to the case, not to the event
 */
public record ColumnMapping(
    @Nullable Character delimiter,
    @Nullable String encoding,
    String caseId,
    String activity,
    String timestamp,
    String timestampFormat,
    @Nullable ZoneId timeZone,
    @Nullable String eventId,
    @Nullable String source,
    @Nullable String resource,
    @Nullable String role,
    List<ObjectColumn> objects,
    List<String> caseAttributes) {

  public ColumnMapping {
    objects = List.copyOf(objects);
    caseAttributes = List.copyOf(caseAttributes);
  }

  /** A column with the id of a business object of the type. */
  public record ObjectColumn(String column, String type, @Nullable String qualifier) {}
}
