package dev.throughline.api.web;

import dev.throughline.mining.engine.MiningResult;
import dev.throughline.mining.performance.CaseDurations;
import dev.throughline.mining.performance.TimeStatistics;
import java.math.BigDecimal;
import java.util.List;

/**
 * The durations tab.
 *
 * @param svg the histogram, safe to be put into a page as it is; empty without cases
 */
record DurationsPage(String svg, List<Fact> facts, List<Fact> quantiles, List<Bin> bins) {

  /** A name and a number. */
  record Fact(String name, String value) {}

  /** A bar of the histogram as a row. */
  record Bin(String from, String to, String cases, String share) {}

  static DurationsPage of(MiningResult result, String svg) {
    CaseDurations durations = result.durations();
    TimeStatistics times = durations.times();
    return new DurationsPage(
        svg,
        List.of(
            new Fact("Shortest", Shown.duration(times.min())),
            new Fact("Median", Shown.duration(times.median())),
            new Fact("Mean", Shown.duration(times.mean())),
            new Fact("Longest", Shown.duration(times.max()))),
        durations.quantiles().stream().map(DurationsPage::fact).toList(),
        durations.histogram().stream().map(bin -> bin(bin, times.count())).toList());
  }

  private static Fact fact(CaseDurations.Quantile quantile) {
    String percent =
        BigDecimal.valueOf(quantile.probability())
            .movePointRight(2)
            .stripTrailingZeros()
            .toPlainString();
    return new Fact(percent + " %", Shown.duration(quantile.duration()));
  }

  private static Bin bin(CaseDurations.Bin bin, long cases) {
    return new Bin(
        Shown.duration(bin.from()),
        Shown.duration(bin.to()),
        Shown.count(bin.cases()),
        Shown.share(bin.cases(), cases));
  }
}
