package dev.throughline.api.bench;

import dev.throughline.api.database.DatabaseAccess;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * What PostgreSQL's COPY alone needs for rows that were stored: the same rows, in tables of the
 * same shape with the same indexes in a schema of their own, all of them in one transaction.
 */
public final class PlainCopy implements AutoCloseable {
  private static final String SCHEMA = "copied";

  private final Connection connection;
  private final CopyManager copies;

  /** Makes the tables; what an earlier run left there goes. */
  public PlainCopy(DatabaseAccess database) throws SQLException {
    connection =
        DriverManager.getConnection(
            database.jdbcUrl(), database.owner().user(), database.owner().password());
    copies = connection.unwrap(PGConnection.class).getCopyAPI();
    try (Statement statement = connection.createStatement()) {
      statement.execute("DROP SCHEMA IF EXISTS " + SCHEMA + " CASCADE");
      statement.execute("CREATE SCHEMA " + SCHEMA);
      for (String table : new String[] {"event", "event_object"}) {
        statement.execute(
            "CREATE TABLE %1$s.%2$s (LIKE public.%2$s INCLUDING ALL)".formatted(SCHEMA, table));
      }
      for (String key : foreignKeys(statement)) {
        statement.execute("ALTER TABLE %s.event ADD %s".formatted(SCHEMA, key));
      }
    }
    connection.setAutoCommit(false);
  }

  private static String[] foreignKeys(Statement statement) throws SQLException {
    try (ResultSet keys =
        statement.executeQuery(
            "SELECT coalesce(array_agg(pg_get_constraintdef(oid)), '{}') FROM pg_constraint"
                + " WHERE contype = 'f' AND conrelid = 'public.event'::regclass")) {
      keys.next();
      return (String[]) keys.getArray(1).getArray();
    }
  }

  /**
   * Copies the rows of a round again, and says how long that took.
   *
   * @param prefix of the round's event ids
   * @return seconds from the first byte to the commit
   */
  public double seconds(String prefix) throws SQLException, IOException {
    String round =
        "SELECT %s FROM public.event e WHERE e.event_id LIKE '" + prefix + "-%%' ORDER BY number";
    byte[] events = rows(round.formatted("e.*"));
    byte[] objects =
        rows(
            "SELECT o.* FROM public.event_object o JOIN public.event e USING (log_id, number)"
                + " WHERE e.event_id LIKE '"
                + prefix
                + "-%' ORDER BY o.number, o.position");
    connection.commit();
    long start = System.nanoTime();
    copy("event", events);
    copy("event_object", objects);
    connection.commit();
    return (System.nanoTime() - start) / 1e9;
  }

  private byte[] rows(String query) throws SQLException, IOException {
    ByteArrayOutputStream rows = new ByteArrayOutputStream();
    copies.copyOut("COPY (" + query + ") TO STDOUT (FORMAT binary)", rows);
    return rows.toByteArray();
  }

  private void copy(String table, byte[] rows) throws SQLException, IOException {
    copies.copyIn(
        "COPY " + SCHEMA + "." + table + " FROM STDIN (FORMAT binary)",
        new ByteArrayInputStream(rows),
        1 << 16);
  }

  @Override
  public void close() throws SQLException {
    connection.rollback();
    try (Statement statement = connection.createStatement()) {
      statement.execute("DROP SCHEMA " + SCHEMA + " CASCADE");
    }
    connection.commit();
    connection.close();
  }
}
