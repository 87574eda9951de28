package dev.throughline.api.commandline;

import dev.throughline.api.bench.ColdRun;
import dev.throughline.api.bench.CorrelationLoad;
import dev.throughline.api.bench.CorrelationLoad.Linking;
import dev.throughline.api.bench.CorrelationLoad.Outcome;
import dev.throughline.api.simulate.SimulationPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how right the links between events and cases are, and what they cost. */
@Command(
    name = "correlate",
    mixinStandardHelpOptions = true,
    description = {
      "Starts a service of its own, sends it what a simulated retailer sends, links the events to",
      "their cases, and compares the links with the truth. Prints precision and recall, events per",
      "second, and what 1,000 new events cost with a tenth of the events and with all of them."
    })
final class BenchCorrelateCommand implements Callable<Integer> {
  @Option(names = "--seed", defaultValue = "1", description = "Default ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--events",
      defaultValue = "100000",
      paramLabel = "NUMBER",
      description = "About how many (default ${DEFAULT-VALUE}; at least 80000).")
  private long events;

  @Option(
      names = "--directory",
      required = true,
      paramLabel = "DIRECTORY",
      description = "An empty or new folder for the service's data; it is left there.")
  private Path directory;

  @SuppressWarnings("NullAway.Init") // picocli sets directory
  BenchCorrelateCommand() {}

  @Override
  public Integer call() {
    SimulationPlan plan = SimulationPlan.DEFAULT.withSeed(seed).withEvents(events);
    print("machine    %s", ColdRun.machine());
    print("sample     seed %d, about %,d events", seed, events);
    Outcome outcome = new CorrelationLoad(directory, plan).run();
    for (Linking backlog : outcome.backlogs()) {
      print(
          "backlog    %,8d events to %,8d in %.1f s: %,.0f events/s",
          backlog.events(), backlog.before(), backlog.seconds(), backlog.perSecond());
    }
    increments(outcome.small());
    increments(outcome.large());
    print(
        "ratio      %.2f for %.1f times the events",
        median(outcome.large()) / median(outcome.small()),
        (double) outcome.large().get(0).before() / outcome.small().get(0).before());
    print(
        "links      %,d of %,d events, %,d right",
        outcome.score().links(), outcome.score().events(), outcome.score().right());
    print("precision  %.4f", outcome.score().precision());
    print("recall     %.4f", outcome.score().recall());
    return ExitCode.OK.status;
  }

  private static void increments(List<Linking> increments) {
    print(
        "increment  about %,d events to %,8d: %.0f ms median of %s",
        increments.get(0).events(),
        increments.get(0).before(),
        median(increments),
        increments.stream()
            .map(each -> String.format(Locale.ROOT, "%.0f", each.seconds() * 1_000))
            .collect(Collectors.joining(", ")));
  }

  /** In milliseconds. */
  private static double median(List<Linking> increments) {
    double[] sorted = increments.stream().mapToDouble(Linking::seconds).sorted().toArray();
    return sorted[sorted.length / 2] * 1_000;
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
