package dev.throughline.ingest.write;

import dev.throughline.ingest.read.OcelValueType;
import dev.throughline.model.Attribute;
import dev.throughline.model.AttributeValue;
import dev.throughline.model.BusinessObject;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Event;
import dev.throughline.model.ObjectAttribute;
import dev.throughline.model.ObjectRef;
import dev.throughline.model.ThroughlineException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Fills the tables of an OCEL 2.0 database. */
final class OcelSqliteTables implements AutoCloseable {
  private static final int MAX_COLUMNS = 1_990; // SQLite's own limit is 2,000

  private final Connection connection;
  private final OcelOutline outline;
  private final Map<String, TypeTable> eventTables = new LinkedHashMap<>();
  private final Map<String, TypeTable> objectTables = new LinkedHashMap<>();
  private final List<PreparedStatement> statements = new ArrayList<>();

  /**
   * @param positions of the attributes among the parameters of {@code insert}, from 1
   */
  private record TypeTable(
      PreparedStatement insert, Map<String, Integer> positions, Map<String, OcelValueType> types) {}

  OcelSqliteTables(Connection connection, OcelOutline outline) {
    this.connection = connection;
    this.outline = outline;
  }

  void write(LogContent content) throws SQLException {
    create();
    createTypes("event", outline.declarations().eventTypes(), eventTables);
    createTypes("object", outline.declarations().objectTypes(), objectTables);
    try (Stream<BusinessObject> objects = content.objects()) {
      writeObjects(Stream.concat(objects, outline.unlistedObjects()).iterator());
    }
    try (Stream<Event> events = content.events()) {
      writeEvents(events.iterator());
    }
  }

