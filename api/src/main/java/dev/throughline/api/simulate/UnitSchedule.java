package dev.throughline.api.simulate;

import static dev.throughline.api.simulate.LocalClock.DAY;
import static dev.throughline.api.simulate.LocalClock.HOUR;

import java.time.LocalDate;

/** On which day which units begin: on working days, more before Christmas, numbered in order. */
final class UnitSchedule {
  private static final double[] WEEKDAYS = {1.15, 1.05, 1, 1, 0.8, 0, 0};
  private static final int STARTS_KEY = 41;
  private static final int OPENS = 7;
  private static final int HOURS = 11;

  private final SimulationPlan plan;
  private final LocalClock clock;
  private final long firstDay;
  private final double[] weights;

  UnitSchedule(SimulationPlan plan, LocalClock clock) {
    this.plan = plan;
    this.clock = clock;
    this.firstDay = plan.from().toEpochDay();
    double[] sums = new double[plan.days() + 1];
    for (int day = 0; day < plan.days(); day++) {
      sums[day + 1] = sums[day] + weight(firstDay + day);
    }
    if (sums[plan.days()] == 0) { // a weekend only
      for (int day = 0; day < plan.days(); day++) {
        sums[day + 1] = day + 1;
      }
    }
    this.weights = sums;
  }

  private static double weight(long day) {
    int month = LocalDate.ofEpochDay(day).getMonthValue();
    double season = 1 + 0.15 * StrictMath.cos(2 * StrictMath.PI * (month - 11) / 12);
    return WEEKDAYS[LocalClock.weekday(day)] * season;
  }

  /** The first unit of a day; that of the day after the last is the number of units. */
  long firstUnit(int day, long units) {
    return Math.round(units * (weights[day] / weights[plan.days()]));
  }

  /** The day's first moment. */
  long dayMillis(int day) {
    return clock.toMillis((firstDay + day) * DAY);
  }

  /** When the unit begins, within the day's working hours. */
  long startMillis(int day, long unit) {
    double share = Dice.share(plan.seed(), STARTS_KEY, unit, 0);
    return clock.toMillis((firstDay + day) * DAY + OPENS * HOUR + (long) (share * HOURS * HOUR));
  }
}
