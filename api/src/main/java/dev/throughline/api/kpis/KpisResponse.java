package dev.throughline.api.kpis;

import dev.throughline.api.insights.Seconds;
import dev.throughline.mining.pack.Kpi;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The KPIs of a process, and what people decided, in a period. Durations are seconds.
 *
 * @param process its title
 * @param from inclusive
 * @param to exclusive
 * @param asOf the moment at which open cases and waiting proposals are counted
 */
record KpisResponse(
    String log,
    String process,
    PackVersion pack,
    Instant from,
    Instant to,
    Instant asOf,
    List<Figure> kpis,
    DecisionCounts decisions) {

  /**
   * A KPI.
   *
   * @param within the service level of a duration
   * @param target the share of cases that should be as they should be, 0 to 1
   * @param n cases that were over in the period
   * @param met of them, those that are as they should be
   * @param share of them, rounded down to three decimals; absent when n is 0
   * @param targetMet whether the share reaches the target, before rounding; absent when n is 0
   * @param median of the durations; absent for a share
   * @param p90 the shortest duration that 90 % of the cases do not exceed
   * @param open cases under way at the end
   * @param overdue of them, those that are beyond the service level already
   */
  record Figure(
      String name,
      String title,
      Kpi.Measure measure,
      @Nullable BigDecimal within,
      BigDecimal target,
      long n,
      long met,
      @Nullable BigDecimal share,
      @Nullable Boolean targetMet,
      @Nullable BigDecimal median,
      @Nullable BigDecimal p90,
      long open,
      long overdue) {
    static Figure from(KpiFigure figure) {
      Kpi kpi = figure.kpi();
      return new Figure(
          kpi.name(),
          kpi.title(),
          kpi.measure(),
          seconds(kpi.within()),
          kpi.target(),
          figure.n(),
          figure.met(),
          figure.share().orElse(null),
          figure.isTargetMet().orElse(null),
          seconds(figure.median()),
          seconds(figure.p90()),
          figure.open(),
          figure.overdue());
    }

    private static @Nullable BigDecimal seconds(@Nullable Duration duration) {
      return duration == null ? null : Seconds.of(duration);
    }
  }

  static KpisResponse from(ProcessFigures.OfPeriod figures) {
    ProcessKpis kpis = figures.kpis();
    return new KpisResponse(
        kpis.log().value(),
        kpis.title(),
        kpis.pack(),
        kpis.period().from(),
        kpis.period().to(),
        kpis.asOf(),
        kpis.figures().stream().map(Figure::from).toList(),
        figures.decisions());
  }
}
