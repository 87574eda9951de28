package dev.throughline.api.commandline;

import dev.throughline.api.simulate.Feed;
import dev.throughline.api.simulate.Simulation;
import dev.throughline.api.simulate.SimulationPlan;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes what the systems of a generated retailer send. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = {
      "Writes what the ERP, the warehouse systems and the suppliers of a generated retailer send,",
      "each in its own shape, and the truth about it. Equal options give equal bytes."
    },
    footerHeading = "%nExample:%n",
    footer = "  throughline simulate --seed 7 --events 1000000 --out retailer")
final class SimulateCommand implements Callable<Integer> {
  @Option(names = "--seed", defaultValue = "1", description = "Default ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--stores",
      defaultValue = "40",
      description = "1 to 9000 (default ${DEFAULT-VALUE}).")
  private int stores;

  @Option(
      names = "--days",
      defaultValue = "180",
      description = "1 to 3650 (default ${DEFAULT-VALUE}).")
  private int days;

  @Option(
      names = "--events",
      defaultValue = "100000",
      description = "About how many records are sent (default ${DEFAULT-VALUE}).")
  private long events;

  @Option(
      names = "--from",
      defaultValue = "2026-01-01",
      paramLabel = "DATE",
      description = "The first day (default ${DEFAULT-VALUE}).")
  private LocalDate from = SimulationPlan.DEFAULT.from();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIRECTORY",
      description = "Where the files go; files of the same names are replaced.")
  private Path out;

  @SuppressWarnings("NullAway.Init") // picocli sets out
  SimulateCommand() {}

  @Override
  public Integer call() throws IOException {
    long start = System.nanoTime();
    Simulation.Written written = new Simulation(plan()).writeTo(out);
    double seconds = (System.nanoTime() - start) / 1e9;
    for (Feed feed : Feed.values()) {
      System.err.printf("%,12d  %s%n", written.records().getOrDefault(feed, 0L), feed.file());
    }
    System.err.printf(
        "%,12d  records in all, of which %,d came again and %,d damaged; %,d cases%n",
        written.allRecords(), written.again(), written.damaged(), written.cases());
    System.err.printf("%,12.0f  records/s%n", written.allRecords() / seconds);
    return ExitCode.OK.status;
  }

  private SimulationPlan plan() {
    try {
      return new SimulationPlan(seed, stores, days, events, from);
    } catch (IllegalArgumentException wrong) {
      throw new ThroughlineException(
          ErrorCode.BAD_ARGUMENT, String.valueOf(wrong.getMessage()), null, wrong);
    }
  }
}
