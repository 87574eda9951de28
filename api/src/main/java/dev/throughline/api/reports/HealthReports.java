package dev.throughline.api.reports;

import dev.throughline.api.insights.LogQuestion;
import dev.throughline.api.kpis.AgeingService;
import dev.throughline.api.kpis.DecisionFigures;
import dev.throughline.api.kpis.KpiService;
import dev.throughline.api.kpis.PeriodQuestion;
import dev.throughline.api.store.Connections;
import dev.throughline.ingest.store.EventStore;
import dev.throughline.mining.engine.MiningResult;
import dev.throughline.mining.engine.TraceLog;
import dev.throughline.mining.engine.TraceLogLoader;
import dev.throughline.mining.pack.PackYaml;
import dev.throughline.mining.pack.ProcessPack;
import dev.throughline.model.ObjectType;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Makes reports on the health of a process. Errors: {@code BAD_ARGUMENT} for a period that ends
 * before it begins, {@code LOG_NOT_FOUND} before anything was stored, and those of mining.
 */
public final class HealthReports implements AutoCloseable {
  private static final int THREADS = 2;
  private static final int QUEUE = 16;
  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  private final HealthFigures figures;
  private final ReportHtml html = new ReportHtml();
  private final ReportPdf pdf = new ReportPdf();
  private final Scheduler printing =
      Schedulers.newBoundedElastic(THREADS, QUEUE, "report", 60, true);

  HealthReports(HealthFigures figures) {
    this.figures = figures;
  }

  /**
   * Reports of a program that is not the service.
   *
   * @param loader blocks its caller's thread
   */
  public static HealthReports standalone(
      Connections connections, EventStore events, TraceLogLoader loader, Clock clock) {
    return of(
        new Store(connections, events),
        PackYaml.procureToPay(),
        question -> mine(events, loader, question),
        clock);
  }

  private static Mono<MiningResult> mine(
      EventStore events, TraceLogLoader loader, LogQuestion question) {
    ObjectType leading = Objects.requireNonNull(question.leadingType());
    return events
        .log(question.log())
        .publishOn(Schedulers.boundedElastic())
        .map(
            log -> {
              try (TraceLog traces = loader.load(log.name(), leading, log.watermark())) {
                return traces.mine(question.query());
              }
            });
  }

  /** Where events and all that follows from them are. */
  record Store(Connections connections, EventStore events) {}

  static HealthReports of(Store store, ProcessPack pack, HealthFigures.Miner miner, Clock clock) {
    Connections connections = store.connections();
    HealthFigures.Sources sources =
        new HealthFigures.Sources(
            store.events(),
            new LogLedger(connections),
            pack.leadingType(),
            new KpiService(connections, pack, clock),
            new AgeingService(connections, pack),
            new DecisionFigures(connections, pack, clock),
            new Links(connections),
            miner);
    return new HealthReports(new HealthFigures(sources, clock));
  }

  /** The report as an HTML document, in UTF-8. */
  public Mono<byte[]> html(PeriodQuestion request) {
    return printed(request, health -> document(health).getBytes(StandardCharsets.UTF_8));
  }

  /** The report as a PDF file. */
  public Mono<byte[]> pdf(PeriodQuestion request) {
    return printed(request, health -> pdf.print(document(health), health.asOf()));
  }

  /** The content security policy under which the HTML shows as it should, and nothing else. */
  public String policy() {
    return html.policy();
  }

  private String document(ProcessHealth health) {
    return html.write(HealthWords.page(health));
  }

  @FunctionalInterface
  private interface Printer {
    byte[] print(ProcessHealth health);
  }

  private Mono<byte[]> printed(PeriodQuestion request, Printer printer) {
    return figures
        .of(request)
        .flatMap(
            health ->
                Mono.fromCallable(() -> printer.print(health)) // CPU-bound: seconds when cold
                    .subscribeOn(printing)
                    .timeout(TIMEOUT));
  }

  @Override
  public void close() {
    printing.dispose();
  }
}
