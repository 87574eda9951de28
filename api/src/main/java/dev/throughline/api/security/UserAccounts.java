package dev.throughline.api.security;

import dev.throughline.api.audit.AuditEvent;
import dev.throughline.api.audit.AuditTrail;
import dev.throughline.api.store.Connections;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Role;
import dev.throughline.model.ThroughlineException;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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
  private static final String TAKEN = "there is a user of that name";
  private static final String ADMINS_BUT_ONE =
      "SELECT count(*) FROM app_user WHERE 'ADMIN' = ANY (roles) AND name <> $1";

  private final Connections connections;
  private final Clock clock;
  private final PasswordEncoder encoder =
      PasswordEncoderFactories.createDelegatingPasswordEncoder();

  /**
   * @param connections of the application's user
   */
  public UserAccounts(Connections connections, Clock clock) {
    this.connections = connections;
    this.clock = clock;
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
                            .switchIfEmpty(Mono.error(() -> refused(TAKEN)))
                            .then(record(connection, actor, "user.added", null, person))));
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
                        .flatMap(account -> assign(connection, actor, account, person))));
  }

  private Mono<Person> assign(
      PostgresqlConnection connection, String actor, Account account, Person wanted) {
    Person person = new Person(account.person().name(), wanted.roles(), wanted.sites());
    return Accounts.change(connection, new Account(person, account.passwordHash()))
        .then(requireAdmin(connection, person))
        .then(record(connection, actor, "user.assigned", account.person(), person));
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
                                        .then(
                                            record(
                                                connection,
                                                actor,
                                                "user.password-changed",
                                                account.person(),
                                                account.person())))));
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
                            .then(
                                record(
                                    connection, actor, "user.removed", account.person(), null))));
  }

  /** Adds the change to the audit trail and returns whom it concerns. */
  private Mono<Person> record(
      PostgresqlConnection connection,
      String actor,
      String action,
      @Nullable Person before,
      @Nullable Person after) {
    Person person = Objects.requireNonNull(after == null ? before : after);
    AuditEvent event =
        new AuditEvent(
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            actor,
            action,
            "user/" + person.name(),
            rights(before),
            rights(after));
    return AuditTrail.append(connection, event).thenReturn(person);
  }

  private static Map<String, Object> rights(@Nullable Person person) {
    return person == null
        ? Map.of()
        : Map.of(
            "roles", person.roles().stream().map(Role::name).toList(),
            "sites", List.copyOf(person.sites()));
  }

  /**
   * The caller as the accounts know them now, kept from changing until the transaction ends. Who
   * came with a token is as the token says.
   *
   * @return an error {@code NOT_ALLOWED} when the account is gone
   */
  public static Mono<Person> current(PostgresqlConnection connection, Person person) {
    return person.issuer() != null
        ? Mono.just(person)
        : Accounts.share(connection, person.name())
            .map(Account::person)
            .switchIfEmpty(
                Mono.error(
                    () ->
                        new ThroughlineException(
                            ErrorCode.NOT_ALLOWED, "your account was removed")));
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

  /** Whether a user could not be added because there is one of that name. */
  static boolean isTaken(Throwable failure) {
    return TAKEN.equals(failure.getMessage());
  }

  private static ThroughlineException refused(String sentence) {
    return new ThroughlineException(ErrorCode.BAD_ARGUMENT, sentence);
  }
}
