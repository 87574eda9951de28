package dev.throughline.api.kpis;

import dev.throughline.model.FindingType;
import dev.throughline.model.LogName;
import java.time.Instant;
import java.util.List;

/**
 * The exceptions of a process that were open at a moment, by age and type.
 *
 * @param byAge from the newest to the oldest; every bucket is there
 * @param byType the most money first, then by type; only types of which one is open
 */
public record Ageing(
    LogName log,
    PackVersion pack,
    Instant asOf,
    OpenTotal all,
    List<OfAge> byAge,
    List<OfType> byType) {
  public Ageing {
    byAge = List.copyOf(byAge);
    byType = List.copyOf(byType);
  }

  /** Exceptions of one age. */
  public record OfAge(AgeBucket bucket, OpenTotal total) {}

  /**
   * Exceptions of one type.
   *
   * @param byAge every bucket, from the newest to the oldest
   */
  public record OfType(FindingType type, OpenTotal total, List<OfAge> byAge) {
    public OfType {
      byAge = List.copyOf(byAge);
    }
  }
}
