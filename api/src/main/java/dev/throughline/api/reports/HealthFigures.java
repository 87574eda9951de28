package dev.throughline.api.reports;

import dev.throughline.api.insights.LogQuestion;
import dev.throughline.api.reports.ProcessHealth.DataQuality;
import dev.throughline.api.reports.ProcessHealth.Mined;
import dev.throughline.api.reports.ProcessHealth.Provenance;
import dev.throughline.ingest.store.EventStore;
import dev.throughline.mining.engine.MiningQuery;
import dev.throughline.mining.engine.MiningResult;
import dev.throughline.mining.map.MapView;
import dev.throughline.mining.map.ProcessMap;
import dev.throughline.mining.performance.Handoff;
import dev.throughline.mining.trace.HandoffBy;
import dev.throughline.mining.trace.TraceFilter;
import dev.throughline.model.LogName;
import dev.throughline.model.ObjectType;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import reactor.core.publisher.Mono;

/** Asks every service for its part of a process's health. */
final class HealthFigures {
  static final LogName LOG = new LogName("operations");
  private static final String PROCESS = "procure-to-pay";
  private static final String TITLE = "Procure to pay";
  private static final ObjectType LEADING = new ObjectType("purchase order line");

  /** What stays readable on a part of a page. */
  private static final int MAP_ELEMENTS = 32;

  private static final Comparator<Handoff> LONGEST_IN_SUM =
      Comparator.comparing((Handoff handoff) -> handoff.times().sum()).reversed();

  /** Mines a stored log. */
  @FunctionalInterface
  interface Miner {
    Mono<MiningResult> mine(LogQuestion question);
  }

  /** Who knows what. */
  record Sources(
      EventStore events,
      LogLedger ledger,
      OpenFindings findings,
      Decisions decisions,
      Links links,
      Miner miner) {}

  private final Sources sources;
  private final Clock clock;

  HealthFigures(Sources sources, Clock clock) {
    this.sources = sources;
    this.clock = clock;
  }

  Mono<ProcessHealth> of(ReportRequest request) {
    return sources.events().log(LOG).flatMap(log -> of(request.period(log, clock.instant())));
  }

  private Mono<ProcessHealth> of(ReportPeriod period) {
    Instant now = clock.instant();
    Instant asOf = period.to().isAfter(now) ? now : period.to();
    return Mono.zip(
            sources.findings().asOf(LOG, PROCESS, asOf),
            sources.findings().asOf(LOG, PROCESS, period.from()),
            sources.decisions().of(LOG, PROCESS, period, asOf),
            sources.miner().mine(question(period)),
            sources.miner().mine(question(period.before())),
            quality())
        .map(
            all ->
                new ProcessHealth(
                    TITLE,
                    period,
                    asOf,
                    List.of(),
                    all.getT1().all(),
                    all.getT2().all(),
                    all.getT1().byType(),
                    all.getT1().byAge(),
                    all.getT3(),
                    mined(all.getT4(), all.getT5()),
                    all.getT6(),
                    new Provenance(PROCESS, all.getT4().manifest())));
  }

  private LogQuestion question(ReportPeriod period) {
    TraceFilter cases = new TraceFilter(period.from(), period.to(), new TreeMap<>());
    return new LogQuestion(LOG, LEADING, new MiningQuery(cases, HandoffBy.SYSTEM));
  }

  private static Mined mined(MiningResult result, MiningResult before) {
    return new Mined(
        result.durations().times(),
        before.durations().times(),
        result.cases() == 0 ? null : map(result),
        result.handoffs().stream().sorted(LONGEST_IN_SUM).toList());
  }

  private static ProcessMap map(MiningResult result) {
    MapView view = MapView.automatic(result.graph(), MAP_ELEMENTS);
    return ProcessMap.of(result.graph(), result.systems(), view);
  }

  private Mono<DataQuality> quality() {
    return Mono.zip(sources.ledger().of(LOG), sources.links().of(LOG, LEADING))
        .map(both -> new DataQuality(both.getT1(), both.getT2().linked(), both.getT2().events()));
  }
}
