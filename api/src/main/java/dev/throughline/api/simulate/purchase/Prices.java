package dev.throughline.api.simulate.purchase;

import dev.throughline.api.simulate.Dice;
import dev.throughline.api.simulate.Retailer.Item;
import dev.throughline.api.simulate.Retailer.Supplier;

/**
 * Price lists. A supplier raises its prices now and then; for some days after that, buyers still
 * order at the old price.
 */
final class Prices {
  private static final int PERIOD_DAYS = 120;
  private static final double RISE_PROBABILITY = 0.55;
  private static final int RISE_KEY = 21;
  private static final int DAY_KEY = 22;
  private static final int FACTOR_KEY = 23;
  private static final int UNAWARE_KEY = 24;

  private final long seed;
  private final long firstDay;

  /**
   * @param firstDay from which prices rise, days since 1970-01-01
   */
  Prices(long seed, long firstDay) {
    this.seed = seed;
    this.firstDay = firstDay;
  }

  /** What the supplier charges that day, cents of a piece or kilogram. */
  long charged(Supplier supplier, Item item, long day) {
    return price(supplier, item, day, false);
  }

  /** What the buyers believe that day. */
  long believed(Supplier supplier, Item item, long day) {
    return price(supplier, item, day, true);
  }

  private long price(Supplier supplier, Item item, long day, boolean believed) {
    double factor = 1;
    long last = Math.floorDiv(day, PERIOD_DAYS);
    for (long period = Math.floorDiv(firstDay, PERIOD_DAYS); period <= last; period++) {
      long known = rise(supplier, period) + (believed ? daysUnaware(supplier, period) : 0);
      if (rise(supplier, period) >= firstDay && known <= day && rises(supplier, period)) {
        factor *= 1.03 + 0.06 * share(FACTOR_KEY, supplier, period);
      }
    }
    return Math.max(1, Math.round(item.priceCents() * factor));
  }

  private boolean rises(Supplier supplier, long period) {
    return share(RISE_KEY, supplier, period) < RISE_PROBABILITY;
  }

  private long rise(Supplier supplier, long period) {
    return period * PERIOD_DAYS + (long) (share(DAY_KEY, supplier, period) * PERIOD_DAYS);
  }

  private long daysUnaware(Supplier supplier, long period) {
    return 2 + (long) (share(UNAWARE_KEY, supplier, period) * 5);
  }

  private double share(int key, Supplier supplier, long period) {
    return Dice.share(seed, key, supplier.index(), period);
  }
}
