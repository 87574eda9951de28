package dev.throughline.api.commandline;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Changes a password. */
@Command(
    name = "password",
    mixinStandardHelpOptions = true,
    description = "Replaces the password of a user and ends the user's sessions.")
final class UsersPasswordCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "The user's name.")
  private String name;

  @Mixin private PasswordOptions passwords = new PasswordOptions();
  @Mixin private DataOptions data = new DataOptions();

  @SuppressWarnings("NullAway.Init") // picocli sets name
  UsersPasswordCommand() {}

  @Override
  public Integer call() throws IOException {
    String password = passwords.password();
    try (UserSession session = UserSession.open(data)) {
      session.users().changePassword(UserSession.actor(), name, password).block();
    }
    passwords.announce(name, password);
    return ExitCode.OK.status;
  }
}
