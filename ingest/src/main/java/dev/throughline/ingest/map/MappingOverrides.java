package dev.throughline.ingest.map;

import dev.throughline.ingest.map.ColumnMapping.ObjectColumn;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a user decided about a table, as key and text; checked against the table. */
final class MappingOverrides {
  static final String FORMAT = "format";
  static final String ZONE = "zone";
  static final String DELIMITER = "delimiter";
  static final String ENCODING = "encoding";
  static final String OBJECTS = "objects";
  static final String CASE_ATTRIBUTES = "case-attributes";

  private final Map<String, String> values;

  MappingOverrides(Map<String, String> values) {
    this.values = values;
    Set<String> known =
        new TreeSet<>(List.of(FORMAT, ZONE, DELIMITER, ENCODING, OBJECTS, CASE_ATTRIBUTES));
    for (ColumnRole role : ColumnRole.values()) {
      known.add(role.key());
    }
    for (String key : values.keySet()) {
      if (!known.contains(key)) {
        throw refused(
            "A mapping has no key '%s'; it has: %s".formatted(key, String.join(", ", known)));
      }
    }
  }

  /** The same table, read with the delimiter and the encoding that were decided. */
  TableSample table(TableSample sample) {
    Character delimiter = delimiter(values.get(DELIMITER));
    String encoding = values.get(ENCODING);
    boolean asRead =
        (delimiter == null || delimiter.equals(sample.delimiter()))
            && (encoding == null || encoding.equals(sample.encoding()));
    return asRead ? sample : sample.layouts().read(delimiter, encoding);
  }

  /** A delimiter as people write it: the character, {@code tab} or {@code \t}. */
  static @Nullable Character delimiter(@Nullable String text) {
    if (text == null) {
      return null;
    }
    if (text.equals("tab") || text.equals("\\t")) {
      return '\t';
    }
    if (text.length() != 1) {
      throw refused("The delimiter must be one character or 'tab', was '%s'".formatted(text));
    }
    return text.charAt(0);
  }

  /** Empty text for a meaning that no column has. */
  Map<ColumnRole, String> columns(TableSample table) {
    Map<ColumnRole, String> result = new EnumMap<>(ColumnRole.class);
    for (ColumnRole role : ColumnRole.values()) {
      String name = values.get(role.key());
      if (name != null) {
        result.put(role, name.isEmpty() ? "" : column(table, name, role.key()));
      }
    }
    return result;
  }

  @Nullable String format() {
    String format = values.get(FORMAT);
    return format == null ? null : TimestampFormat.of(format).toString();
  }

  @Nullable ZoneId zone() {
    return zone(values.get(ZONE));
  }

  static @Nullable ZoneId zone(@Nullable String name) {
    if (name == null) {
      return null;
    }
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw refused("There is no time zone '%s'; an example is Europe/Amsterdam".formatted(name));
    }
  }

  /** Null when nothing was decided. */
  @Nullable List<ObjectColumn> objects(TableSample table) {
    List<String> parts = list(OBJECTS);
    if (parts == null) {
      return null;
    }
    List<ObjectColumn> result = new ArrayList<>();
    for (String part : parts) {
      int equals = part.lastIndexOf('=');
      if (equals < 1 || equals == part.length() - 1) {
        throw refused("An object column is written COLUMN=TYPE, was '%s'".formatted(part));
      }
      String column = column(table, part.substring(0, equals), OBJECTS);
      result.add(object(column, part.substring(equals + 1)));
    }
    return result;
  }

  /**
   * An object column.
   *
   * @param written {@code TYPE}, {@code TYPE@QUALIFIER}, and {@code #2} behind it for the second
   *     object of that kind
   */
  static ObjectColumn object(String column, String written) {
    String kind = written.replaceFirst("(?<=.)#\\d+$", "");
    int at = kind.indexOf('@');
    return at <= 0 || at == kind.length() - 1
        ? new ObjectColumn(column, kind, null)
        : new ObjectColumn(column, kind.substring(0, at), kind.substring(at + 1));
  }

  /** Null when nothing was decided. */
  @Nullable List<String> caseAttributes(TableSample table) {
    List<String> names = list(CASE_ATTRIBUTES);
    return names == null
        ? null
        : names.stream().map(name -> column(table, name, CASE_ATTRIBUTES)).toList();
  }

  private @Nullable List<String> list(String key) {
    String text = values.get(key);
    if (text == null) {
      return null;
    }
    List<String> result = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      if (!part.isBlank()) {
        result.add(part.strip());
      }
    }
    return result;
  }

  /** The column of that name, or else the only one whose name differs in case and blanks only. */
  private static String column(TableSample table, String name, String key) {
    if (table.header().contains(name)) {
      return name;
    }
    List<String> similar =
        table.header().stream()
            .filter(other -> other.strip().equalsIgnoreCase(name.strip()))
            .toList();
    if (similar.size() == 1) {
      return similar.get(0);
    }
    throw refused(
        "There is no column '%s' for %s; the columns are: %s"
            .formatted(name, key, String.join(", ", table.header())));
  }

  private static ThroughlineException refused(String message) {
    return new ThroughlineException(ErrorCode.BAD_ARGUMENT, message);
  }
}
