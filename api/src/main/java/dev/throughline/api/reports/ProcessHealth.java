package dev.throughline.api.reports;

import dev.throughline.api.kpis.Ageing;
import dev.throughline.api.kpis.DecisionCounts;
import dev.throughline.api.kpis.OpenTotal;
import dev.throughline.api.kpis.Period;
import dev.throughline.api.kpis.ProcessKpis;
import dev.throughline.ingest.store.IntakeCount;
import dev.throughline.mining.engine.Manifest;
import dev.throughline.mining.map.ProcessMap;
import dev.throughline.mining.performance.Handoff;
import dev.throughline.mining.performance.TimeStatistics;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a process does: every figure of the report, computed once and by the same services that pages
 * and the API ask.
 *
 * @param kpis in the period, with the moment at which open exceptions are counted
 * @param kpisBefore in the period before
 * @param open exceptions at the end of the period
 * @param openBefore exceptions that were open when the period began
 * @param manifest of what was mined
 */
record ProcessHealth(
    ProcessKpis kpis,
    ProcessKpis kpisBefore,
    Ageing open,
    OpenTotal openBefore,
    DecisionCounts decisions,
    Mined mined,
    DataQuality quality,
    Manifest manifest) {

  Period period() {
    return kpis.period();
  }

  Instant asOf() {
    return kpis.asOf();
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
}
