package dev.throughline.ingest.read;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.Location;
import dev.throughline.model.ThroughlineException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

/**
 * An SQLite file from a stranger, opened so that nothing in it can act: read-only and immutable, no
 * extensions, an untrusted schema, and neither views, triggers, virtual tables nor computed
 * columns. Values longer than the limits are refused before they are read.
 */
final class SqliteInput implements AutoCloseable {
  static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
  private static final int CACHE_KIBIBYTES = 16 << 10;
  private static final int STEPS_BETWEEN_INTERRUPT_CHECKS = 100_000;
  private static final int MIN_LENGTH_LIMIT = 1 << 20;
  private static final int BYTES_PER_CHAR = 4;

  private final String file;
  private final Connection connection;

  private SqliteInput(String file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  /**
   * @throws ThroughlineException {@code FILE_NOT_FOUND}, {@code EMPTY_FILE}, {@code
   *     NOT_THIS_FORMAT}, {@code TOO_LARGE}, {@code FORBIDDEN_CONSTRUCT}, or {@code MALFORMED_FILE}
   */
  static SqliteInput open(Path path, ReadLimits limits) throws IOException {
    String file = String.valueOf(path.getFileName());
    checkFile(path, file, limits);
    try {
      SqliteInput input = new SqliteInput(file, connect(path, limits));
      try {
        input.protect();
        return input;
      } catch (SQLException | RuntimeException e) {
        input.close();
        throw e;
      }
    } catch (SQLException e) {
      throw failure(e, file);
    }
  }

  private static void checkFile(Path path, String file, ReadLimits limits) throws IOException {
    if (!Files.isReadable(path) || Files.isDirectory(path)) {
      throw refused(ErrorCode.FILE_NOT_FOUND, "the file does not exist or cannot be read", file);
    }
    try (InputStream in = Files.newInputStream(path)) {
      byte[] start = in.readNBytes(MAGIC.length);
      if (start.length == 0) {
        throw refused(ErrorCode.EMPTY_FILE, "the file holds nothing", file);
      }
      if (!Arrays.equals(start, MAGIC)) {
        throw refused(ErrorCode.NOT_THIS_FORMAT, "the file is not an SQLite database", file);
      }
    }
    if (Files.size(path) > limits.maxBytes()) {
      String message = "the file has more than the allowed %d bytes".formatted(limits.maxBytes());
      throw refused(ErrorCode.TOO_LARGE, message, file);
    }
  }

  private static Connection connect(Path path, ReadLimits limits) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.enableLoadExtension(false);
    config.setTempStore(SQLiteConfig.TempStore.FILE);
    config.setCacheSize(-CACHE_KIBIBYTES);
    long length = (long) limits.maxFieldChars() * BYTES_PER_CHAR;
    long allowed = Math.min(Integer.MAX_VALUE, Math.max(MIN_LENGTH_LIMIT, length));
    config.setPragma(SQLiteConfig.Pragma.LIMIT_LENGTH, Long.toString(allowed));
    return config.createConnection(
        "jdbc:sqlite:" + path.toAbsolutePath().toUri() + "?mode=ro&immutable=1");
  }

  private void protect() throws SQLException {
    ProgressHandler.setHandler(
        connection,
        STEPS_BETWEEN_INTERRUPT_CHECKS,
        new ProgressHandler() {
          @Override
          protected int progress() {
            return Thread.currentThread().isInterrupted() ? 1 : 0;
          }
        });
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA trusted_schema=OFF");
      statement.execute("PRAGMA cell_size_check=ON");
      statement.execute("PRAGMA ignore_check_constraints=ON");
      statement.execute("PRAGMA mmap_size=0");
    }
    refuseWhatActs();
  }

  private void refuseWhatActs() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT type, name, coalesce(sql, '') FROM sqlite_master")) {
      while (rows.next()) {
        String type = String.valueOf(rows.getString(1));
        String sql = String.valueOf(rows.getString(3)).toUpperCase(Locale.ROOT);
        boolean isPlain = type.equals("table") || type.equals("index");
        if (!isPlain || sql.contains("VIRTUAL") || sql.contains("GENERATED")) {
          throw refused(
              ErrorCode.FORBIDDEN_CONSTRUCT,
              "views, triggers, virtual tables and generated columns are never read, found %s '%s'"
                  .formatted(type, rows.getString(2)),
              file);
        }
      }
    }
  }

  /** Reads the whole file once and refuses it when its structure is damaged. */
  void checkIntegrity() throws IOException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("PRAGMA quick_check(1)")) {
      String verdict = rows.next() ? String.valueOf(rows.getString(1)) : "no answer";
      if (!verdict.equals("ok")) {
        String reason = verdict.lines().reduce((first, last) -> last).orElse(verdict);
        throw refused(
            ErrorCode.MALFORMED_FILE, "the SQLite database is damaged (" + reason + ")", file);
      }
    } catch (SQLException e) {
      throw failure(e, file);
    }
  }

  Connection connection() {
    return connection;
  }

  String file() {
    return file;
  }

  /** The declared types of the table's columns, by name whatever its case; empty without table. */
  Map<String, String> columns(String table) throws SQLException {
    Map<String, String> columns = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    inOrder(table).forEach(columns::put);
    return columns;
  }

  /**
   * The declared types of the table's columns in their order; empty when there is no such table.
   */
  Map<String, String> inOrder(String table) throws SQLException {
    Map<String, String> columns = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("PRAGMA table_info(" + quote(table) + ")")) {
      while (rows.next()) {
        columns.put(String.valueOf(rows.getString("name")), String.valueOf(rows.getString("type")));
      }
    }
    return columns;
  }

  static String quote(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IOException("closing " + file + " failed", e);
    }
  }

  /** The known error that an error of SQLite stands for. */
  static ThroughlineException failure(SQLException e, String file) throws IOException {
    SQLiteErrorCode result = SQLiteErrorCode.getErrorCode(e.getErrorCode() & 0xff);
    String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    Location place = Location.of(file);
    return switch (result) {
      case SQLITE_INTERRUPT ->
          throw new InterruptedIOException("reading " + file + " was interrupted");
      case SQLITE_IOERR, SQLITE_FULL -> throw new IOException("reading " + file + " failed", e);
      case SQLITE_NOTADB ->
          new ThroughlineException(
              ErrorCode.NOT_THIS_FORMAT, "the file is not an SQLite database", place, e);
      case SQLITE_TOOBIG ->
          new ThroughlineException(
              ErrorCode.FIELD_TOO_LONG, "a value is longer than the limit", place, e);
      case SQLITE_NOMEM ->
          new ThroughlineException(
              ErrorCode.TOO_LARGE, "the database asks for too much memory", place, e);
      default ->
          new ThroughlineException(
              ErrorCode.MALFORMED_FILE,
              "not readable as an SQLite database of OCEL 2.0: " + reason,
              place,
              e);
    };
  }

  private static ThroughlineException refused(ErrorCode code, String message, String file) {
    return new ThroughlineException(code, message, Location.of(file));
  }
}
