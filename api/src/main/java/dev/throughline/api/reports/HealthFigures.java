package dev.throughline.api.reports;

import dev.throughline.api.insights.LogQuestion;
import dev.throughline.api.kpis.Ageing;
import dev.throughline.api.kpis.AgeingService;
import dev.throughline.api.kpis.DecisionFigures;
import dev.throughline.api.kpis.KpiService;
import dev.throughline.api.kpis.Period;
import dev.throughline.api.kpis.PeriodQuestion;
import dev.throughline.api.kpis.ProcessKpis;
import dev.throughline.api.reports.ProcessHealth.DataQuality;
import dev.throughline.api.reports.ProcessHealth.Mined;
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
import java.util.Comparator;
import java.util.TreeMap;
import reactor.core.publisher.Mono;

/** Asks every service for its part of a process's health. */
final class HealthFigures {
  static final LogName LOG = new LogName("operations");

  /** What stays readable on a part of a page. */
  private static final int MAP_ELEMENTS = 32;

  private static final Comparator<Handoff> LONGEST_IN_SUM =
      Comparator.comparing((Handoff handoff) -> handoff.times().sum()).reversed();

  /** Mines a stored log. */
  @FunctionalInterface
  interface Miner {
    Mono<MiningResult> mine(LogQuestion question);
  }

  /** Who knows what of a process, whose cases are objects of the leading type. */
  record Sources(
      EventStore events,
      LogLedger ledger,
      ObjectType leadingType,
      KpiService kpis,
      AgeingService ageing,
      DecisionFigures decisions,
      Links links,
      Miner miner) {}

  private final Sources sources;
  private final Clock clock;

  HealthFigures(Sources sources, Clock clock) {
    this.sources = sources;
    this.clock = clock;
  }

  Mono<ProcessHealth> of(PeriodQuestion question) {
    return sources.events().log(LOG).flatMap(log -> of(question.in(log, clock.instant())));
  }

  private Mono<ProcessHealth> of(Period period) {
    return sources.kpis().of(LOG, period).flatMap(this::of);
  }

  private Mono<ProcessHealth> of(ProcessKpis kpis) {
    Period period = kpis.period();
    return Mono.zip(
            sources.kpis().of(LOG, period.before()),
            sources.ageing().asOf(LOG, kpis.asOf()),
            sources.ageing().asOf(LOG, period.from()).map(Ageing::all),
            sources.decisions().of(LOG, period),
            sources.miner().mine(question(period)),
            sources.miner().mine(question(period.before())),
            quality())
        .map(
            all ->
                new ProcessHealth(
                    kpis,
                    all.getT1(),
                    all.getT2(),
                    all.getT3(),
                    all.getT4(),
                    mined(all.getT5(), all.getT6()),
                    all.getT7(),
                    all.getT5().manifest()));
  }

  private LogQuestion question(Period period) {
    TraceFilter cases = new TraceFilter(period.from(), period.to(), new TreeMap<>());
    return new LogQuestion(LOG, sources.leadingType(), new MiningQuery(cases, HandoffBy.SYSTEM));
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
    return Mono.zip(sources.ledger().of(LOG), sources.links().of(LOG, sources.leadingType()))
        .map(both -> new DataQuality(both.getT1(), both.getT2().linked(), both.getT2().events()));
  }
}
