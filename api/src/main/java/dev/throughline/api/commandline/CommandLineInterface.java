package dev.throughline.api.commandline;

import dev.throughline.model.ThroughlineException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Runs one command and turns what went wrong into one sentence and an exit status. */
public final class CommandLineInterface {

  /** Runs the command and returns the exit status of the process. */
  public static int run(String... arguments) {
    return build().execute(arguments);
  }

  static CommandLine build() {
    return new CommandLine(new RootCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setExecutionExceptionHandler(CommandLineInterface::explain);
  }

  private static int explain(Exception failure, CommandLine command, @Nullable ParseResult parsed) {
    PrintWriter err = command.getErr();
    Throwable cause = failure instanceof UncheckedIOException io ? io.getCause() : failure;
    if (cause instanceof ThroughlineException known) {
      err.println("throughline: " + known.getMessage() + " [" + known.code() + "]");
      return ExitCode.of(known.code()).status;
    }
    if (cause instanceof IOException io) {
      err.println("throughline: " + io.getClass().getSimpleName() + ": " + io.getMessage());
      return ExitCode.FAILURE.status;
    }
    err.println("throughline: this is an error of ours; please report it with what follows");
    failure.printStackTrace(err);
    return ExitCode.FAILURE.status;
  }

  private CommandLineInterface() {}
}