  private void create() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String part : List.of("event", "object")) {
        statement.execute(
            "CREATE TABLE %1$s_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT)"
                .formatted(part));
        statement.execute(
            "CREATE TABLE %1$s (ocel_id TEXT PRIMARY KEY, ocel_type TEXT REFERENCES %1$s_map_type (ocel_type))"
                .formatted(part));
      }
      statement.execute(
          "CREATE TABLE event_object (ocel_event_id TEXT REFERENCES event (ocel_id), ocel_object_id TEXT"
              + " REFERENCES object (ocel_id), ocel_qualifier TEXT,"
              + " PRIMARY KEY (ocel_event_id, ocel_object_id, ocel_qualifier))");
      statement.execute(
          "CREATE TABLE object_object (ocel_source_id TEXT REFERENCES object (ocel_id), ocel_target_id TEXT"
              + " REFERENCES object (ocel_id), ocel_qualifier TEXT,"
              + " PRIMARY KEY (ocel_source_id, ocel_target_id, ocel_qualifier))");
    }
  }

  private void createTypes(
      String part, Map<String, Map<String, OcelValueType>> types, Map<String, TypeTable> tables)
      throws SQLException {
    Set<String> taken = new HashSet<>(List.of("object", "map_type"));
    PreparedStatement mapped = prepare("INSERT INTO " + part + "_map_type VALUES (?, ?)");
    for (Map.Entry<String, Map<String, OcelValueType>> type : types.entrySet()) {
      String name = tableName(type.getKey(), taken);
      mapped.setString(1, type.getKey());
      mapped.setString(2, name);
      mapped.executeUpdate();
      tables.put(type.getKey(), createType(part, name, type.getValue()));
    }
  }

  /** Letters and digits of the type, and a number where that is taken. */
  private static String tableName(String type, Set<String> taken) {
    String plain = type.replaceAll("[^A-Za-z0-9]", "");
    String name = plain.isEmpty() ? "Type" : plain;
    int number = 2;
    for (String next = name; ; next = name + "_" + number++) {
      if (taken.add(next.toLowerCase(Locale.ROOT))) {
        return next;
      }
    }
  }

  private TypeTable createType(String part, String name, Map<String, OcelValueType> attributes)
      throws SQLException {
    boolean ofEvents = part.equals("event");
    List<String> columns = new ArrayList<>();
    columns.add(
        "ocel_id TEXT " + (ofEvents ? "PRIMARY KEY " : "") + "REFERENCES " + part + " (ocel_id)");
    columns.add("ocel_time TIMESTAMP");
    if (!ofEvents) {
      columns.add("ocel_changed_field TEXT");
    }
    Map<String, Integer> positions = new HashMap<>();
    Set<String> taken = new HashSet<>(List.of("ocel_id", "ocel_time", "ocel_changed_field"));
    attributes.forEach(
        (attribute, type) -> {
          columns.add(column(attribute, type, taken));
          positions.put(attribute, columns.size());
        });
    if (columns.size() > MAX_COLUMNS) {
      throw refused("SQLite holds at most %d attributes per type".formatted(MAX_COLUMNS));
    }
    String table = "\"" + part + "_" + name + "\"";
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE " + table + " (" + String.join(", ", columns) + ")");
    }
    String parameters = columns.stream().map(it -> "?").collect(Collectors.joining(", "));
    PreparedStatement insert = prepare("INSERT INTO " + table + " VALUES (" + parameters + ")");
    return new TypeTable(insert, positions, attributes);
  }

  private static String column(String attribute, OcelValueType type, Set<String> taken) {
    if (!taken.add(attribute.toLowerCase(Locale.ROOT)) || attribute.indexOf('\0') >= 0) {
      throw refused(
          "SQLite cannot hold a column '%s' beside the others; export JSON or XML"
              .formatted(attribute));
    }
    return '"' + attribute.replace("\"", "\"\"") + "\" " + type.columnType();
  }

  private void writeObjects(Iterator<BusinessObject> objects) throws SQLException {
    PreparedStatement insert = prepare("INSERT OR IGNORE INTO object VALUES (?, ?)");
    PreparedStatement link = prepare("INSERT OR IGNORE INTO object_object VALUES (?, ?, ?)");
    while (objects.hasNext()) {
      BusinessObject object = objects.next();
      String id = outline.id(object.type(), object.id());
      insert.setString(1, id);
      insert.setString(2, object.type().value());
      insert.executeUpdate();
      writeRows(id, object.attributes(), table(objectTables, object.type().value()));
      writeLinks(link, id, object.links());
    }
  }

  /** One row with the first values, then one row per change, as the standard says. */
  private void writeRows(String id, List<ObjectAttribute> attributes, TypeTable table)
      throws SQLException {
    Map<String, Attribute> first = new LinkedHashMap<>();
    List<ObjectAttribute> changes = new ArrayList<>();
    for (ObjectAttribute dated : attributes) {
      Attribute attribute = OcelValues.flat(dated.attribute());
      boolean isFirst =
          dated.since().equals(Instant.EPOCH)
              && first.putIfAbsent(attribute.key(), attribute) == null;
      if (!isFirst) {
        changes.add(new ObjectAttribute(attribute, dated.since()));
      }
    }
    insertRow(id, Instant.EPOCH, null, first.values(), table);
    for (ObjectAttribute change : changes) {
      Attribute attribute = change.attribute();
      insertRow(id, change.since(), attribute.key(), List.of(attribute), table);
    }
  }

  private static void insertRow(
      String id,
      Instant time,
      @Nullable String changed,
      Iterable<Attribute> attributes,
      TypeTable table)
      throws SQLException {
    table.insert.clearParameters();
    table.insert.setString(1, id);
    table.insert.setString(2, time.toString());
    table.insert.setString(3, changed);
    for (Attribute attribute : attributes) {
      set(table, attribute);
    }
    table.insert.executeUpdate();
  }

  private void writeEvents(Iterator<Event> events) throws SQLException {
    PreparedStatement insert = prepare("INSERT INTO event VALUES (?, ?)");
    PreparedStatement link = prepare("INSERT OR IGNORE INTO event_object VALUES (?, ?, ?)");
    while (events.hasNext()) {
      Event event = events.next();
      String id = outline.id(event);
      insert.setString(1, id);
      insert.setString(2, event.activity().value());
      insert.executeUpdate();
      TypeTable table = table(eventTables, event.activity().value());
      table.insert.clearParameters();
      table.insert.setString(1, id);
      table.insert.setString(2, event.occurredAt().toString());
      for (Attribute attribute : OcelValues.ofEvent(event, outline.hasSeveralSources())) {
        set(table, attribute);
      }
      table.insert.executeUpdate();
      writeLinks(link, id, event.objects());
    }
  }

  private void writeLinks(PreparedStatement insert, String id, List<ObjectRef> links)
      throws SQLException {
    for (ObjectRef link : links) {
      String qualifier = link.qualifier();
      insert.setString(1, id);
      insert.setString(2, outline.id(link.type(), link.id()));
      insert.setString(3, qualifier == null ? "" : qualifier);
      insert.executeUpdate();
    }
  }

  private static void set(TypeTable table, Attribute attribute) throws SQLException {
    Integer position = table.positions.get(attribute.key());
    OcelValueType declared = table.types.get(attribute.key());
    if (position == null || declared == null) {
      throw new IllegalStateException("the log changed while it was written: " + attribute.key());
    }
    AttributeValue value = OcelValues.as(declared, attribute.value());
    if (value instanceof AttributeValue.Whole whole) {
      table.insert.setLong(position, whole.value());
    } else if (value instanceof AttributeValue.Flag flag) {
      table.insert.setInt(position, flag.value() ? 1 : 0);
    } else if (value instanceof AttributeValue.Real real) {
      setNumber(table.insert, position, real.value());
    } else {
      table.insert.setString(position, OcelValueType.text(value));
    }
  }

  private static void setNumber(PreparedStatement insert, int position, BigDecimal number)
      throws SQLException {
    double rounded = number.doubleValue();
    if (Double.isFinite(rounded) && BigDecimal.valueOf(rounded).compareTo(number) == 0) {
      insert.setDouble(position, rounded);
    } else {
      String text = OcelValueType.canonical(number).toPlainString();
      insert.setObject(position, text.getBytes(StandardCharsets.UTF_8), Types.BLOB);
    }
  }

  private static TypeTable table(Map<String, TypeTable> tables, String type) {
    TypeTable table = tables.get(type);
    if (table == null) {
      throw new IllegalStateException("the log changed while it was written: " + type);
    }
    return table;
  }

  private PreparedStatement prepare(String sql) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    statements.add(statement);
    return statement;
  }

  private static ThroughlineException refused(String message) {
    return new ThroughlineException(ErrorCode.BAD_VALUE, message);
  }

  @Override
  public void close() throws SQLException {
    for (PreparedStatement statement : statements) {
      statement.close();
    }
  }
}
