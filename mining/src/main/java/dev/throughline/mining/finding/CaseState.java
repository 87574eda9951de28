package dev.throughline.mining.finding;

import dev.throughline.model.Activity;
import dev.throughline.model.CaseId;
import dev.throughline.model.FactValue;
import dev.throughline.model.Finding.Evidence;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a pack says of one case.
 *
 * @param lastEventAt when its last event happened
 * @param facts what is known, by name
 * @param measures KPIs that look at the case, in the order of the pack
 * @param hits rules whose {@code when} holds, in the order of the pack
 * @param events in their total order; empty when no rule holds
 */
public record CaseState(
    CaseId caseId,
    Instant lastEventAt,
    SortedMap<String, FactValue> facts,
    List<Measure> measures,
    List<RuleHit> hits,
    List<CaseEvent> events) {
  public CaseState {
    facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
    measures = List.copyOf(measures);
    hits = List.copyOf(hits);
    events = List.copyOf(events);
  }

  /**
   * A KPI in one case.
   *
   * @param from since when the case is under way; null when the KPI does not say
   * @param to when it was over; null while it is open
   * @param met whether it is as it should be; null while it is open
   */
  public record Measure(
      String kpi, @Nullable Instant from, @Nullable Instant to, @Nullable Boolean met) {}

  /**
   * A rule whose {@code when} holds.
   *
   * @param rule its name
   * @param openedAt null when the expression is not known
   * @param until null when there is no end
   * @param exposure null when the expression is not known
   */
  public record RuleHit(
      String rule,
      @Nullable Instant openedAt,
      @Nullable Instant until,
      @Nullable BigDecimal exposure) {}

  /** An event, as evidence. */
  public record CaseEvent(Activity activity, Evidence evidence) {}
}
