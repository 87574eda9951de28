package dev.throughline.api.commandline;

import dev.throughline.api.security.Person;
import dev.throughline.model.Role;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the users. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists users by name.")
final class UsersListCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Print one JSON array.")
  private boolean json;

  @Mixin private DataOptions data = new DataOptions();

  /** What --json prints of each. */
  record User(String name, List<Role> roles, List<String> sites) {
    static User of(Person person) {
      return new User(person.name(), List.copyOf(person.roles()), List.copyOf(person.sites()));
    }
  }

  @Override
  public Integer call() {
    try (UserSession session = UserSession.open(data)) {
      List<User> users =
          Objects.requireNonNull(session.users().list().map(User::of).collectList().block());
      if (json) {
        Json.print(users, System.out);
      } else {
        users.forEach(UsersListCommand::print);
      }
    }
    return ExitCode.OK.status;
  }

  private static void print(User user) {
    String roles =
        user.roles().isEmpty()
            ? "no role"
            : user.roles().stream().map(Role::words).collect(Collectors.joining(", "));
    String sites = user.sites().isEmpty() ? "" : ", for " + String.join(", ", user.sites());
    System.out.printf("%s: %s%s%n", user.name(), roles, sites);
  }
}
