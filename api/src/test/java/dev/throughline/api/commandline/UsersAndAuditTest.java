package dev.throughline.api.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.api.audit.AuditCheckpoints;
import dev.throughline.api.audit.AuditTrail;
import dev.throughline.api.database.DatabaseProperties;
import dev.throughline.api.database.TestDatabase;
import dev.throughline.api.store.Connections;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Users and the audit trail on the command line, against an external database. */
class UsersAndAuditTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir static Path data;
  private static TestDatabase database;

  @BeforeAll
  static void openDatabase() {
    database = TestDatabase.create();
    settings().forEach(System::setProperty);
    assertThat(run("", "users", "add", "root", "--roles", "admin").status()).isZero();
  }

  @AfterAll
  static void closeDatabase() {
    settings().keySet().forEach(System::clearProperty);
    database.close();
  }

  private static Map<String, String> settings() {
    DatabaseProperties properties = database.properties();
    return Map.of(
        "throughline.database.url", String.valueOf(properties.url()),
        "throughline.database.user", String.valueOf(properties.user()),
        "throughline.database.password", String.valueOf(properties.password()),
        "throughline.database.owner-user", String.valueOf(properties.ownerUser()),
        "throughline.database.owner-password", String.valueOf(properties.ownerPassword()));
  }

  @Test
  void users_addListRolesPasswordRemove_areDoneAndOnRecord() {
    Run added =
        run(
            "",
            "users",
            "add",
            "anna",
            "--roles",
            "finance-controller,PROCUREMENT",
            "--sites",
            "s1");
    Run password =
        run("a long password of her own\n", "users", "password", "anna", "--password-stdin");
    Run roles = run("", "users", "roles", "anna", "--roles", "auditor");
    Run list = run("", "users", "list");
    Run removed = run("", "users", "remove", "anna");
    JsonNode left = JSON.readTree(run("", "users", "list", "--json").out());
    Run trail = run("", "audit", "export");

    assertThat(added.out())
        .matches("Sign in as anna with the password [a-z0-9-]{29} \\(shown this once\\)\n");
    assertThat(password).isEqualTo(new Run(0, ""));
    assertThat(roles).isEqualTo(new Run(0, ""));
    assertThat(list.out()).isEqualTo("anna: auditor\nroot: admin\n");
    assertThat(removed).isEqualTo(new Run(0, ""));
    assertThat(left).hasSize(1);
    assertThat(left.get(0).get("name").asString()).isEqualTo("root");
    assertThat(trail.out().lines().filter(line -> line.contains("user/anna")))
        .hasSize(4)
        .allMatch(line -> line.contains("on the command line"));
  }

  @Test
  void users_wrongRoleOrUnknownUser_haveTheirExitStatus() {
    assertThat(run("", "users", "add", "bert", "--roles", "king").status()).isEqualTo(2);
    assertThat(run("", "users", "add", "bert").status()).isEqualTo(2);
    assertThat(run("", "users", "roles", "nobody", "--roles", "auditor").status()).isEqualTo(3);
    assertThat(
            run("short\n", "users", "add", "bert", "--roles", "auditor", "--password-stdin")
                .status())
        .isEqualTo(2);
  }

  @Test
  void audit_exportedAndVerified_isIntactUntilALineIsChanged() throws Exception {
    AuditTrail trail = new AuditTrail(new Connections(database.connections()));
    try (AuditCheckpoints checkpoints =
        AuditCheckpoints.open(trail, data.resolve("audit"), Clock.systemUTC())) {
      checkpoints.signNow();
    }
    Path file = data.resolve("trail.ndjson");
    assertThat(run("", "audit", "export", "--out", file.toString()).status()).isZero();

    Run ofDatabase = run("", "audit", "verify");
    Run ofFile = run("", "audit", "verify", file.toString(), "--json");
    assertThat(ofDatabase.out()).matches("Intact: \\d+ entries, \\d+ signed checkpoints\n");
    assertThat(JSON.readTree(ofFile.out()).get("intact").asBoolean()).isTrue();

    Files.writeString(file, Files.readString(file).replaceFirst("root", "toor"));
    Run broken = run("", "audit", "verify", file.toString());
    assertThat(broken.status()).isEqualTo(3);
    assertThat(broken.out())
        .isEqualTo(
            "BROKEN at entry 0: the entry does not have the hash that it was written with\n");
    Run noKey = run("", "audit", "verify", file.toString(), "--key", "none");
    assertThat(noKey.status()).isEqualTo(3);
  }

  private record Run(int status, String out) {}

  private static Run run(String input, String... arguments) {
    String[] all = Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--data";
    all[arguments.length + 1] = data.toString();
    ProgramRun run = ProgramRun.insideWith(input, data, all);
    return new Run(run.exit(), run.out());
  }
}
