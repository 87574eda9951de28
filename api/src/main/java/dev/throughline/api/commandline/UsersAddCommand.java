package dev.throughline.api.commandline;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Adds a user. */
@Command(name = "add", mixinStandardHelpOptions = true, description = "Adds a user.")
final class UsersAddCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "The user's name.")
  private String name;

  @Mixin private RoleOptions roles = new RoleOptions();
  @Mixin private PasswordOptions passwords = new PasswordOptions();
  @Mixin private DataOptions data = new DataOptions();

  @SuppressWarnings("NullAway.Init") // picocli sets name
  UsersAddCommand() {}

  @Override
  public Integer call() throws IOException {
    String password = passwords.password();
    try (UserSession session = UserSession.open(data)) {
      session.users().add(UserSession.actor(), roles.person(name), password).block();
    }
    passwords.announce(name, password);
    return ExitCode.OK.status;
  }
}
