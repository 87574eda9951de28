package dev.throughline.api.approval;

import dev.throughline.api.audit.AuditCheckpoints;
import dev.throughline.api.audit.AuditTrail;
import dev.throughline.api.database.TestDatabase;
import dev.throughline.api.findings.StoredFindings;
import dev.throughline.api.findings.TestFindingStore;
import dev.throughline.api.security.Person;
import dev.throughline.api.store.Connections;
import dev.throughline.api.webhooks.TestOutbox;
import dev.throughline.model.FindingId;
import dev.throughline.model.Role;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** A database with findings and people, and the decisions on it. */
final class DecisionFixture implements AutoCloseable {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final TestDatabase database = TestDatabase.create();
  private final Connections connections = new Connections(database.connections());
  private final StoredFindings findings = new StoredFindings(database, "operations");
  private final AuditTrail trail = new AuditTrail(connections);
  private final AuditCheckpoints checkpoints;
  private final TestOutbox outbox;
  private final Decisions decisions;

  DecisionFixture(Path directory) {
    checkpoints = AuditCheckpoints.open(trail, directory, Clock.systemUTC());
    outbox = TestOutbox.withoutReceivers(connections);
    decisions =
        new Decisions(
            connections,
            TestFindingStore.of(connections),
            new DecisionRules(DecisionRulesTest.POLICY),
            new Decisions.AfterCommit(outbox.outbox(), checkpoints, Clock.systemUTC()));
  }

  Decisions decisions() {
    return decisions;
  }

  AuditTrail trail() {
    return trail;
  }

  AuditCheckpoints checkpoints() {
    return checkpoints;
  }

  String applicationRole() {
    return database.access().application().user();
  }

  static String newKey() {
    return "key/" + NUMBER.incrementAndGet();
  }

  FindingId finding(String euros) {
    long cents = new BigDecimal(euros).movePointRight(2).longValueExact();
    return findings.open("quantity-short", "4500/" + NUMBER.incrementAndGet(), cents, Example.NOON);
  }

  Person person(String name, Role role) throws SQLException {
    asApplication(
        "INSERT INTO app_user (name, password_hash, roles) VALUES ('%s', '{noop}x', '{%s}')"
            .formatted(name, role));
    return Person.of(name, role);
  }

  List<Person> people(String name, int count, Role role) throws SQLException {
    List<Person> people = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      people.add(person(name + i, role));
    }
    return people;
  }

  DecisionOutcome propose(Person person, FindingId finding, long version) {
    return take(
        person,
        new DecisionRequest(
            Step.PROPOSE, finding, version, newKey(), "ask for a credit note", null, null));
  }

  DecisionOutcome take(Person person, DecisionRequest request) {
    return Objects.requireNonNull(decisions.take(person, request).block()).outcome();
  }

  void asApplication(String sql) throws SQLException {
    execute(database.application(), sql);
  }

  void asSuperuser(String sql) throws SQLException {
    execute(database.superuser(), sql);
  }

  private static void execute(Connection open, String sql) throws SQLException {
    try (Connection connection = open;
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  long count(String table) throws SQLException {
    return Long.parseLong(rows("SELECT count(*) FROM " + table).get(0));
  }

  /** The first column. */
  List<String> rows(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = database.application();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  @Override
  public void close() {
    checkpoints.close();
    outbox.close();
    database.close();
  }
}
