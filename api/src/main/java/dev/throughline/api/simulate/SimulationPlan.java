package dev.throughline.api.simulate;

import java.time.LocalDate;

/**
 * What is simulated.
 *
 * @param seed another seed is another retailer
 * @param stores 1 to 9,000; half of them in the north, half in the south
 * @param days 1 to 3,650, from the start of the first; what would be sent later is not sent
 * @param events about how many records the systems send; more of them in the same days are more
 *     orders a day
 * @param from the first day, on the retailer's calendar
 */
public record SimulationPlan(long seed, int stores, int days, long events, LocalDate from) {
  private static final LocalDate FIRST = LocalDate.of(1980, 1, 1);
  private static final LocalDate LAST = LocalDate.of(2200, 1, 1);

  /** About 100,000 events of half a year. */
  public static final SimulationPlan DEFAULT =
      new SimulationPlan(1, 40, 180, 100_000, LocalDate.of(2026, 1, 1));

  public SimulationPlan {
    require(stores >= 1 && stores <= 9_000, "stores must be 1 to 9000, was " + stores);
    require(days >= 1 && days <= 3_650, "days must be 1 to 3650, was " + days);
    require(events >= 1, "events must be at least 1, was " + events);
    require(
        !from.isBefore(FIRST) && from.isBefore(LAST),
        "from must be a date from 1980 to 2199, was " + from);
  }

  private static void require(boolean kept, String rule) {
    if (!kept) {
      throw new IllegalArgumentException(rule);
    }
  }

  public SimulationPlan withSeed(long other) {
    return new SimulationPlan(other, stores, days, events, from);
  }

  public SimulationPlan withEvents(long other) {
    return new SimulationPlan(seed, stores, days, other, from);
  }
}
