package dev.throughline.api.commandline;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Removes a user. */
@Command(
    name = "remove",
    mixinStandardHelpOptions = true,
    description = "Removes a user; what the user did stays on record.")
final class UsersRemoveCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "The user's name.")
  private String name;

  @Mixin private DataOptions data = new DataOptions();

  @SuppressWarnings("NullAway.Init") // picocli sets name
  UsersRemoveCommand() {}

  @Override
  public Integer call() {
    try (UserSession session = UserSession.open(data)) {
      session.users().remove(UserSession.actor(), name).block();
    }
    return ExitCode.OK.status;
  }
}
