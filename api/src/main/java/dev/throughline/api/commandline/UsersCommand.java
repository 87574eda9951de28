package dev.throughline.api.commandline;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Local users of the service. */
@Command(
    name = "users",
    mixinStandardHelpOptions = true,
    description = "Adds, lists, changes and removes users of the service.",
    subcommands = {
      UsersAddCommand.class,
      UsersListCommand.class,
      UsersRolesCommand.class,
      UsersPasswordCommand.class,
      UsersRemoveCommand.class
    })
final class UsersCommand implements Runnable {
  @Spec CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets spec
  UsersCommand() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }
}
