package dev.throughline.api.commandline;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Changes what a user may do. */
@Command(
    name = "roles",
    mixinStandardHelpOptions = true,
    description = "Replaces roles and sites of a user, from the user's next request on.")
final class UsersRolesCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "The user's name.")
  private String name;

  @Mixin private RoleOptions roles = new RoleOptions();
  @Mixin private DataOptions data = new DataOptions();

  @SuppressWarnings("NullAway.Init") // picocli sets name
  UsersRolesCommand() {}

  @Override
  public Integer call() {
    try (UserSession session = UserSession.open(data)) {
      session.users().assign(UserSession.actor(), roles.person(name)).block();
    }
    return ExitCode.OK.status;
  }
}
