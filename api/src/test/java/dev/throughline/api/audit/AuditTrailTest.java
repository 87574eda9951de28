package dev.throughline.api.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throughline.api.database.TestDatabase;
import dev.throughline.api.store.Connections;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A trail of 30 entries with checkpoints at 10, 20 and 30, and somebody who may do everything in
 * the database but does not have the key and the file of the checkpoints.
 */
class AuditTrailTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final String REHASH =
      """
      DO $$
      DECLARE
        before bytea := decode(repeat('00', 32), 'hex');
        row record;
      BEGIN
        FOR row IN SELECT number, entry FROM audit_entry ORDER BY number LOOP
          before := sha256(before || convert_to(row.entry, 'UTF8'));
          UPDATE audit_entry SET hash = before WHERE number = row.number;
        END LOOP;
      END $$\
      """;

  @TempDir static Path directory;
  private static TestDatabase database;
  private static Connections connections;
  private static AuditTrail trail;
  private static String signed;

  @BeforeAll
  static void writeTrail() throws Exception {
    database = TestDatabase.create();
    connections = new Connections(database.connections());
    trail = new AuditTrail(connections);
    try (AuditCheckpoints checkpoints = AuditCheckpoints.open(trail, directory, () -> NOON)) {
      for (int i = 0; i < 30; i++) {
        append("finding/" + i);
        if (i % 10 == 9) {
          assertThat(checkpoints.signNow()).isTrue();
        }
      }
    }
    signed = Files.readString(directory.resolve(AuditCheckpoints.FILE));
    superuser("CREATE TABLE kept AS SELECT * FROM audit_entry");
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void restore() throws Exception {
    superuser("TRUNCATE audit_entry");
    superuser("INSERT INTO audit_entry SELECT * FROM kept");
    Files.writeString(directory.resolve(AuditCheckpoints.FILE), signed);
  }

  static Stream<Arguments> attacks() {
    return Stream.of(
        Arguments.of(
            "one byte",
            12,
            "UPDATE audit_entry SET entry = replace(entry, '12', '13') WHERE number = 12"),
        Arguments.of("a middle entry deleted", 12, "DELETE FROM audit_entry WHERE number = 12"),
        Arguments.of("the tail deleted", 25, "DELETE FROM audit_entry WHERE number >= 25"),
        Arguments.of("an old backup", 20, "DELETE FROM audit_entry WHERE number >= 20"),
        Arguments.of("truncated", 0, "TRUNCATE audit_entry"),
        Arguments.of(
            "an entry inserted back-dated",
            5,
            "UPDATE audit_entry SET number = -number WHERE number >= 5; UPDATE audit_entry SET"
                + " number = 1 - number WHERE number < 0; INSERT INTO audit_entry SELECT 5, entry,"
                + " sha256(hash) FROM kept WHERE number = 4"),
        Arguments.of(
            "two swapped",
            7,
            "UPDATE audit_entry a SET entry = b.entry, hash = b.hash FROM kept b"
                + " WHERE (a.number, b.number) IN ((7, 9), (9, 7))"),
        Arguments.of(
            "renumbered",
            0,
            "UPDATE audit_entry SET number = -number - 2; UPDATE audit_entry SET number = -number -"
                + " 1"),
        Arguments.of(
            "a gap in the numbers",
            15,
            "UPDATE audit_entry SET number = number + 100 WHERE number >= 15"),
        Arguments.of(
            "re-hashed after a change",
            10,
            "UPDATE audit_entry SET entry = replace(entry, '12', '13') WHERE number = 12; "
                + REHASH),
        Arguments.of(
            "re-hashed after a deletion in front",
            0,
            "DELETE FROM audit_entry WHERE number = 0; UPDATE audit_entry SET number = number - 1; "
                + REHASH),
        Arguments.of(
            "re-hashed with another tail",
            20,
            "UPDATE audit_entry SET entry = '{}' WHERE number = 29; " + REHASH));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("attacks")
  void verify_afterAnAttack_namesTheFirstBadEntry(String attack, long first, String sql)
      throws Exception {
    superuser("ALTER TABLE audit_entry DROP CONSTRAINT audit_entry_number_check");
    superuser(sql);

    assertThat(verify().breach()).map(AuditReport.Breach::number).contains(first);
    assertThat(AuditFiles.verify(export(), trusted()).breach())
        .map(AuditReport.Breach::number)
        .contains(first);
    superuser("TRUNCATE audit_entry");
    superuser(
        "ALTER TABLE audit_entry ADD CONSTRAINT audit_entry_number_check CHECK (number >= 0)");
  }

  @Test
  void verify_asWritten_agreesWithEveryCheckpoint() throws Exception {
    AuditReport intact = new AuditReport(30, 3, Optional.empty());

    assertThat(verify()).isEqualTo(intact);
    assertThat(AuditFiles.verify(export(), trusted())).isEqualTo(intact);
  }

  @Test
  void verify_otherTimeZoneOfTheDatabase_changesNothing() throws Exception {
    superuser("ALTER DATABASE " + database.access().database() + " SET timezone = 'Asia/Tokyo'");

    assertThat(verify().breach()).isEmpty();
  }

  @Test
  void verify_columnDropped_isAnError() throws Exception {
    superuser("ALTER TABLE audit_entry RENAME COLUMN hash TO hidden");

    assertThatThrownBy(AuditTrailTest::verify).hasMessageContaining("hash");
    superuser("ALTER TABLE audit_entry RENAME COLUMN hidden TO hash");
  }

  @Test
  void signNow_trailThatWasChangedAtItsEnd_signsNothing() throws Exception {
    superuser("UPDATE audit_entry SET entry = '{}' WHERE number = 12; " + REHASH);
    append("finding/more");

    try (AuditCheckpoints checkpoints = AuditCheckpoints.open(trail, directory, () -> NOON)) {
      assertThat(checkpoints.signNow()).isFalse();
      assertThat(checkpoints.breach()).map(AuditReport.Breach::number).contains(29L);
    }
    assertThat(directory.resolve(AuditCheckpoints.FILE)).hasContent(signed);
  }

  @Test
  void signNow_afterACrashInTheMiddleOfACheckpoint_goesOnBehindTheLastCompleteOne()
      throws Exception {
    Path file = directory.resolve(AuditCheckpoints.FILE);
    Files.writeString(file, signed + "throughline/half\n31\n");
    append("finding/more");

    try (AuditCheckpoints checkpoints = AuditCheckpoints.open(trail, directory, () -> NOON)) {
      assertThat(checkpoints.signNow()).isTrue();
    }
    assertThat(Files.readString(file)).startsWith(signed).doesNotContain("half");
    assertThat(verify()).isEqualTo(new AuditReport(31, 4, Optional.empty()));
  }

  @Test
  void append_manyAtOnceAndSomeRolledBack_makesOneChain() throws Exception {
    Flux.range(0, 200)
        .flatMap(
            i ->
                connections
                    .inTransaction(
                        connection ->
                            AuditTrail.append(connection, event("finding/" + i))
                                .flatMap(
                                    number ->
                                        i % 5 == 0
                                            ? Mono.<Long>error(new IllegalStateException("no"))
                                            : Mono.just(number)))
                    .onErrorResume(IllegalStateException.class, expected -> Flux.empty()),
            8)
        .then()
        .block();

    assertThat(verify()).isEqualTo(new AuditReport(30 + 160, 3, Optional.empty()));
  }

  private static AuditReport verify() throws IOException {
    return AuditFiles.verify(trail, trusted());
  }

  private static AuditFiles.Trusted trusted() {
    return AuditFiles.Trusted.in(directory);
  }

  private static Path export() throws IOException {
    StringWriter lines = new StringWriter();
    AuditFiles.export(trail, lines);
    return Files.writeString(directory.resolve("export.ndjson"), lines.toString());
  }

  private static void append(String subject) {
    connections.inTransaction(c -> AuditTrail.append(c, event(subject))).blockLast();
  }

  private static AuditEvent event(String subject) {
    return new AuditEvent(
        NOON,
        "paula",
        "finding.proposed",
        subject,
        Map.of("state", "OPEN"),
        Map.of("note", "a\n\u2028b"));
  }

  private static void superuser(String sql) throws SQLException {
    try (Connection connection = database.superuser();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
