package dev.throughline.api.commandline;

import dev.throughline.api.bench.ColdRun;
import dev.throughline.api.bench.PurchaseLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures what a user waits for: the whole process from a file to all results, JVM start included.
 */
@Command(
    name = "mine",
    mixinStandardHelpOptions = true,
    description = {
      "Generates a purchase-to-pay log and mines it in processes of their own, cold.",
      "Prints wall time and peak memory of each, and the median."
    })
final class BenchMineCommand implements Callable<Integer> {
  @Option(names = "--seed", defaultValue = "1", description = "Default ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--events", defaultValue = "1600000", description = "Default ${DEFAULT-VALUE}.")
  private long events;

  @Option(names = "--runs", defaultValue = "5", description = "Default ${DEFAULT-VALUE}.")
  private int runs;

  @Option(
      names = "--format",
      defaultValue = "CSV",
      description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
  private Format format = Format.CSV;

  enum Format {
    CSV,
    XES
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("throughline-bench");
    Path file = directory.resolve("purchase." + format.name().toLowerCase(Locale.ROOT));
    try {
      PurchaseLog log = new PurchaseLog(seed, events);
      PurchaseLog.Size size = format == Format.XES ? log.writeXes(file) : log.writeCsv(file);
      print("machine  %s", ColdRun.machine());
      print(
          "log      %s, seed %d, %,d events, %,d cases, %,d bytes",
          format, seed, size.events(), size.cases(), Files.size(file));
      return measure(file, directory.resolve("result.json"), size);
    } finally {
      Files.deleteIfExists(directory.resolve("result.json"));
      Files.deleteIfExists(file);
      Files.delete(directory);
    }
  }

  private int measure(Path file, Path result, PurchaseLog.Size size)
      throws IOException, InterruptedException {
    List<ColdRun> finished = new ArrayList<>();
    for (int run = 1; run <= runs; run++) {
      ColdRun next = ColdRun.of(List.of("mine", file.toString(), "--json"), result);
      print(
          "run %-4d %6.2f s wall  %6.2f s cpu  %,7d MiB peak  exit %d",
          run, next.wallSeconds(), next.cpuSeconds(), next.peakMebibytes(), next.exit());
      if (next.exit() != 0) {
        return ExitCode.FAILURE.status;
      }
      finished.add(next);
    }
    ColdRun median =
        finished.stream()
            .sorted(Comparator.comparingDouble(ColdRun::wallSeconds))
            .toList()
            .get(runs / 2);
    long peak = finished.stream().mapToLong(ColdRun::peakMebibytes).max().orElseThrow();
    print(
        "median   %6.2f s wall, %,.0f events/s, %,d MiB peak of all runs",
        median.wallSeconds(), size.events() / median.wallSeconds(), peak);
    return ExitCode.OK.status;
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, Arrays.copyOf(values, values.length)));
  }
}
