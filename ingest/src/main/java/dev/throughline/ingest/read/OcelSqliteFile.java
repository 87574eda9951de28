package dev.throughline.ingest.read;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.Location;
import dev.throughline.model.ThroughlineException;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One pass over an OCEL 2.0 database. */
final class OcelSqliteFile {
  private static final Set<String> OWN_COLUMNS =
      columnNames("ocel_id", "ocel_time", "ocel_changed_field");

  /** The start of time as local time of any zone: how local files write 'always had this value'. */
  private static final Pattern LOCAL_EPOCH = Pattern.compile("(1970-01-01|1969-12-31)[T ][0-9:.]*");

  private final SqliteInput input;
  private final ReadLimits limits;
  private final OcelHandler handler;

  /** Events or objects: what differs between the two. */
  private enum Part {
    EVENT("event", "event_object", "ocel_event_id", "ocel_object_id"),
    OBJECT("object", "object_object", "ocel_source_id", "ocel_target_id");

    final String table;
    final String links;
    final String linkSource;
    final String linkTarget;

    Part(String table, String links, String linkSource, String linkTarget) {
      this.table = table;
      this.links = links;
      this.linkSource = linkSource;
      this.linkTarget = linkTarget;
    }
  }

  /**
   * The table of one type.
   *
   * @param attributes the declared type of each column that holds an attribute, in their order
   */
  private record TypeTable(
      String name, Map<String, String> attributes, boolean hasChanges, OcelSqliteRows rows) {}

  OcelSqliteFile(SqliteInput input, ReadLimits limits, OcelHandler handler) {
    this.input = input;
    this.limits = limits;
    this.handler = handler;
  }

  void read() throws SQLException, IOException {
    for (Part part : Part.values()) {
      requireColumns(part.table, "ocel_id", "ocel_type");
      requireColumns(part.table + "_map_type", "ocel_type", "ocel_type_map");
      requireColumns(part.links, part.linkSource, part.linkTarget);
    }
    read(Part.OBJECT);
    read(Part.EVENT);
  }

  private void requireColumns(String table, String... names) throws SQLException {
    Map<String, String> columns = input.columns(table);
    for (String name : names) {
      if (!columns.containsKey(name)) {
        throw refused(
            ErrorCode.NOT_THIS_FORMAT,
            "the SQLite database is not OCEL 2.0: it has no table '%s' with a column '%s'"
                .formatted(table, name));
      }
    }
  }

