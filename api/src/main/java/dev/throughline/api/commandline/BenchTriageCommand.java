package dev.throughline.api.commandline;

import dev.throughline.api.bench.ColdRun;
import dev.throughline.api.bench.TriageLoad;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how soon advice is given, and stored, over gRPC. */
@Command(
    name = "triage",
    mixinStandardHelpOptions = true,
    description = {
      "Starts a service of its own and asks it for advice over gRPC at a fixed rate; each answer is",
      "committed before it is given."
    })
final class BenchTriageCommand implements Callable<Integer> {
  @Option(names = "--seed", defaultValue = "1", description = "Default ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--findings",
      defaultValue = "5000",
      paramLabel = "NUMBER",
      description = "Exceptions that are asked about in turn (default ${DEFAULT-VALUE}).")
  private int findings;

  @Option(
      names = "--calls",
      defaultValue = "500",
      paramLabel = "NUMBER",
      description = "Calls a second (default ${DEFAULT-VALUE}).")
  private int calls;

  @Option(
      names = "--seconds",
      defaultValue = "30",
      paramLabel = "NUMBER",
      description = "That are measured, after ten to warm up (default ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--directory",
      required = true,
      paramLabel = "DIRECTORY",
      description = "An empty or new folder for the service's data; it is left there.")
  private Path directory;

  @SuppressWarnings("NullAway.Init") // picocli sets directory
  BenchTriageCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    print("machine  %s", ColdRun.machine());
    TriageLoad.Outcome outcome = new TriageLoad(directory, calls, seconds).run(seed, findings);
    print(
        "calls    %,d at %d a second, %,.0f answered a second, %d failed",
        outcome.figures().calls(),
        calls,
        outcome.figures().perSecond(),
        outcome.figures().failures());
    print("stored   %,d rows of advice", outcome.stored());
    outcome
        .figures()
        .percentileMillis()
        .forEach((percentile, millis) -> print("p%-7s %8.2f ms", percentile, millis));
    return ExitCode.OK.status;
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
