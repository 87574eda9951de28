package dev.throughline.api.commandline;

import dev.throughline.api.bench.ColdRun;
import dev.throughline.api.bench.PurchaseLog;
import dev.throughline.api.database.Database;
import dev.throughline.api.database.DatabaseProperties;
import dev.throughline.api.store.MiningViews;
import dev.throughline.api.store.PostgresEventStore;
import dev.throughline.ingest.map.ColumnMapping;
import dev.throughline.ingest.map.MappingYaml;
import dev.throughline.ingest.read.CsvReader;
import dev.throughline.ingest.read.CsvSample;
import dev.throughline.ingest.read.ReadLimits;
import dev.throughline.ingest.read.ReadOptions;
import dev.throughline.ingest.store.EventStore;
import dev.throughline.ingest.store.FileImport;
import dev.throughline.ingest.store.ImportListener;
import dev.throughline.ingest.store.LogImport;
import dev.throughline.ingest.store.LogSummary;
import dev.throughline.mining.engine.MiningQuery;
import dev.throughline.mining.engine.TraceLog;
import dev.throughline.mining.spark.SparkEngine;
import dev.throughline.mining.spark.SparkSettings;
import dev.throughline.mining.spark.StoredTraceLogLoader;
import dev.throughline.mining.trace.HandoffBy;
import dev.throughline.mining.trace.TraceFilter;
import dev.throughline.model.LogName;
import dev.throughline.model.ObjectType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures the service's path: import into PostgreSQL, load into Spark, and questions while warm.
 */
@Command(
    name = "remine",
    mixinStandardHelpOptions = true,
    description = {
      "Imports a generated purchase-to-pay log into a PostgreSQL of its own, loads it into Spark,",
      "and asks again and again, with and without a filter."
    })
final class BenchRemineCommand implements Callable<Integer> {
  private static final LogName LOG = new LogName("purchase");

  @Option(names = "--seed", defaultValue = "1", description = "Default ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--events", defaultValue = "1600000", description = "Default ${DEFAULT-VALUE}.")
  private long events;

  @Option(
      names = "--rounds",
      defaultValue = "40",
      description = "Questions of each kind; half of them warm up (default ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--directory",
      required = true,
      paramLabel = "DIRECTORY",
      description = "An empty or new folder for the database and the log; it is left there.")
  private Path directory;

  @SuppressWarnings("NullAway.Init") // picocli sets directory
  BenchRemineCommand() {}

  @Override
  public Integer call() throws IOException {
    Files.createDirectories(directory);
    print("machine  %s", ColdRun.machine());
    try (Database database =
            Database.open(DatabaseProperties.embedded(directory.resolve("postgres")));
        SparkEngine engine = SparkEngine.start(SparkSettings.local(directory.resolve("spark")))) {
      EventStore store = new PostgresEventStore(database.connections());
      importLog(store);
      LogSummary log = Objects.requireNonNull(store.log(LOG).block());
      long start = System.nanoTime();
      try (TraceLog traces =
          new StoredTraceLogLoader(engine, MiningViews.of(database.access()))
              .load(LOG, ObjectType.CASE, log.watermark())) {
        traces.mine(MiningQuery.ALL);
        print("load     %.1f s from PostgreSQL to the first answer", secondsSince(start));
        ask(traces);
      }
    }
    return ExitCode.OK.status;
  }

  private void importLog(EventStore store) throws IOException {
    Path file = directory.resolve("purchase.csv");
    PurchaseLog.Size size = new PurchaseLog(seed, events).writeCsv(file);
    print("log      seed %d, %,d events, %,d cases", seed, size.events(), size.cases());
    ColumnMapping mapping =
        CsvSample.propose(file, null, Map.of("case-attributes", "vendor"), ReadLimits.DEFAULT)
            .orThrow();
    ReadOptions read = ReadOptions.defaults("bench").withMapping(mapping);
    String yaml = MappingYaml.write(mapping);
    long start = System.nanoTime();
    new LogImport(store)
        .run(
            new FileImport(LOG, file, "purchase.csv", new CsvReader(), read, yaml),
            ImportListener.SILENT)
        .block();
    double seconds = secondsSince(start);
    print("import   %.1f s, %,.0f events/s committed", seconds, size.events() / seconds);
  }

  private void ask(TraceLog traces) {
    SortedSet<String> vendors = traces.attributeValues("vendor");
    String vendor = vendors.first();
    SortedSet<String> firstVendors =
        new TreeSet<>(vendors.stream().limit(vendors.size() / 10).toList());
    ask(traces, "no filter", TraceFilter.ALL);
    ask(
        traces,
        "one quarter",
        new TraceFilter(
            Instant.parse("2025-04-01T00:00:00Z"),
            Instant.parse("2025-07-01T00:00:00Z"),
            new TreeMap<>()));
    ask(traces, "one vendor", vendors(new TreeSet<>(Set.of(vendor))));
    ask(traces, "a tenth of the vendors", vendors(firstVendors));
  }

  private static TraceFilter vendors(SortedSet<String> vendors) {
    SortedMap<String, SortedSet<String>> attributes = new TreeMap<>();
    attributes.put("vendor", vendors);
    return new TraceFilter(null, null, attributes);
  }

  private void ask(TraceLog traces, String name, TraceFilter filter) {
    MiningQuery query = new MiningQuery(filter, HandoffBy.SYSTEM);
    double[] millis = new double[rounds];
    long matching = 0;
    for (int round = 0; round < rounds; round++) {
      long start = System.nanoTime();
      matching = traces.mine(query).events();
      millis[round] = secondsSince(start) * 1000;
    }
    double[] warm = Arrays.copyOfRange(millis, rounds / 2, rounds);
    Arrays.sort(warm);
    print(
        "ask      %-24s %,10d events  %6.1f ms median  %6.1f ms best  %6.1f ms worst",
        name, matching, warm[warm.length / 2], warm[0], warm[warm.length - 1]);
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
