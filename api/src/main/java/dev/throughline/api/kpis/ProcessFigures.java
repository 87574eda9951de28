package dev.throughline.api.kpis;

import dev.throughline.ingest.store.EventStore;
import dev.throughline.model.LogName;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The figures that pages, REST and gRPC show, with what a question leaves out filled in from the
 * log. Errors: {@code LOG_NOT_FOUND}, {@code BAD_ARGUMENT} for a period that does not go forward.
 */
@Component
public final class ProcessFigures {
  /** The log of a question that names none: the one that programs send to, unless it is set. */
  public static final String USUAL_LOG = "operations";

  private static final PeriodQuestion ANY = new PeriodQuestion(null, null);

  private final EventStore events;
  private final KpiService kpis;
  private final AgeingService ageing;
  private final DecisionFigures decisions;
  private final Clock clock;

  ProcessFigures(
      EventStore events,
      KpiService kpis,
      AgeingService ageing,
      DecisionFigures decisions,
      Clock clock) {
    this.events = events;
    this.kpis = kpis;
    this.ageing = ageing;
    this.decisions = decisions;
    this.clock = clock;
  }

  /** What was measured and decided in one period. */
  public record OfPeriod(ProcessKpis kpis, DecisionCounts decisions) {}

  /** KPIs and decisions of a period. */
  public Mono<OfPeriod> inPeriod(LogName log, PeriodQuestion question) {
    return events
        .log(log)
        .map(summary -> question.in(summary, clock.instant()))
        .flatMap(period -> Mono.zip(kpis.of(log, period), decisions.of(log, period)))
        .map(both -> new OfPeriod(both.getT1(), both.getT2()));
  }

  /**
   * How long open exceptions have waited.
   *
   * @param moment null for the usual end of a period, see {@link PeriodQuestion}, or now when that
   *     is earlier
   */
  public Mono<Ageing> ageing(LogName log, @Nullable Instant moment) {
    return moment == null
        ? lastDay(log).flatMap(end -> ageing.asOf(log, end))
        : ageing.asOf(log, moment);
  }

  private Mono<Instant> lastDay(LogName log) {
    Instant now = clock.instant();
    return events.log(log).map(summary -> ANY.in(summary, now).endAsOf(now));
  }
}
