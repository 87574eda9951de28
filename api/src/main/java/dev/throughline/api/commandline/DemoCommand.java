package dev.throughline.api.commandline;

import dev.throughline.api.bench.PurchaseLog;
import dev.throughline.api.config.RunningService;
import dev.throughline.api.insights.LogInsights;
import dev.throughline.api.insights.LogQuestion;
import dev.throughline.api.insights.MinedLog;
import dev.throughline.ingest.map.ColumnMapping;
import dev.throughline.ingest.map.MappingYaml;
import dev.throughline.ingest.read.CsvReader;
import dev.throughline.ingest.read.CsvSample;
import dev.throughline.ingest.read.ReadLimits;
import dev.throughline.ingest.read.ReadOptions;
import dev.throughline.ingest.store.EventStore;
import dev.throughline.ingest.store.FileImport;
import dev.throughline.ingest.store.ImportListener;
import dev.throughline.ingest.store.ImportRun;
import dev.throughline.ingest.store.LogImport;
import dev.throughline.mining.engine.MiningQuery;
import dev.throughline.mining.engine.MiningResult;
import dev.throughline.model.LogName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the service with an example log, so that there is something to see. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Runs the service with a generated purchase-to-pay log, imported and mined.")
final class DemoCommand implements Callable<Integer> {
  static final LogName LOG = new LogName("purchase-to-pay-example");
  private static final PurchaseLog EXAMPLE = new PurchaseLog(7, 60_000);

  @Mixin private ServiceOptions options = new ServiceOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (RunningService service = options.start()) {
      prepare(service);
      ServiceOptions.announce(service);
      System.out.println(
          "The example's process map: " + service.address().resolve("logs/" + LOG.value()));
      service.awaitClose();
    }
    return ExitCode.OK.status;
  }

  private static void prepare(RunningService service) throws IOException {
    if (isStored(service.part(EventStore.class))) {
      System.err.println("throughline: the example log is there from an earlier run");
    } else {
      importExample(service.part(LogImport.class));
    }
    MinedLog mined =
        Objects.requireNonNull(
            service
                .part(LogInsights.class)
                .mine(new LogQuestion(LOG, null, MiningQuery.ALL))
                .block());
    MiningResult result = mined.result();
    System.err.printf(
        "throughline: mined %,d cases, %,d events, %,d variants%n",
        result.cases(), result.events(), result.variants().size());
  }

  private static boolean isStored(EventStore store) {
    @Nullable Boolean stored = store.logs().any(log -> log.name().equals(LOG)).block();
    return Boolean.TRUE.equals(stored);
  }

  private static void importExample(LogImport imports) throws IOException {
    Path file = Files.createTempFile("purchase-to-pay", ".csv");
    try {
      EXAMPLE.writeCsv(file);
      ColumnMapping mapping =
          CsvSample.propose(file, null, Map.of("case-attributes", "vendor"), ReadLimits.DEFAULT)
              .orThrow();
      ReadOptions read = ReadOptions.defaults("example").withMapping(mapping);
      ImportRun run =
          Objects.requireNonNull(
              imports
                  .run(
                      new FileImport(
                          LOG,
                          file,
                          "purchase-to-pay.csv",
                          new CsvReader(),
                          read,
                          MappingYaml.write(mapping)),
                      ImportListener.SILENT)
                  .block());
      System.err.printf("throughline: imported %,d events%n", run.count().accepted());
    } finally {
      Files.delete(file);
    }
  }
}
