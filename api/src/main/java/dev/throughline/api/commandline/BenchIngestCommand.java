package dev.throughline.api.commandline;

import dev.throughline.api.bench.ColdRun;
import dev.throughline.api.bench.EventPost;
import dev.throughline.api.bench.IngestLoad;
import dev.throughline.api.bench.IngestSample;
import dev.throughline.api.bench.PlainCopy;
import dev.throughline.api.config.RunningService;
import dev.throughline.api.config.ServiceSettings;
import dev.throughline.api.config.ThroughlineService;
import dev.throughline.api.database.Database;
import dev.throughline.api.grpc.v1.IngestRequest;
import dev.throughline.api.security.FirstPassword;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how fast events that programs send become durable, against PostgreSQL's COPY alone. */
@Command(
    name = "ingest",
    mixinStandardHelpOptions = true,
    description = {
      "Starts the service with a database of its own, sends it generated events over gRPC and REST,",
      "and copies the same rows into equal tables with COPY alone, in turns.",
      "Prints events per second, and the ratio to COPY."
    })
final class BenchIngestCommand implements Callable<Integer> {
  private static final int PER_GRPC_REQUEST = 500;
  private static final int PER_REST_REQUEST = 2_000;

  @Option(names = "--seed", defaultValue = "1", description = "Default ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--events", defaultValue = "200000", description = "Default ${DEFAULT-VALUE}.")
  private int events;

  @Option(
      names = "--rounds",
      defaultValue = "6",
      description = "Of which the first warms up (default ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(names = "--clients", defaultValue = "4", description = "Default ${DEFAULT-VALUE}.")
  private int clients;

  @Option(
      names = "--directory",
      required = true,
      paramLabel = "DIRECTORY",
      description = "An empty or new folder for the database; it is left there.")
  private Path directory;

  @SuppressWarnings("NullAway.Init") // picocli sets directory
  BenchIngestCommand() {}

  @Override
  public Integer call() throws IOException, SQLException {
    print("machine  %s", ColdRun.machine());
    print("sample   seed %d, %,d events a round, %d clients", seed, events, clients);
    ServiceSettings settings =
        ServiceSettings.DEFAULTS
            .with("throughline.http.port", "0")
            .with("throughline.grpc.port", "0")
            .with("throughline.intake.log", "bench")
            .with("throughline.data-directory", directory.toString());
    try (RunningService service = ThroughlineService.start(settings);
        PlainCopy copy = new PlainCopy(service.part(Database.class).access())) {
      measure(load(service), copy);
    }
    return ExitCode.OK.status;
  }

  private IngestLoad load(RunningService service) {
    String password =
        service
            .firstPassword()
            .orElseThrow(() -> new IllegalStateException(directory + " must be a new folder"));
    return new IngestLoad(
        service.address(),
        service.grpcPort(),
        EventPost.basic(FirstPassword.USER, password),
        clients);
  }

  private void measure(IngestLoad load, PlainCopy copy) throws IOException, SQLException {
    List<Rates> all = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      List<IngestRequest> requests =
          new IngestSample(seed, 2 * round).requests(events, PER_GRPC_REQUEST);
      double grpc = rate(() -> load.overGrpc(requests));
      double copied = events / copy.seconds("r" + 2 * round);
      List<byte[]> bodies = new IngestSample(seed, 2 * round + 1).bodies(events, PER_REST_REQUEST);
      double rest = rate(() -> load.overRest(bodies));
      Rates rates = new Rates(grpc, copied, rest);
      print(
          "round %-2d gRPC %,8.0f/s   COPY %,8.0f/s   REST %,8.0f/s   ratio %.2f, %.2f%s",
          round, grpc, copied, rest, grpc / copied, rest / copied, round == 0 ? " (warm-up)" : "");
      if (round > 0) {
        all.add(rates);
      }
    }
    print(
        "median   gRPC %,8.0f/s   COPY %,8.0f/s   REST %,8.0f/s   ratio %.2f, %.2f",
        median(all.stream().map(Rates::grpc).toList()),
        median(all.stream().map(Rates::copy).toList()),
        median(all.stream().map(Rates::rest).toList()),
        median(all.stream().map(one -> one.grpc() / one.copy()).toList()),
        median(all.stream().map(one -> one.rest() / one.copy()).toList()));
  }

  /** Events per second. */
  private record Rates(double grpc, double copy, double rest) {}

  @FunctionalInterface
  private interface Sender {
    long send();
  }

  private double rate(Sender sender) {
    long start = System.nanoTime();
    long accepted = sender.send();
    double seconds = (System.nanoTime() - start) / 1e9;
    if (accepted != events) {
      throw new IllegalStateException("accepted %d of %d events".formatted(accepted, events));
    }
    return events / seconds;
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length == 0
        ? Double.NaN
        : sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, Arrays.copyOf(values, values.length)));
  }
}
