package dev.throughline.api.commandline;

import dev.throughline.api.bench.ColdRun;
import dev.throughline.api.bench.FindingLatency;
import dev.throughline.api.bench.FindingLatency.Figures;
import dev.throughline.api.simulate.SimulationPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how soon a discrepancy is found. */
@Command(
    name = "findings",
    mixinStandardHelpOptions = true,
    description = {
      "Starts a service of its own and sends it what a simulated retailer sends; then sends it cases",
      "with a discrepancy, one after the other, and measures the time from the answer to the request",
      "until the exception can be read: with a tenth of the history, and with all of it."
    })
final class BenchFindingsCommand implements Callable<Integer> {
  @Option(names = "--seed", defaultValue = "1", description = "Default ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--events",
      defaultValue = "100000",
      paramLabel = "NUMBER",
      description = "About how many the history has (default ${DEFAULT-VALUE}).")
  private long events;

  @Option(
      names = "--cases",
      defaultValue = "30",
      paramLabel = "NUMBER",
      description = "That are measured with each history (default ${DEFAULT-VALUE}).")
  private int cases;

  @Option(
      names = "--directory",
      required = true,
      paramLabel = "DIRECTORY",
      description = "An empty or new folder for the service's data; it is left there.")
  private Path directory;

  @SuppressWarnings("NullAway.Init") // picocli sets directory
  BenchFindingsCommand() {}

  @Override
  public Integer call() {
    SimulationPlan plan = SimulationPlan.DEFAULT.withSeed(seed).withEvents(events * 11 / 10);
    print("machine  %s", ColdRun.machine());
    print("sample   seed %d, about %,d events, %d cases with each history", seed, events, cases);
    new FindingLatency(directory, plan, cases)
        .run(List.of(events / 10, events), BenchFindingsCommand::print);
    return ExitCode.OK.status;
  }

  private static void print(Figures figures) {
    print(
        "history  %,d events with %,d exceptions, all looked at %.1f s after the last commit",
        figures.events(), figures.findings(), figures.backlogSeconds());
    print(
        "found    p50 %,.0f ms   p95 %,.0f ms   max %,.0f ms   after the commit",
        percentile(figures.millis(), 50),
        percentile(figures.millis(), 95),
        percentile(figures.millis(), 100));
    print(
        "look     p50 %,.0f ms   max %,.0f ms   at one case",
        percentile(figures.roundMillis(), 50), percentile(figures.roundMillis(), 100));
  }

  private static double percentile(List<Double> sorted, int percentile) {
    int rank = (int) Math.ceil(percentile / 100.0 * sorted.size());
    return sorted.get(Math.max(0, rank - 1));
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
