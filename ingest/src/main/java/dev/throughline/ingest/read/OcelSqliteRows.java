package dev.throughline.ingest.read;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Rows that belong to the events or objects of a file, in the order of those: a merge join of two
 * cursors, so that nothing but the current row is in memory.
 */
final class OcelSqliteRows implements AutoCloseable {
  /** The key of rows whose event or object the file does not hold; before all others. */
  private static final long NOBODY = Long.MIN_VALUE;

  private final PreparedStatement statement;
  private final ResultSet rows;
  private final Map<String, Integer> columns = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private boolean hasRow;
  private long owner;

  /**
   * @param table whose rows are read
   * @param reference the column of that table that names the owner
   * @param owners the table of the owners: event or object
   */
  OcelSqliteRows(Connection connection, String table, String reference, String owners)
      throws SQLException {
    String sql =
        "SELECT o.rowid, x.rowid, x.* FROM %s x LEFT JOIN %s o ON o.ocel_id = x.%s"
            + " ORDER BY o.rowid, x.rowid";
    statement =
        connection.prepareStatement(
            sql.formatted(SqliteInput.quote(table), SqliteInput.quote(owners), reference));
    try {
      rows = statement.executeQuery();
      for (int column = 3; column <= rows.getMetaData().getColumnCount(); column++) {
        columns.putIfAbsent(rows.getMetaData().getColumnName(column), column);
      }
      advance();
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
  }

  /**
   * Whether the current row belongs to an owner before this one: to none that is ever asked for.
   */
  boolean isBefore(long ownerRow) {
    return hasRow && owner < ownerRow;
  }

  boolean isOf(long ownerRow) {
    return hasRow && owner == ownerRow;
  }

  boolean hasRow() {
    return hasRow;
  }

  void advance() throws SQLException {
    hasRow = rows.next();
    if (hasRow) {
      long key = rows.getLong(1);
      owner = rows.wasNull() ? NOBODY : key;
    }
  }

  /** The number of the current row in its table. */
  long row() throws SQLException {
    return rows.getLong(2);
  }

  /** The value in the column; null when it has none, or the table has no such column. */
  @Nullable Object value(String column) throws SQLException {
    Integer position = columns.get(column);
    return position == null ? null : rows.getObject(position);
  }

  @Nullable String text(String column) throws SQLException {
    Object value = value(column);
    return value == null ? null : text(value);
  }

  /** The value as text; a number without loss, bytes as UTF-8. */
  static String text(Object value) {
    if (value instanceof Double number) {
      return Double.isFinite(number) ? BigDecimal.valueOf(number).toString() : number.toString();
    }
    return value instanceof byte[] bytes
        ? new String(bytes, StandardCharsets.UTF_8)
        : value.toString();
  }

  @Override
  public void close() throws SQLException {
    statement.close(); // closes the result as well
  }
}
