package dev.throughline.api.kpis;

import dev.throughline.mining.pack.Kpi;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A KPI over the cases of a period. What is counted: {@link KpiService}.
 *
 * @param kpi its definition
 * @param n cases that were over in the period
 * @param met of them, those that are as they should be: of a duration, within the service level
 * @param median of the durations, the mean of the two middle ones for an even {@code n}, to the
 *     microsecond; null for a share, and when {@code n} is 0
 * @param p90 the shortest duration that 90 % of the cases do not exceed; null as the median
 * @param open cases under way at the end
 * @param overdue of them, those that are beyond the service level already; 0 without one
 */
public record KpiFigure(
    Kpi kpi,
    long n,
    long met,
    @Nullable Duration median,
    @Nullable Duration p90,
    long open,
    long overdue) {
  public KpiFigure {
    if (met < 0 || met > n || overdue < 0 || overdue > open) {
      throw new IllegalArgumentException(
          "a part must be in 0..all, was %d of %d met, %d of %d overdue"
              .formatted(met, n, overdue, open));
    }
  }

  /** The share of cases that are as they should be, 0 to 1, rounded down to three decimals. */
  public Optional<BigDecimal> share() {
    return n == 0
        ? Optional.empty()
        : Optional.of(BigDecimal.valueOf(met).divide(BigDecimal.valueOf(n), 3, RoundingMode.DOWN));
  }

  /** Whether the share reaches the target, without rounding; empty when nothing was measured. */
  public Optional<Boolean> isTargetMet() {
    BigDecimal wanted = kpi.target().multiply(BigDecimal.valueOf(n));
    return n == 0 ? Optional.empty() : Optional.of(BigDecimal.valueOf(met).compareTo(wanted) >= 0);
  }
}
