package dev.throughline.api.database;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.client.SSLMode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/**
 * The database, ready for use: started if it is the service's own, migrated, proven durable, with a
 * pool of connections for the application's user.
 */
public final class Database implements AutoCloseable {
  private static final Duration ACQUIRE_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  private final @Nullable EmbeddedPostgres embedded;
  private final DatabaseAccess access;
  private final ConnectionPool pool;

  private Database(@Nullable EmbeddedPostgres embedded, DatabaseAccess access, int poolSize) {
    this.embedded = embedded;
    this.access = access;
    this.pool = newPool(access, poolSize);
  }

  /**
   * Opens the database; takes seconds, and blocks.
   *
   * @throws ThroughlineException {@code ADDRESS_IN_USE} when another process uses the directory,
   *     {@code STORE_UNAVAILABLE} when the server does not start or answer, {@code BAD_ARGUMENT}
   *     when it would lose committed data in a crash
   */
  public static Database open(DatabaseProperties properties) {
    if (properties.url() != null) {
      return open(null, properties.external(), properties.poolSize());
    }
    EmbeddedPostgres embedded =
        EmbeddedPostgres.start(properties.directory(), properties.startTimeout());
    try {
      return open(embedded, embedded.access(), properties.poolSize());
    } catch (RuntimeException e) {
      embedded.close();
      throw e;
    }
  }

  /**
   * As {@link #open}; but where another process runs the directory's server, such as the service,
   * uses that server and leaves it running.
   */
  public static Database openOrJoin(DatabaseProperties properties) {
    try {
      return open(properties);
    } catch (ThroughlineException failure) {
      if (failure.code() != ErrorCode.ADDRESS_IN_USE) {
        throw failure;
      }
      DatabaseAccess access =
          EmbeddedPostgres.running(properties.directory()).orElseThrow(() -> failure);
      return new Database(null, access, properties.poolSize());
    }
  }

  private static Database open(
      @Nullable EmbeddedPostgres embedded, DatabaseAccess access, int poolSize) {
    requireDurability(access);
    migrate(access);
    return new Database(embedded, access, poolSize);
  }

  public DatabaseAccess access() {
    return access;
  }

  /** Connections of the application's user. */
  public ConnectionPool connections() {
    return pool;
  }

  /**
   * Closes when the Java process ends, also by Ctrl-C. For programs without a container that closes
   * its parts in order.
   */
  public Database closeOnExit() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "close-database"));
    return this;
  }

  @Override
  public void close() {
    pool.dispose();
    if (embedded != null) {
      embedded.close();
    }
  }

  /**
   * Asks the server itself, as the application's user: settings can come from a file, a role or a
   * database.
   */
  static void requireDurability(DatabaseAccess access) {
    try (Connection connection = access.dataSource(access.application()).getConnection();
        Statement statement = connection.createStatement()) {
      for (String setting : new String[] {"fsync", "full_page_writes", "synchronous_commit"}) {
        try (ResultSet shown = statement.executeQuery("SHOW " + setting)) {
          if (!shown.next() || shown.getString(1).equals("off")) {
            throw new ThroughlineException(
                ErrorCode.BAD_ARGUMENT,
                "the database runs with %s off and could lose committed data".formatted(setting));
          }
        }
      }
    } catch (SQLException e) {
      throw EmbeddedPostgres.unavailable("the database does not answer: " + e.getMessage(), e);
    }
  }

  static void migrate(DatabaseAccess access) {
    try {
      Flyway.configure()
          .dataSource(access.dataSource(access.owner()))
          .locations("classpath:db/migration")
          .placeholders(
              Map.of("application_role", DatabaseRoles.quoted(access.application().user())))
          .outOfOrder(true) // parts number their migrations apart, and older data gets them all
          .load()
          .migrate();
    } catch (FlywayException | SQLException e) {
      throw EmbeddedPostgres.unavailable("the database cannot be migrated: " + e.getMessage(), e);
    }
  }

  static ConnectionPool newPool(DatabaseAccess access, int size) {
    PostgresqlConnectionConfiguration.Builder server =
        PostgresqlConnectionConfiguration.builder()
            .host(access.host())
            .port(access.port())
            .database(access.database())
            .username(access.application().user())
            .password(access.application().password())
            .applicationName("throughline")
            .connectTimeout(CONNECT_TIMEOUT)
            .timeZone("UTC");
    if (access.sslMode() != null) {
      server.sslMode(SSLMode.fromValue(access.sslMode()));
    }
    return new ConnectionPool(
        ConnectionPoolConfiguration.builder(new PostgresqlConnectionFactory(server.build()))
            .name("throughline")
            .initialSize(0)
            .maxSize(size)
            .maxAcquireTime(ACQUIRE_TIMEOUT)
            .build());
  }
}
