package dev.throughline.api.security;

import static dev.throughline.model.Role.ADMIN;
import static dev.throughline.model.Role.AUDITOR;
import static dev.throughline.model.Role.FINANCE_CONTROLLER;
import static dev.throughline.model.Role.PROCUREMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throughline.api.database.TestDatabase;
import dev.throughline.api.store.Connections;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Accounts in a real database. */
class UserAccountsTest {
  private static final String PASSWORD = "correct horse battery";

  private static TestDatabase database;
  private static UserAccounts users;

  @BeforeAll
  static void open() {
    database = TestDatabase.create();
    users = new UserAccounts(new Connections(database.connections()), Clock.systemUTC());
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void addRootOnly() throws SQLException {
    try (Connection connection = database.superuser();
        Statement statement = connection.createStatement()) {
      statement.execute("TRUNCATE app_user");
    }
    users.add("test", Person.of("root", ADMIN), PASSWORD).block();
  }

  @Test
  void add_newUser_isListedWithRolesAndSites() {
    Person anna = person("anna", Set.of("store 1"), FINANCE_CONTROLLER, PROCUREMENT);

    users.add("root", anna, PASSWORD).block();

    assertThat(users.list().collectList().block()).containsExactly(anna, Person.of("root", ADMIN));
  }

  @Test
  void add_nameThatDiffersInCaseOnly_isRefused() {
    users.add("root", Person.of("Anna", PROCUREMENT), PASSWORD).block();

    assertRefused(users.add("root", Person.of("anna", FINANCE_CONTROLLER), PASSWORD), "that name");
  }

  @Test
  void add_deciderWhoAlsoAdministrates_isRefused() {
    assertRefused(
        users.add("root", Person.of("anna", FINANCE_CONTROLLER, ADMIN), PASSWORD), "neither admin");
    assertRefused(
        users.add("root", Person.of("anna", PROCUREMENT, AUDITOR), PASSWORD), "neither admin");
  }

  @Test
  void add_shortPasswordOrOddName_isRefused() {
    assertRefused(users.add("root", Person.of("anna"), "short"), "at least 12 characters");
    assertRefused(users.add("root", Person.of("anna\n"), PASSWORD), "letters, digits");
  }

  @Test
  void assign_lastAdministrator_staysOne() {
    assertRefused(users.assign("root", Person.of("root", AUDITOR)), "last administrator");
    assertRefused(users.remove("root", "ROOT"), "last administrator");

    users.add("root", Person.of("second", ADMIN), PASSWORD).block();
    users.assign("root", Person.of("root", AUDITOR)).block();
    assertThat(users.list().collectList().block()).contains(Person.of("root", AUDITOR));
  }

  @Test
  void remove_unknownUser_isNotFound() {
    assertThatThrownBy(() -> users.remove("root", "nobody").block())
        .isInstanceOfSatisfying(
            ThroughlineException.class,
            known -> assertThat(known.code()).isEqualTo(ErrorCode.NOT_FOUND));
  }

  private static Person person(
      String name, Set<String> sites, dev.throughline.model.Role... roles) {
    return new Person(name, Person.of(name, roles).roles(), new TreeSet<>(sites));
  }

  private static void assertRefused(Mono<?> change, String words) {
    assertThatThrownBy(change::block)
        .isInstanceOfSatisfying(
            ThroughlineException.class,
            known -> assertThat(known.code()).isEqualTo(ErrorCode.BAD_ARGUMENT))
        .hasMessageContaining(words);
  }
}
