package dev.throughline.api.commandline;

import dev.throughline.mining.engine.Origin;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program without a command. */
@Command(
    name = "throughline",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    description = "Mines process maps from event logs.",
    subcommands = {
      ImportCommand.class,
      MineCommand.class,
      MapCommand.class,
      VariantsCommand.class,
      ExportCommand.class,
      TrainCommand.class,
      ReportCommand.class,
      ServeCommand.class,
      DemoCommand.class,
      UsersCommand.class,
      AuditCommand.class,
      SimulateCommand.class,
      BenchCommand.class
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:done",
      "1:failed",
      "2:wrong usage",
      "3:the input was refused",
      "4:not allowed",
      "5:something needed is not available; try again",
      "130:interrupted"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  throughline demo",
      "  throughline mine orders.csv --json",
      "  throughline map orders.xes.gz --out map.svg"
    })
final class RootCommand implements Runnable {
  @Spec CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets spec
  RootCommand() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }

  /** The version that was built. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"throughline " + Origin.softwareVersion()};
    }
  }
}
