package dev.throughline.api.demo;

import dev.throughline.api.security.Person;
import dev.throughline.api.security.UserAccounts;
import dev.throughline.model.Role;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * Who works at the simulated retailer's head office: an account each. None of them has a name that
 * the simulated events name.
 */
final class DemoPeople {
  /** Proposes; shown to whoever looks at the demo. */
  static final Person REQUESTER = Person.of("ines", Role.ACCOUNTS_PAYABLE_ANALYST);

  /** Approves; shown to whoever looks at the demo. */
  static final Person APPROVER = Person.of("felix", Role.FINANCE_CONTROLLER);

  static final Person PROCUREMENT = Person.of("petra", Role.PROCUREMENT);
  static final Person WAREHOUSE = Person.of("walter", Role.WAREHOUSE_SUPERVISOR);
  static final Person MANAGER = Person.of("rosa", Role.REGIONAL_MANAGER);

  /** Sends events. */
  static final Person SENDER = Person.of("demo-feed", Role.INTEGRATION_OPERATOR);

  private static final List<Person> ALL =
      List.of(REQUESTER, APPROVER, PROCUREMENT, WAREHOUSE, MANAGER, SENDER);
  private static final String ACTOR = "throughline demo";

  private final UserAccounts accounts;

  DemoPeople(UserAccounts accounts) {
    this.accounts = accounts;
  }

  /** Adds the accounts that are missing, each with a password that nobody knows yet. */
  void hire() {
    Set<String> known = new HashSet<>();
    names().forEach(known::add);
    for (Person person : ALL) {
      if (!known.contains(person.name())) {
        block(accounts.add(ACTOR, person, UserAccounts.newPassword()));
      }
    }
  }

  private List<String> names() {
    return block(accounts.list().map(Person::name).collectList());
  }

  /** Gives somebody a new password and says it; the one before is worth nothing any more. */
  String newPassword(Person person) {
    String password = UserAccounts.newPassword();
    block(accounts.changePassword(ACTOR, person.name(), password));
    return password;
  }

  /** Who says what should be done about an exception of the owner. */
  static Person proposer(Role owner) {
    return switch (owner) {
      case PROCUREMENT -> PROCUREMENT;
      case WAREHOUSE_SUPERVISOR -> WAREHOUSE;
      default -> REQUESTER;
    };
  }

  private static <T> T block(Mono<T> answer) {
    return Objects.requireNonNull(answer.block());
  }
}
