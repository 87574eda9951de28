package dev.throughline.ingest.write;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;

/**
 * Writes OCEL 2.0 as an SQLite database with the tables of the standard: built in a temporary file,
 * then streamed. What OCEL has no place for is written as {@link OcelValues} says.
 *
 * <p>A decimal number that a double cannot hold is written as the bytes of its text, so that it is
 * not rounded. Two attributes of one type whose names differ only by the case of ASCII letters are
 * refused with {@code BAD_VALUE}, because SQLite does not tell such columns apart (JSON and XML
 * do). Equal content gives equal bytes with one version of SQLite, whose number the file carries.
 */
public final class OcelSqliteWriter implements LogWriter {
  private static final int PAGE_BYTES = 4096;

  @Override
  public void write(LogContent content, OutputStream out) throws IOException {
    Path file = Files.createTempFile("throughline-ocel", ".sqlite");
    try {
      write(content, file);
      Files.copy(file, out);
    } catch (SQLException e) {
      throw new IOException("writing the SQLite database failed", e);
    } finally {
      Files.delete(file);
    }
  }

  private static void write(LogContent content, Path file) throws SQLException {
    OcelOutline outline = OcelOutline.of(content);
    SQLiteConfig config = new SQLiteConfig();
    config.setPageSize(PAGE_BYTES);
    config.setEncoding(SQLiteConfig.Encoding.UTF8);
    config.setJournalMode(SQLiteConfig.JournalMode.OFF); // a half-written file is thrown away
    config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
    try (Connection connection = config.createConnection("jdbc:sqlite:" + file.toUri())) {
      connection.setAutoCommit(false);
      try (OcelSqliteTables tables = new OcelSqliteTables(connection, outline)) {
        tables.write(content);
      }
      connection.commit();
    }
  }
}
