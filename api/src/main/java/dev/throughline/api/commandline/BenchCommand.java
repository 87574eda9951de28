package dev.throughline.api.commandline;

import dev.throughline.api.bench.PurchaseLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Benchmarks that anyone can run again. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Benchmarks that docs/benchmarks.md reports.",
    subcommands = {
      BenchCommand.Generate.class,
      BenchCorrelateCommand.class,
      BenchFindingsCommand.class,
      BenchIngestCommand.class,
      BenchMineCommand.class,
      BenchRemineCommand.class,
      BenchTriageCommand.class
    })
final class BenchCommand implements Runnable {
  @Spec CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets spec
  BenchCommand() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which benchmark?");
  }

  /** Writes a generated log. */
  @Command(
      name = "generate",
      mixinStandardHelpOptions = true,
      description = "Writes a generated purchase-to-pay log (42 activities); .xes or .csv.")
  static final class Generate implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "Ends in .csv or .xes.")
    private Path file;

    @Option(names = "--seed", defaultValue = "1", description = "Default ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--events", defaultValue = "1600000", description = "Default ${DEFAULT-VALUE}.")
    private long events;

    @SuppressWarnings("NullAway.Init") // picocli sets file
    Generate() {}

    @Override
    public Integer call() throws IOException {
      PurchaseLog log = new PurchaseLog(seed, events);
      PurchaseLog.Size size =
          file.toString().endsWith(".xes") ? log.writeXes(file) : log.writeCsv(file);
      System.err.printf("%,d cases, %,d events%n", size.cases(), size.events());
      return ExitCode.OK.status;
    }
  }
}
