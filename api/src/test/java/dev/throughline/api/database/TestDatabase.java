package dev.throughline.api.database;

import io.r2dbc.pool.ConnectionPool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real PostgreSQL for tests: one server per JVM (the build runs several side by side), started at
 * first use and stopped at exit, and a fresh migrated database for whoever asks.
 */
public final class TestDatabase implements AutoCloseable {
  private static final Path ROOT =
      Path.of("target", "test-postgres-" + System.getProperty("test.fork", "1")).toAbsolutePath();
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final DatabaseAccess access;
  private final ConnectionPool pool;

  private TestDatabase(DatabaseAccess access) {
    this.access = access;
    this.pool = Database.newPool(access, 8);
  }

  /** A new, empty, migrated database. */
  public static TestDatabase create() {
    TestDatabase database = createEmpty();
    Database.migrate(database.access);
    return database;
  }

  /** A new database without any table. */
  static TestDatabase createEmpty() {
    EmbeddedPostgres server = Server.INSTANCE;
    String name = "test_" + NUMBER.incrementAndGet();
    try (Connection connection = superuser(server.superuserAccess());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name + " OWNER throughline_owner");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    DatabaseAccess access = server.access().withDatabase(name);
    return new TestDatabase(access);
  }

  public DatabaseAccess access() {
    return access;
  }

  public ConnectionPool connections() {
    return pool;
  }

  /** A pool of its own; the caller disposes of it. */
  public ConnectionPool newPool(int connections) {
    return Database.newPool(access, connections);
  }

  /** Properties that point to this database as an external one. */
  public DatabaseProperties properties() {
    return new DatabaseProperties(
        ROOT,
        "postgresql://%s:%d/%s".formatted(access.host(), access.port(), access.database()),
        access.application().user(),
        access.application().password(),
        access.owner().user(),
        access.owner().password(),
        8,
        Duration.ofSeconds(30));
  }

  /** A JDBC connection of the user who may do everything. */
  public Connection superuser() throws SQLException {
    return superuser(Server.INSTANCE.superuserAccess().withDatabase(access.database()));
  }

  /** A JDBC connection of the application's user. */
  public Connection application() throws SQLException {
    return access.dataSource(access.application()).getConnection();
  }

  private static Connection superuser(DatabaseAccess access) throws SQLException {
    return access.dataSource(access.owner()).getConnection();
  }

  /** Where tests may share the unpacked programs. */
  static Path binaries() {
    return ROOT.resolve("binaries");
  }

  /** Spares a server that is to be made in the folder to unpack its programs. */
  public static void shareBinaries(Path home) throws IOException {
    Path link = home.resolve("binaries");
    if (!Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
      PostgresBinaries.unpackInto(binaries());
      Files.createDirectories(home);
      Files.createSymbolicLink(link, binaries());
    }
  }

  @Override
  public void close() {
    pool.dispose();
  }

  private static final class Server {
    private static final EmbeddedPostgres INSTANCE = start();

    /** Nobody needs its data again, so that it need not write them. */
    private static void drop(EmbeddedPostgres server) {
      try {
        server.crash();
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
      server.close();
    }

    private static EmbeddedPostgres start() {
      try {
        Path home = ROOT.resolve("shared");
        PostgresBinaries.deleteTree(home);
        EmbeddedPostgres server = EmbeddedPostgres.start(home, binaries(), Duration.ofSeconds(60));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> drop(server)));
        return server;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
