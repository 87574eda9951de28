package dev.throughline.api.reports;

import dev.throughline.ingest.store.IntakeCount;
import dev.throughline.mining.engine.Manifest;
import dev.throughline.mining.map.ProcessMap;
import dev.throughline.mining.performance.Handoff;
import dev.throughline.mining.performance.TimeStatistics;
import dev.throughline.model.FindingType;
import dev.throughline.model.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a process does: every figure of the report, computed once and by the same services that pages
 * and the API ask.
 *
 * @param title of the process
 * @param asOf the moment at which open exceptions are counted
 * @param open exceptions at {@code asOf}
 * @param openBefore exceptions that were open when the period began
 * @param kpis of the process, the most important first
 * @param byType open exceptions, the most money first
 * @param byAge open exceptions, from the newest to the oldest
 */
record ProcessHealth(
    String title,
    ReportPeriod period,
    Instant asOf,
    List<KpiFigure> kpis,
    Total open,
    Total openBefore,
    List<TypeTotal> byType,
    List<AgeTotal> byAge,
    DecisionCounts decisions,
    Mined mined,
    DataQuality quality,
    Provenance provenance) {
  ProcessHealth {
    kpis = List.copyOf(kpis);
    byType = List.copyOf(byType);
    byAge = List.copyOf(byAge);
  }

  /**
   * A KPI in the period and in the one before.
   *
   * @param within its service level; null for one that is no duration
   * @param target the share of cases that should be as they should be, 0 to 1
   */
  record KpiFigure(
      String name,
      String title,
      @Nullable Duration within,
      BigDecimal target,
      Measured now,
      Measured before) {}

  /**
   * What was measured of a KPI.
   *
   * @param n cases
   * @param met of them
   * @param median null when no duration was measured
   */
  record Measured(long n, long met, @Nullable Duration median) {}

  /**
   * Exceptions together.
   *
   * @param amounts one for each currency, by its code; empty without exceptions
   */
  record Total(long count, List<Money> amounts) {
    static final Total NONE = new Total(0, List.of());

    Total {
      amounts = List.copyOf(amounts);
    }

    /** All of them together. */
    static Total sum(List<Total> totals) {
      Map<Currency, BigDecimal> sums = new LinkedHashMap<>();
      totals.stream()
          .flatMap(total -> total.amounts().stream())
          .forEach(money -> sums.merge(money.currency(), money.amount(), BigDecimal::add));
      return new Total(
          totals.stream().mapToLong(Total::count).sum(),
          sums.entrySet().stream()
              .map(sum -> new Money(sum.getValue(), sum.getKey()))
              .sorted(Comparator.comparing(money -> money.currency().getCurrencyCode()))
              .toList());
    }
  }

  /** Exceptions of one type. */
  record TypeTotal(FindingType type, Total total) {}

  /** Exceptions of one age. */
  record AgeTotal(String label, Total total) {}

  /**
   * What people did in the period, and what waits at its end.
   *
   * @param approved proposals that got all the approvals they need
   * @param failed actions that could not be carried out
   * @param waiting proposals without a decision
   * @param overdue those that wait longer than {@link #DUE}
   */
  record DecisionCounts(
      long proposed,
      long approved,
      long rejected,
      long done,
      long failed,
      long waiting,
      long overdue) {
    /** After so long a proposal should have been decided. */
    static final Duration DUE = Duration.ofDays(3);
  }

  /**
   * What mining says of the cases that began in the period.
   *
   * @param durations from the first to the last event of a case
   * @param before the same of the cases that began in the period before
   * @param map null without cases
   * @param handoffs between systems, the longest in sum first
   */
  record Mined(
      TimeStatistics durations,
      TimeStatistics before,
      @Nullable ProcessMap map,
      List<Handoff> handoffs) {
    Mined {
      handoffs = List.copyOf(handoffs);
    }
  }

  /**
   * How complete the data is.
   *
   * @param count what became of all records that were received
   * @param linked events that belong to a case
   * @param events all
   */
  record DataQuality(IntakeCount count, long linked, long events) {}

  /**
   * What the figures were computed from.
   *
   * @param process whose findings are counted
   * @param manifest of what was mined
   */
  record Provenance(String process, Manifest manifest) {}
}
