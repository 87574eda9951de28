package dev.throughline.api.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  @TempDir private static Path made;
  @TempDir private Path home;

  /** Making a data directory takes longer than most tests; each gets a copy of this one. */
  @BeforeAll
  static void makeOnce() throws IOException {
    EmbeddedPostgres.start(made, TestDatabase.binaries(), TIMEOUT).close();
  }

  @BeforeEach
  void copy() throws Exception {
    Process copy = new ProcessBuilder("cp", "-a", made + "/.", home.toString()).start();
    assertThat(copy.waitFor()).isZero();
  }

  @Test
  void start_secondTime_findsTheDataAgain() throws Exception {
    try (EmbeddedPostgres server = start()) {
      owner(server, "CREATE TABLE kept (value int)");
      owner(server, "INSERT INTO kept VALUES (42)");
    }
    try (EmbeddedPostgres server = start()) {
      assertThat(query(server, "SELECT value FROM kept")).isEqualTo("42");
    }
  }

  @Test
  void start_settings_areDurableAndLocal() throws Exception {
    try (EmbeddedPostgres server = start()) {
      assertThat(query(server, "SHOW fsync")).isEqualTo("on");
      assertThat(query(server, "SHOW full_page_writes")).isEqualTo("on");
      assertThat(query(server, "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(query(server, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(query(server, "SHOW unix_socket_directories")).isEmpty();
      assertThat(query(server, "SHOW data_checksums")).isEqualTo("on");
      Database.requireDurability(server.access());
    }
  }

  @Test
  void requireDurability_settingOffForTheUser_isRefused() throws Exception {
    try (EmbeddedPostgres server = start()) {
      superuser(server, "ALTER ROLE throughline_app SET synchronous_commit = off");
      assertThatThrownBy(() -> Database.requireDurability(server.access()))
          .isInstanceOf(ThroughlineException.class)
          .hasMessage(
              "the database runs with synchronous_commit off and could lose committed data");
    }
  }

  @Test
  void start_passwords_areSecretAndNeeded() throws Exception {
    try (EmbeddedPostgres server = start()) {
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(home.resolve("passwords"))))
          .isEqualTo("rw-------");
      Credentials wrong = new Credentials("throughline_app", "wrong");
      assertThatThrownBy(() -> server.access().dataSource(wrong).getConnection())
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
      assertThat(server.access().toString()).doesNotContain(server.access().owner().password());
      assertThat(
              query(
                  server,
                  "SELECT count(*) FROM pg_hba_file_rules WHERE auth_method <> 'scram-sha-256'"))
          .isEqualTo("0");
    }
  }

  @Test
  void start_directoryInUse_isRefused() throws Exception {
    try (EmbeddedPostgres server = start()) {
      assertThatThrownBy(this::start)
          .isInstanceOfSatisfying(
              ThroughlineException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.ADDRESS_IN_USE))
          .hasMessageContaining("is used by another process (pid ");
      assertThat(query(server, "SELECT 1")).isEqualTo("1");
    }
  }

  /** A killed service leaves its server running; the next start takes the directory over. */
  @Test
  void start_serviceWasKilled_takesOver() throws Exception {
    Process service = child();
    try {
      assertThat(service.inputReader().lines().anyMatch("started"::equals)).isTrue();
      ProcessHandle orphan = serverProcess();
      service.destroyForcibly().waitFor();
      assertThat(orphan.isAlive()).isTrue();
      try (EmbeddedPostgres server = start()) {
        assertThat(query(server, "SELECT value FROM kept")).isEqualTo("7");
        orphan.onExit().get(30, TimeUnit.SECONDS);
      }
    } finally {
      service.destroyForcibly();
    }
  }

  @Test
  void start_serverWasKilled_recovers() throws Exception {
    try (EmbeddedPostgres server = start()) {
      owner(server, "CREATE TABLE kept (value int)");
      owner(server, "INSERT INTO kept VALUES (1)");
      ProcessHandle process = serverProcess();
      assertThat(process.destroyForcibly()).isTrue();
      process.onExit().get(30, TimeUnit.SECONDS);
    }
    assertThat(home.resolve("cluster/postmaster.pid")).exists();
    try (EmbeddedPostgres server = start()) {
      assertThat(query(server, "SELECT value FROM kept")).isEqualTo("1");
    }
  }

  /** After a reboot the number of the old server may belong to any program, which must live on. */
  @Test
  void start_pidOfAnotherProgram_isNotTouched() throws Exception {
    start().close();
    Process other = new ProcessBuilder("sleep", "600").start();
    try {
      Files.writeString(home.resolve("cluster/postmaster.pid"), other.pid() + "\n" + home + "\n");
      try (EmbeddedPostgres server = start()) {
        assertThat(query(server, "SELECT 1")).isEqualTo("1");
      }
      assertThat(other.isAlive()).isTrue();
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void start_firstStartCutOff_beginsAgain() throws Exception {
    PostgresBinaries.deleteTree(home.resolve("cluster"));
    Files.createDirectories(home.resolve("cluster.new/base"));
    Files.writeString(home.resolve("cluster.new/PG_VERSION"), "18");
    try (EmbeddedPostgres server = start()) {
      assertThat(query(server, "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void close_server_isGone() throws Exception {
    EmbeddedPostgres server = start();
    server.close();
    server.close();
    assertThatThrownBy(() -> query(server, "SELECT 1")).hasMessageContaining("refused");
    assertThat(home.resolve("cluster/postmaster.pid")).doesNotExist();
  }

  /** Started by a test as a JVM of its own, to be killed. */
  static final class Child {
    public static void main(String[] arguments) throws Exception {
      EmbeddedPostgres server =
          EmbeddedPostgres.start(Path.of(arguments[0]), Path.of(arguments[1]), TIMEOUT);
      owner(server, "CREATE TABLE kept (value int)");
      owner(server, "INSERT INTO kept VALUES (7)");
      System.out.println("started");
      Thread.currentThread().join();
    }
  }

  private Process child() throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                home.toString(),
                TestDatabase.binaries().toString()))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private EmbeddedPostgres start() throws IOException {
    return EmbeddedPostgres.start(home, TestDatabase.binaries(), TIMEOUT);
  }

  private ProcessHandle serverProcess() throws IOException {
    String pid = Files.readAllLines(home.resolve("cluster/postmaster.pid")).get(0).strip();
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }

  private static void owner(EmbeddedPostgres server, String sql) throws SQLException {
    execute(server.access(), server.access().owner(), sql);
  }

  private static void superuser(EmbeddedPostgres server, String sql) throws SQLException {
    execute(server.superuserAccess(), server.superuserAccess().owner(), sql);
  }

  private static void execute(DatabaseAccess access, Credentials user, String sql)
      throws SQLException {
    try (Connection connection = access.dataSource(user).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(EmbeddedPostgres server, String sql) throws SQLException {
    DatabaseAccess access = server.superuserAccess().withDatabase("throughline");
    try (Connection connection = access.dataSource(access.owner()).getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
