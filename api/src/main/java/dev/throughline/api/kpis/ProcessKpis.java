package dev.throughline.api.kpis;

import dev.throughline.model.LogName;
import java.time.Instant;
import java.util.List;

/**
 * The KPIs of a process in a period.
 *
 * @param title of the process
 * @param asOf the moment at which open cases are counted: the end of the period, or the moment at
 *     which it was asked when that is earlier
 * @param figures in the order of the pack; every KPI of it is there
 */
public record ProcessKpis(
    LogName log,
    String title,
    PackVersion pack,
    Period period,
    Instant asOf,
    List<KpiFigure> figures) {
  public ProcessKpis {
    figures = List.copyOf(figures);
  }
}
