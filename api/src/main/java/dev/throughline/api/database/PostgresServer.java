package dev.throughline.api.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Drives {@code initdb} and {@code pg_ctl} for one data directory. */
final class PostgresServer {
  /**
   * Given on the command line, where nothing in the data directory can override them. The first
   * three are what makes 'committed' mean 'survives a crash'.
   */
  private static final List<String> SETTINGS =
      List.of(
          "fsync=on",
          "full_page_writes=on",
          "synchronous_commit=on",
          "listen_addresses=127.0.0.1",
          "unix_socket_directories=",
          "password_encryption=scram-sha-256",
          "max_connections=40",
          "shared_buffers=256MB",
          "work_mem=32MB",
          "wal_compression=on",
          "max_wal_size=4GB",
          "checkpoint_timeout=15min",
          "jit=off",
          "timezone=UTC",
          "log_timezone=UTC");

  private final Path programs;
  private final Path home;
  private final Path data;
  private final Path log;
  private final ServerUser user;
  private final Duration timeout;

  PostgresServer(Path installation, Path home, ServerUser user, Duration timeout) {
    this.programs = installation.resolve("bin");
    this.home = home;
    this.data = home.resolve("cluster");
    this.log = home.resolve("server.log");
    this.user = user;
    this.timeout = timeout;
  }

  boolean hasData() {
    return Files.isDirectory(data);
  }

  /** Makes the data directory beside its place and renames it: it is there whole, or not at all. */
  void createData(Credentials superuser) throws IOException {
    Path fresh = data.resolveSibling("cluster.new");
    PostgresBinaries.deleteTree(fresh);
    Path password = Files.createTempFile(home, "initdb", ".txt");
    try {
      Files.writeString(password, superuser.password());
      user.own(home);
      ProgramOutput output =
          run(
              "initdb",
              List.of(
                  "-D",
                  fresh.toString(),
                  "-U",
                  superuser.user(),
                  "--pwfile=" + password,
                  "--auth=scram-sha-256",
                  "--encoding=UTF8",
                  "--locale=C",
                  "--data-checksums"));
      if (output.exitCode() != 0) {
        throw new IOException("initdb failed: " + output.text().strip());
      }
    } finally {
      Files.delete(password);
    }
    Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Starts the server and waits until it takes connections; otherwise says why it does not. */
  Optional<String> start(int port) throws IOException {
    if (Files.exists(log)) {
      Files.move(log, log.resolveSibling("server.log.old"), StandardCopyOption.REPLACE_EXISTING);
    }
    String options =
        SETTINGS.stream().map(setting -> "-c " + setting).collect(Collectors.joining(" "))
            + " -p "
            + port;
    ProgramOutput output = control("start", "-l", log.toString(), "-o", options);
    if (output.exitCode() == 0) {
      return Optional.empty();
    }
    String said = Files.exists(log) ? Files.readString(log) : output.text();
    return Optional.of(said.strip());
  }

  /**
   * @param mode of {@code pg_ctl}: fast or immediate
   */
  void stop(String mode) throws IOException {
    if (serverProcess().isPresent()) {
      ProgramOutput output = control("stop", "-m", mode);
      if (output.exitCode() != 0 && serverProcess().isPresent()) {
        throw new IOException("pg_ctl stop failed: " + output.text().strip());
      }
    }
  }

  /**
   * Stops a server that a killed process left running here, and removes a process number that means
   * another program by now, which PostgreSQL would take for a running server.
   */
  void stopOrphan() throws IOException {
    if (serverProcess().isPresent()) {
      stop("fast");
    } else {
      Files.deleteIfExists(pidFile());
    }
  }

  /** The running server of this data directory. */
  Optional<ProcessHandle> serverProcess() throws IOException {
    if (Files.notExists(pidFile())) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(pidFile(), StandardCharsets.UTF_8);
    if (lines.isEmpty() || !lines.get(0).strip().matches("[0-9]{1,10}")) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
        .filter(ProcessHandle::isAlive)
        .filter(this::isThisServer);
  }

  private boolean isThisServer(ProcessHandle process) {
    String[] arguments = process.info().arguments().orElse(new String[0]);
    return List.of(arguments).contains(data.toString());
  }

  private Path pidFile() {
    return data.resolve("postmaster.pid");
  }

  private ProgramOutput control(String action, String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(action, "-D", data.toString(), "-w", "-t", "" + timeout.toSeconds()));
    arguments.addAll(List.of(more));
    return run("pg_ctl", arguments);
  }

  private ProgramOutput run(String program, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(user.prefix());
    command.add(programs.resolve(program).toString());
    command.addAll(arguments);
    return Programs.run(command);
  }
}
