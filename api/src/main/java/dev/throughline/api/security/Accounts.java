package dev.throughline.api.security;

import dev.throughline.api.store.Connections;
import dev.throughline.model.Role;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Readable;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table {@code app_user}: who may come in, with passwords as hashes only. */
@Component
final class Accounts {
  private static final int FETCH_SIZE = 200;
  private static final String COLUMNS = "SELECT name, password_hash, roles, sites FROM app_user";

  private final DatabaseClient database;

  Accounts(ConnectionFactory connections) {
    database = DatabaseClient.create(connections);
  }

  /**
   * The account of the name, in any case; empty when there is none. Read anew at each call, so that
   * a change of role or password holds at once, whoever made it.
   */
  Mono<Account> find(String name) {
    return database
        .sql(COLUMNS + " WHERE lower(name) = lower(:name)")
        .bind("name", name)
        .map(Accounts::account)
        .one();
  }

  static Mono<Account> find(PostgresqlConnection connection, String name) {
    return Connections.query(
            connection,
            1,
            Accounts::account,
            COLUMNS + " WHERE lower(name) = lower($1) FOR UPDATE",
            name)
        .singleOrEmpty();
  }

  /** The account, which nobody changes until the transaction ends. */
  static Mono<Account> share(PostgresqlConnection connection, String name) {
    return Connections.query(
            connection,
            1,
            Accounts::account,
            COLUMNS + " WHERE lower(name) = lower($1) FOR SHARE",
            name)
        .singleOrEmpty();
  }

  static Flux<Person> all(PostgresqlConnection connection) {
    return Connections.query(
        connection, FETCH_SIZE, row -> account(row).person(), COLUMNS + " ORDER BY lower(name)");
  }

  /** Adds the account unless there is one of that name, in any case; true when it was added. */
  static Mono<Boolean> add(PostgresqlConnection connection, Account account) {
    return Connections.update(
            connection,
            "INSERT INTO app_user (name, password_hash, roles, sites) VALUES ($1, $2, $3, $4)"
                + " ON CONFLICT DO NOTHING",
            account.person().name(),
            account.passwordHash(),
            names(account.person().roles()),
            account.person().sites().toArray(String[]::new))
        .map(rows -> rows > 0);
  }

  static Mono<Long> change(PostgresqlConnection connection, Account account) {
    return Connections.update(
        connection,
        "UPDATE app_user SET password_hash = $2, roles = $3, sites = $4 WHERE name = $1",
        account.person().name(),
        account.passwordHash(),
        names(account.person().roles()),
        account.person().sites().toArray(String[]::new));
  }

  static Mono<Long> remove(PostgresqlConnection connection, String name) {
    return Connections.update(connection, "DELETE FROM app_user WHERE name = $1", name);
  }

  private static String[] names(Set<Role> roles) {
    return roles.stream().map(Role::name).toArray(String[]::new);
  }

  private static Account account(Readable row) {
    Set<Role> roles = new TreeSet<>();
    Arrays.stream(required(row, "roles", String[].class)).map(Role::valueOf).forEach(roles::add);
    Set<String> sites = new TreeSet<>(Arrays.asList(required(row, "sites", String[].class)));
    return new Account(
        new Person(required(row, "name", String.class), roles, sites),
        required(row, "password_hash", String.class));
  }

  private static <T> T required(Readable row, String column, Class<T> type) {
    return Objects.requireNonNull(row.get(column, type), column);
  }
}