  private void read(Part part) throws SQLException, IOException {
    Map<String, String> mapped = mappedTypes(part);
    Map<String, TypeTable> tables = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, String> type : mapped.entrySet()) {
        declare(part, type.getKey(), type.getValue(), tables);
      }
      if (part == Part.OBJECT || handler.wantsEvents()) {
        readElements(part, tables);
      }
    } finally {
      for (TypeTable table : tables.values()) {
        table.rows.close();
      }
    }
  }

  private Map<String, String> mappedTypes(Part part) throws SQLException {
    Map<String, String> mapped = new LinkedHashMap<>();
    String sql =
        "SELECT ocel_type, ocel_type_map, rowid FROM " + part.table + "_map_type ORDER BY rowid";
    try (PreparedStatement statement = input.connection().prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        String type = rows.getString(1);
        String table = rows.getString(2);
        if (type == null || table == null) {
          handler.remark(
              ErrorCode.MISSING_FIELD,
              "a row of %s_map_type has no type or no table".formatted(part.table),
              rows.getLong(3));
        } else {
          mapped.put(type, part.table + "_" + table);
        }
        if (mapped.size() > limits.maxFields()) {
          throw refused(
              ErrorCode.TOO_LARGE, "more than %d types are declared".formatted(limits.maxFields()));
        }
      }
    }
    return mapped;
  }

  private void declare(Part part, String type, String table, Map<String, TypeTable> tables)
      throws SQLException {
    Map<String, String> columns = input.inOrder(table);
    Map<String, String> words = new LinkedHashMap<>();
    columns.forEach(
        (column, declared) -> {
          if (!OWN_COLUMNS.contains(column)) {
            words.put(column, OcelValueType.ofColumn(declared).word());
          }
        });
    if (part == Part.EVENT) {
      handler.eventType(type, words, 0);
    } else {
      handler.objectType(type, words, 0);
    }
    Set<String> names = columnNames(columns.keySet().toArray(String[]::new));
    if (!names.contains("ocel_id") || !names.contains("ocel_time")) {
      String message = "type '%s' has no table '%s' with the columns ocel_id and ocel_time";
      handler.remark(ErrorCode.UNKNOWN_ELEMENT, message.formatted(type, table), 0);
    } else if (part == Part.OBJECT || handler.wantsEvents()) {
      OcelSqliteRows rows = new OcelSqliteRows(input.connection(), table, "ocel_id", part.table);
      boolean hasChanges = names.contains("ocel_changed_field");
      tables.put(type, new TypeTable(table, words, hasChanges, rows));
    }
  }

  private void readElements(Part part, Map<String, TypeTable> tables)
      throws SQLException, IOException {
    String sql = "SELECT rowid, ocel_id, ocel_type FROM " + part.table + " ORDER BY rowid";
    try (PreparedStatement statement = input.connection().prepareStatement(sql);
        ResultSet elements = statement.executeQuery();
        OcelSqliteRows links =
            new OcelSqliteRows(input.connection(), part.links, part.linkSource, part.table)) {
      while (elements.next()) {
        OcelReader.checkInterrupt();
        long row = elements.getLong(1);
        OcelElement element = new OcelElement(input.file(), row, limits);
        element.id = elements.getString(2);
        element.type = elements.getString(3);
        TypeTable table = element.type == null ? null : tables.get(element.type);
        if (table != null) {
          readRows(part, table, row, element);
        }
        readLinks(part, links, row, element);
        hand(part, element);
      }
      rejectRest(part, tables, links);
    }
  }

  private void readRows(Part part, TypeTable table, long owner, OcelElement element)
      throws SQLException {
    while (table.rows.isBefore(owner)) {
      rejectStray(part, table.rows, table.name, "ocel_id");
    }
    boolean isFirst = true;
    while (table.rows.isOf(owner)) {
      if (part == Part.EVENT) {
        readEventRow(table, element, isFirst);
      } else {
        readObjectRow(table, element);
      }
      isFirst = false;
      table.rows.advance();
    }
  }

  private void readEventRow(TypeTable table, OcelElement element, boolean isFirst)
      throws SQLException {
    if (!isFirst) {
      String message = "table %s holds the event twice".formatted(table.name);
      element.spoil(ErrorCode.BAD_VALUE, "ocel_id", message);
    }
    element.time = table.rows.text("ocel_time");
    for (Map.Entry<String, String> column : table.attributes.entrySet()) {
      readValue(table, column.getKey(), null, element);
    }
  }

  /** A row without a changed field holds first values; any other row changes that one field. */
  private void readObjectRow(TypeTable table, OcelElement element) throws SQLException {
    String time = table.rows.text("ocel_time");
    String changed = table.hasChanges ? table.rows.text("ocel_changed_field") : null;
    if (changed != null) {
      if (table.attributes.containsKey(changed)) {
        readValue(table, changed, time == null ? "" : time, element);
      } else {
        String message = "table %s has no column '%s', which a row changes";
        element.spoil(
            ErrorCode.UNKNOWN_ELEMENT,
            "ocel_changed_field",
            message.formatted(table.name, changed));
      }
      return;
    }
    boolean isFirst = time == null || LOCAL_EPOCH.matcher(time.strip()).matches();
    for (String column : table.attributes.keySet()) {
      readValue(table, column, isFirst ? null : time, element);
    }
  }

  private void readValue(TypeTable table, String column, @Nullable String time, OcelElement element)
      throws SQLException {
    Object value = table.rows.value(column);
    if (value == null) {
      return;
    }
    boolean isFloat = OcelValueType.FLOAT.word().equals(table.attributes.get(column));
    if (value instanceof byte[] && !isFloat) {
      element.spoil(ErrorCode.BAD_VALUE, column, "attribute '%s' is binary".formatted(column));
      return;
    }
    boolean isNumber = value instanceof Number;
    OcelElement.Kind kind = isNumber ? OcelElement.Kind.NUMBER : OcelElement.Kind.TEXT;
    element.add(new OcelElement.Value(column, time, OcelSqliteRows.text(value), kind));
  }

  private void readLinks(Part part, OcelSqliteRows links, long owner, OcelElement element)
      throws SQLException {
    while (links.isBefore(owner)) {
      rejectStray(part, links, part.links, part.linkSource);
    }
    while (links.isOf(owner)) {
      element.add(link(part, links));
      links.advance();
    }
  }

  private static OcelElement.Link link(Part part, OcelSqliteRows links) throws SQLException {
    String target = links.text(part.linkTarget);
    return new OcelElement.Link(target == null ? "" : target, links.text("ocel_qualifier"));
  }

  private void rejectRest(Part part, Map<String, TypeTable> tables, OcelSqliteRows links)
      throws SQLException {
    for (TypeTable table : tables.values()) {
      while (table.rows.hasRow()) {
        rejectStray(part, table.rows, table.name, "ocel_id");
      }
    }
    while (links.hasRow()) {
      rejectStray(part, links, part.links, part.linkSource);
    }
  }

  /** A row whose event or object is not in the file, or has another type there. */
  private void rejectStray(Part part, OcelSqliteRows rows, String table, String reference)
      throws SQLException {
    OcelElement stray = new OcelElement(input.file(), rows.row(), limits);
    stray.id = rows.text(reference);
    String message = "table %s refers to %s '%s', which the file does not hold with this type";
    stray.spoil(
        ErrorCode.UNRESOLVED_REFERENCE,
        table + "." + reference,
        message.formatted(table, part.table, stray.id));
    if (table.equals(part.links)) {
      stray.add(link(part, rows));
    } else {
      stray.time = rows.text("ocel_time");
    }
    hand(part, stray);
    rows.advance();
  }

  private void hand(Part part, OcelElement element) {
    if (part == Part.EVENT) {
      handler.event(element);
    } else {
      handler.object(element);
    }
  }

  private ThroughlineException refused(ErrorCode code, String message) {
    return new ThroughlineException(code, message, Location.of(input.file()));
  }

  private static Set<String> columnNames(String... names) {
    Set<String> all = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    all.addAll(List.of(names));
    return all;
  }
}
