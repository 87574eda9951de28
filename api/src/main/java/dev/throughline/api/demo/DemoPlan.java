package dev.throughline.api.demo;

import dev.throughline.api.simulate.SimulationPlan;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * What is shown.
 *
 * @param simulation whose last day is the one before the demo was first started
 * @param recentDays exceptions opened in so many days before the end wait for somebody; people have
 *     dealt with those before
 * @param proposals how many of those that wait have somebody's proposal already
 */
public record DemoPlan(SimulationPlan simulation, int recentDays, int proposals) {
  private static final int STORES = 40;
  private static final int DAYS = 180;
  private static final int RECENT_DAYS = 21;
  private static final int PROPOSALS = 12;

  /** Of the retailer that is shown. */
  public static final int SEED = 7;

  /** About 100,000 records: the half year that ends with yesterday. */
  public static final long EVENTS = 100_000;

  public DemoPlan {
    if (recentDays < 1 || recentDays >= simulation.days()) {
      throw new IllegalArgumentException(
          "recentDays must be in 1..%d, was %d".formatted(simulation.days() - 1, recentDays));
    }
    if (proposals < 0) {
      throw new IllegalArgumentException("proposals must not be negative, was " + proposals);
    }
  }

  /**
   * What the command shows.
   *
   * @param events about so many records
   */
  public static DemoPlan endingBefore(LocalDate today, long seed, long events) {
    return new DemoPlan(
        new SimulationPlan(seed, STORES, DAYS, events, today.minusDays(DAYS)),
        RECENT_DAYS,
        PROPOSALS);
  }

  /** This plan as it was when it began on another day. */
  DemoPlan startingOn(LocalDate from) {
    return new DemoPlan(
        new SimulationPlan(
            simulation.seed(), simulation.stores(), simulation.days(), simulation.events(), from),
        recentDays,
        proposals);
  }

  /** Exceptions opened before this are history. */
  Instant recentFrom() {
    return simulation
        .from()
        .plusDays((long) simulation.days() - recentDays)
        .atStartOfDay(ZoneOffset.UTC)
        .toInstant();
  }

  /** What makes the files another one's; the first day is not part of it. */
  String fingerprint() {
    return String.format(
        Locale.ROOT,
        "seed %d, stores %d, days %d, events %d",
        simulation.seed(),
        simulation.stores(),
        simulation.days(),
        simulation.events());
  }
}
