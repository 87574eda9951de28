package dev.throughline.api.database;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL that this process starts and stops. It listens on 127.0.0.1 only, on a free
 * port, asks for a password, and keeps its data in a directory from run to run.
 *
 * <p>Layout of the directory: {@code binaries} (PostgreSQL's programs), {@code cluster} (the data),
 * {@code passwords} (readable by its user only), {@code server.log}, {@code service.lock}.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
  private static final String DATABASE = "throughline";
  private static final int ATTEMPTS = 5;

  /** The line of postmaster.pid that holds the port, from 0. */
  private static final int PORT_LINE = 3;

  private final DirectoryLock lock;
  private final PostgresServer server;
  private final ServerSecrets secrets;
  private final int port;
  private boolean open = true;

  private EmbeddedPostgres(
      DirectoryLock lock, PostgresServer server, ServerSecrets secrets, int port) {
    this.lock = lock;
    this.server = server;
    this.secrets = secrets;
    this.port = port;
  }

  /**
   * Starts the server of the directory, making it on the first start. A server that a killed
   * process left running there is stopped first, and what it had committed is there.
   *
   * @param timeout for the server to take connections
   * @throws ThroughlineException {@code ADDRESS_IN_USE} when another process uses the directory,
   *     {@code STORE_UNAVAILABLE} when the server does not start
   */
  public static EmbeddedPostgres start(Path directory, Duration timeout) {
    try {
      Path home = directory.toAbsolutePath().normalize();
      Files.createDirectories(home);
      return start(home, home.resolve("binaries"), timeout);
    } catch (IOException e) {
      throw unavailable(
          "the database in '%s' cannot be started: %s".formatted(directory, e.getMessage()), e);
    }
  }

  /**
   * As {@link #start(Path, Duration)}, with the programs in a folder that directories can share.
   */
  static EmbeddedPostgres start(Path home, Path binaries, Duration timeout) throws IOException {
    Files.createDirectories(home);
    DirectoryLock lock = DirectoryLock.acquire(home);
    try {
      PostgresServer server =
          new PostgresServer(
              PostgresBinaries.unpackInto(binaries), home, ServerUser.forFilesIn(home), timeout);
      ServerSecrets secrets = ServerSecrets.readOrCreate(home);
      server.stopOrphan();
      if (!server.hasData()) {
        server.createData(secrets.superuser());
      }
      EmbeddedPostgres started =
          new EmbeddedPostgres(lock, server, secrets, startOnFreePort(server));
      started.prepare();
      return started;
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /**
   * Access to the server that another process of the same user runs in the directory; empty when
   * none runs there. It stays that process's server.
   */
  static Optional<DatabaseAccess> running(Path directory) {
    Path home = directory.toAbsolutePath().normalize();
    Path status = home.resolve("cluster").resolve("postmaster.pid");
    try {
      int port = Integer.parseInt(Files.readAllLines(status).get(PORT_LINE).strip());
      ServerSecrets secrets = ServerSecrets.readOrCreate(home);
      return Optional.of(
          new DatabaseAccess(
              "127.0.0.1", port, DATABASE, null, secrets.application(), secrets.owner()));
    } catch (IOException | IndexOutOfBoundsException | NumberFormatException notRunning) {
      return Optional.empty();
    }
  }

  private static int startOnFreePort(PostgresServer server) throws IOException {
    List<String> failures = new ArrayList<>();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = freePort();
      Optional<String> failure = server.start(port);
      if (failure.isEmpty()) {
        return port;
      }
      failures.add(failure.get());
    }
    throw unavailable("the database does not start: " + failures.get(failures.size() - 1), null);
  }

  /** Another process may take the port before the server does; then the start is tried again. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void prepare() {
    try {
      DatabaseRoles.ensure(superuserAccess(), secrets.owner(), secrets.application(), DATABASE);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** The database for this service, with the application's and the owner's passwords. */
  public DatabaseAccess access() {
    return new DatabaseAccess(
        "127.0.0.1", port, DATABASE, null, secrets.application(), secrets.owner());
  }

  /** The maintenance database, for the user who may do everything. */
  DatabaseAccess superuserAccess() {
    return new DatabaseAccess(
        "127.0.0.1", port, "postgres", null, secrets.superuser(), secrets.superuser());
  }

  /** Ends the server at once, as a crash would; for crash tests. */
  void crash() throws IOException {
    server.stop("immediate");
  }

  /** Stops the server cleanly and gives the directory free; a second time does nothing. */
  @Override
  public synchronized void close() {
    if (!open) {
      return;
    }
    open = false;
    try (lock) {
      server.stop("fast");
    } catch (IOException e) {
      LOG.warn("The database was not stopped cleanly; it recovers at its next start", e);
    }
  }

  static ThroughlineException unavailable(String message, @Nullable Throwable cause) {
    return new ThroughlineException(ErrorCode.STORE_UNAVAILABLE, message, null, cause);
  }
}
