package dev.throughline.api.commandline;

import dev.throughline.api.kpis.PeriodQuestion;
import dev.throughline.api.reports.HealthReports;
import dev.throughline.api.store.Connections;
import dev.throughline.api.store.MiningViews;
import dev.throughline.mining.spark.SparkEngine;
import dev.throughline.mining.spark.SparkSettings;
import dev.throughline.mining.spark.StoredTraceLogLoader;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import reactor.core.publisher.Mono;

/** Writes the report on the health of the process. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {
      "Writes one page on the health of the process from purchase order to payment: KPIs, money at",
      "stake, ageing, decisions, the process map, and how complete the data is."
    },
    footerHeading = "%nExample:%n",
    footer = "  throughline report --from 2026-03-01 --to 2026-04-01 --out report.pdf")
final class ReportCommand implements Callable<Integer> {
  @Option(
      names = "--from",
      paramLabel = "MOMENT",
      description = "A date or an instant, UTC (default: 30 days before --to).")
  private @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "MOMENT",
      description =
          "The end, exclusive (default: of today, or of the last event's day if that is over a week ago).")
  private @Nullable String to;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "Write to this file; its name ends in .pdf or .html.")
  private Path out = Path.of("report.pdf");

  @Mixin private DataOptions data = new DataOptions();

  @Override
  public Integer call() throws IOException {
    PeriodQuestion request = PeriodQuestion.of(from, to);
    Format format = Format.of(out);
    try (StoreSession store = StoreSession.open(data);
        SparkEngine engine = SparkEngine.start(SparkSettings.local(data.directory()));
        HealthReports reports =
            HealthReports.standalone(
                new Connections(store.database().connections()),
                store.events(),
                new StoredTraceLogLoader(engine, MiningViews.of(store.database().access())),
                Clock.systemUTC())) {
      Files.write(out, Objects.requireNonNull(format.of(reports, request).block()));
    }
    return ExitCode.OK.status;
  }

  private enum Format {
    PDF,
    HTML;

    static Format of(Path file) {
      String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
      for (Format format : values()) {
        if (name.endsWith("." + format.name().toLowerCase(Locale.ROOT))) {
          return format;
        }
      }
      throw new ThroughlineException(
          ErrorCode.BAD_ARGUMENT, "--out must end in .pdf or .html, was '%s'".formatted(file));
    }

    Mono<byte[]> of(HealthReports reports, PeriodQuestion request) {
      return switch (this) {
        case PDF -> reports.pdf(request);
        case HTML -> reports.html(request);
      };
    }
  }
}
