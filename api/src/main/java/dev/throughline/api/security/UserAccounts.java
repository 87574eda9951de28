package dev.throughline.api.security;

import dev.throughline.api.store.Connections;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Role;
import dev.throughline.model.ThroughlineException;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import java.util.Collection;
import java.util.function.Function;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Adds, changes and removes local accounts. Two rules hold: whoever decides neither configures,
 * operates nor audits, and there is always an administrator.
 */
public final class UserAccounts {
  private static final String ADMINS_BUT_ONE =
      "SELECT count(*) FROM app_user WHERE 'ADMIN' = ANY (roles) AND name <> $1";

  private final Connections connections;
  private final PasswordEncoder encoder =
      PasswordEncoderFactories.createDelegatingPasswordEncoder();

  /**
   * @param connections of the application's user
   */
  public UserAccounts(Connections connections) {
    this.connections = connections;
  }

  /** A password that nobody can guess, for whoever adds an account. */
  public static String newPassword() {
    return Passwords.random();
  }

  /** All accounts by name. */
  public Flux<Person> list() {
    return connections.inTransaction(Accounts::all);
  }

  /**
   * Adds an account.
   *
   * @param actor who does this
   * @throws ThroughlineException {@code BAD_ARGUMENT} for a name, a password or a set of roles that
   *     cannot be, or a name that is taken
   */
  public Mono<Person> add(String actor, Person person, String password) {
    return checked(person, password)
        .flatMap(
            account ->
                changing(
                    connection ->
                        Accounts.add(connection, account)
                            .filter(added -> added)
                            .switchIfEmpty(
                                Mono.error(() -> refused("there is a user of that name")))
                            .thenReturn(person)));
  }

  /**
   * Replaces roles and sites; both hold from the user's next request on.
   *
   * @throws ThroughlineException {@code NOT_FOUND}, or {@code BAD_ARGUMENT} for a set of roles that
   *     cannot be
   */
  public Mono<Person> assign(String actor, Person person) {
    return Mono.fromRunnable(() -> requireSeparation(person.roles()))
        .then(
            changing(
                connection ->
                    existing(connection, person.name())
                        .flatMap(account -> assign(connection, account, person))));
  }

  private static Mono<Person> assign(
      PostgresqlConnection connection, Account account, Person wanted) {
    Person person = new Person(account.person().name(), wanted.roles(), wanted.sites());
    return Accounts.change(connection, new Account(person, account.passwordHash()))
        .then(requireAdmin(connection, person))
        .thenReturn(person);
  }

  /**
   * Replaces the password; sessions that were opened with the old one end.
   *
   * @throws ThroughlineException {@code NOT_FOUND}, or {@code BAD_ARGUMENT} for a weak password
   */
  public Mono<Person> changePassword(String actor, String name, String password) {
    return hashed(password)
        .flatMap(
            hash ->
                changing(
                    connection ->
                        existing(connection, name)
                            .flatMap(
                                account ->
                                    Accounts.change(connection, new Account(account.person(), hash))
                                        .thenReturn(account.person()))));
  }

  /**
   * Removes the account; what the user did stays on record.
   *
   * @throws ThroughlineException {@code NOT_FOUND}, or {@code BAD_ARGUMENT} for the last
   *     administrator
   */
  public Mono<Person> remove(String actor, String name) {
    return changing(
        connection ->
            existing(connection, name)
                .flatMap(
                    account ->
                        Accounts.remove(connection, account.person().name())
                            .then(requireAdmin(connection, Person.of(account.person().name())))
                            .thenReturn(account.person())));
  }

  private Mono<Account> checked(Person person, String password) {
    return Mono.fromRunnable(
            () -> {
              Account.checkedName(person.name());
              requireSeparation(person.roles());
            })
        .then(hashed(password))
        .map(hash -> new Account(person, hash));
  }

  private Mono<String> hashed(String password) {
    return Mono.fromSupplier(() -> Passwords.hashChosen(encoder, password))
        .subscribeOn(Schedulers.boundedElastic());
  }

  /** One change of accounts at a time: rules such as 'always an administrator' look at all. */
  private <T> Mono<T> changing(Function<PostgresqlConnection, Mono<T>> change) {
    return connections
        .inTransaction(
            connection ->
                Connections.update(connection, "LOCK TABLE app_user IN SHARE ROW EXCLUSIVE MODE")
                    .then(change.apply(connection)))
        .singleOrEmpty();
  }

  private static Mono<Account> existing(PostgresqlConnection connection, String name) {
    return Accounts.find(connection, name)
        .switchIfEmpty(
            Mono.error(
                () -> new ThroughlineException(ErrorCode.NOT_FOUND, "there is no such user")));
  }

  private static void requireSeparation(Collection<Role> roles) {
    boolean decides = roles.stream().anyMatch(AccessRules.deciders()::contains);
    boolean other = roles.stream().anyMatch(role -> !AccessRules.deciders().contains(role));
    if (decides && other) {
      throw refused(
          "whoever decides on findings is neither admin, auditor nor integration operator");
    }
  }

  private static Mono<Void> requireAdmin(PostgresqlConnection connection, Person changed) {
    if (changed.hasRole(Role.ADMIN)) {
      return Mono.empty();
    }
    return Connections.query(
            connection, 1, row -> row.get(0, Long.class), ADMINS_BUT_ONE, changed.name())
        .single()
        .flatMap(
            others ->
                others > 0
                    ? Mono.<Void>empty()
                    : Mono.error(refused("the last administrator stays one")));
  }

  private static ThroughlineException refused(String sentence) {
    return new ThroughlineException(ErrorCode.BAD_ARGUMENT, sentence);
  }
}
