package dev.throughline.ingest.read;

import dev.throughline.ingest.map.ColumnMapping;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Location;
import dev.throughline.model.ObjectType;
import dev.throughline.model.ThroughlineException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which column of a Parquet file plays which part, found once per file. */
final class ParquetLayout {
  private static final String CASE_PREFIX = "case:";

  final ParquetColumn caseId;
  final ParquetColumn activity;
  final ParquetColumn timestamp;
  final @Nullable ParquetColumn eventId;
  final @Nullable ParquetColumn source;
  final @Nullable ParquetColumn resource;
  final @Nullable ParquetColumn role;
  final List<ObjectColumn> objects = new ArrayList<>();
  final List<ParquetColumn> caseAttributes = new ArrayList<>();

  /** Columns without another part, in their order. */
  final List<ParquetColumn> eventAttributes = new ArrayList<>();

  /** The columns that the caller asked for by name; null for one that the file does not have. */
  final List<@Nullable ParquetColumn> asked = new ArrayList<>();

  record ObjectColumn(ParquetColumn column, ObjectType type, @Nullable String qualifier) {}

  private final String file;
  private final List<ParquetColumn> columns;

  ParquetLayout(
      String file, List<ParquetColumn> columns, ColumnMapping mapping, List<String> askedNames) {
    this.file = file;
    this.columns = columns;
    caseId = required(mapping.caseId(), "case id");
    activity = required(mapping.activity(), "activity");
    timestamp = required(mapping.timestamp(), "timestamp");
    eventId = optional(mapping.eventId(), "event id");
    source = optional(mapping.source(), "source");
    resource = optional(mapping.resource(), "resource");
    role = optional(mapping.role(), "role");
    for (ColumnMapping.ObjectColumn object : mapping.objects()) {
      ParquetColumn column = required(object.column(), "object");
      objects.add(new ObjectColumn(column, new ObjectType(object.type()), object.qualifier()));
    }
    mapping.caseAttributes().forEach(it -> caseAttributes.add(required(it, "case attribute")));
    for (String name : askedNames) {
      ParquetColumn exact = find(name);
      asked.add(exact == null ? find(CASE_PREFIX + name) : exact);
    }
    Set<@Nullable ParquetColumn> taken = new HashSet<>(caseAttributes);
    objects.forEach(object -> taken.add(object.column()));
    addAll(taken, caseId, activity, timestamp, eventId, source, resource, role);
    columns.stream().filter(it -> !taken.contains(it)).forEach(eventAttributes::add);
  }

  /** The name of a case attribute: its column's, without {@code case:}. */
  static String caseAttributeName(String column) {
    return column.startsWith(CASE_PREFIX) ? column.substring(CASE_PREFIX.length()) : column;
  }

  /** All columns of the file, in their order. */
  List<ParquetColumn> columns() {
    return columns;
  }

  void requireZone(@Nullable ZoneId zone) {
    if (timestamp.isLocalTime() && zone == null) {
      throw new ThroughlineException(
          ErrorCode.TIME_ZONE_NEEDED,
          "the timestamps of column '%s' are local times; a time zone must be given"
              .formatted(timestamp.name()),
          Location.of(file));
    }
  }

  private static void addAll(Set<@Nullable ParquetColumn> to, @Nullable ParquetColumn... columns) {
    for (ParquetColumn column : columns) {
      to.add(column);
    }
  }

  private @Nullable ParquetColumn optional(@Nullable String name, String part) {
    return name == null ? null : required(name, part);
  }

  private ParquetColumn required(String name, String part) {
    ParquetColumn column = find(name);
    if (column == null) {
      throw new ThroughlineException(
          ErrorCode.MAPPING_NEEDED,
          "the Parquet file has no column '%s' for the %s; it has %s"
              .formatted(name, part, columns.stream().map(ParquetColumn::name).toList()),
          Location.of(file));
    }
    return column;
  }

  private @Nullable ParquetColumn find(String name) {
    return columns.stream().filter(it -> it.name().equals(name)).findFirst().orElse(null);
  }
}
