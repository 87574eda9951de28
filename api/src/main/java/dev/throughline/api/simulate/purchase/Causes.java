package dev.throughline.api.simulate.purchase;

import static dev.throughline.api.simulate.LocalClock.DAY;
import static dev.throughline.api.simulate.LocalClock.HOUR;
import static dev.throughline.api.simulate.LocalClock.MINUTE;
import static dev.throughline.api.simulate.purchase.PurchaseLine.ONE;

import dev.throughline.api.simulate.Dice;
import dev.throughline.api.simulate.Retailer;
import dev.throughline.api.simulate.Retailer.Item;
import dev.throughline.model.Reason;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong, how often, and what it changes. A cause never shows itself: it changes
 * quantities, prices, times and references, each in several ways that other causes share.
 */
final class Causes {
  private static final int MAPPING_KEY = 31;
  private static final double WRONG_MAPPINGS = 0.013;
  private static final int TREND_MONTHS = 12;

  /**
   * How often a cause comes.
   *
   * @param share of all lines in a middling month
   * @param trend change of the share per month since the start, as a factor
   * @param peak the month of the year in which it is most frequent
   */
  private record Frequency(Reason cause, double share, double trend, int peak) {
    double in(YearMonth month, long monthsSinceStart) {
      double season =
          1 + 0.3 * StrictMath.cos(2 * StrictMath.PI * (month.getMonthValue() - peak) / 12);
      return share * season * (1 + trend * Math.min(monthsSinceStart, TREND_MONTHS));
    }
  }

  private static final List<Frequency> FREQUENCIES =
      List.of(
          new Frequency(Reason.SUPPLIER_SHORT_SHIPPED, 0.015, 0.03, 11),
          new Frequency(Reason.SUPPLIER_OVER_SHIPPED, 0.011, 0, 5),
          new Frequency(Reason.DAMAGED_IN_TRANSIT, 0.013, 0.02, 7),
          new Frequency(Reason.DAMAGED_IN_STORE_OR_WAREHOUSE, 0.013, 0, 12),
          new Frequency(Reason.WRONG_UNIT_OF_MEASURE, 0.014, -0.02, 2),
          new Frequency(Reason.WRONG_PRICE_IN_PURCHASE_ORDER, 0.003, 0, 1),
          new Frequency(Reason.WRONG_PRICE_ON_INVOICE, 0.014, 0.02, 4),
          new Frequency(Reason.DUPLICATE_DOCUMENT, 0.014, -0.03, 6),
          new Frequency(Reason.RECEIPT_NOT_POSTED, 0.014, 0, 12),
          new Frequency(Reason.RECEIPT_POSTED_LATE, 0.014, 0.04, 12),
          new Frequency(Reason.INVOICE_ENTERED_BEFORE_DELIVERY, 0.012, 0, 3),
          new Frequency(Reason.APPROVAL_BOTTLENECK, 0.009, 0.05, 7));

  private final long seed;
  private final YearMonth start;

  Causes(long seed, YearMonth start) {
    this.seed = seed;
    this.start = start;
  }

  /** The cause of the line's discrepancy, if it gets one. */
  @Nullable Reason draw(PurchaseLine line, YearMonth month, boolean isPriceStale, Dice dice) {
    if (isPriceStale) {
      return Reason.WRONG_PRICE_IN_PURCHASE_ORDER;
    }
    if (isWronglyMapped(line, month)) {
      return Reason.WRONG_SKU_OR_SITE_MAPPING;
    }
    long months = monthsSinceStart(month);
    double share = dice.real(0, 1);
    for (Frequency frequency : FREQUENCIES) {
      share -= frequency.in(month, months);
      if (share < 0) {
        return fits(frequency.cause(), line) ? frequency.cause() : null;
      }
    }
    return null;
  }

  long monthsSinceStart(YearMonth month) {
    return Math.max(0, start.until(month, ChronoUnit.MONTHS));
  }

  /** A wrong entry in a warehouse system's item table stays there for a month. */
  private boolean isWronglyMapped(PurchaseLine line, YearMonth month) {
    long place = line.order().site().region() == Retailer.Region.NORTH ? 0 : 1;
    long table = month.getYear() * 12L + month.getMonthValue();
    return Dice.share(seed, MAPPING_KEY, line.item().sku() * 2L + place, table) < WRONG_MAPPINGS;
  }

  private static boolean fits(Reason cause, PurchaseLine line) {
    return switch (cause) {
      case WRONG_UNIT_OF_MEASURE -> line.unit() == Unit.PIECE && packs(line) >= 2;
      case SUPPLIER_SHORT_SHIPPED -> steps(line) >= 2;
      default -> true;
    };
  }

  /** Whole cases in a line of pieces. */
  private static long packs(PurchaseLine line) {
    return line.quantityMillis() / ONE / line.item().pack();
  }

  /** What a supplier counts in: cases; kilograms by the ten. */
  private static long step(PurchaseLine line) {
    return switch (line.unit()) {
      case PIECE -> line.item().pack() * ONE;
      case CASE -> ONE;
      case KILOGRAM -> 10 * ONE;
    };
  }

  private static long steps(PurchaseLine line) {
    return line.quantityMillis() / step(line);
  }

  /** Makes the cause show in what will happen. */
  void apply(Reason cause, LinePlan plan, YearMonth month, Dice dice) {
    int months = (int) monthsSinceStart(month);
    switch (cause) {
      case SUPPLIER_SHORT_SHIPPED -> shortShipped(plan, dice);
      case SUPPLIER_OVER_SHIPPED -> overShipped(plan, dice);
      case DAMAGED_IN_TRANSIT -> damagedInTransit(plan, months, dice);
      case DAMAGED_IN_STORE_OR_WAREHOUSE -> damagedInHouse(plan, months, dice);
      case WRONG_UNIT_OF_MEASURE -> wrongUnit(plan, dice);
      case WRONG_PRICE_IN_PURCHASE_ORDER -> {} // the order has it already
      case WRONG_PRICE_ON_INVOICE -> wrongInvoicePrice(plan, dice);
      case DUPLICATE_DOCUMENT -> duplicate(plan, dice);
      case RECEIPT_NOT_POSTED -> notPosted(plan, dice);
      case RECEIPT_POSTED_LATE -> postedLate(plan, dice);
      case INVOICE_ENTERED_BEFORE_DELIVERY -> plan.invoicesEarly = true;
      case WRONG_SKU_OR_SITE_MAPPING -> wrongMapping(plan, dice);
      case APPROVAL_BOTTLENECK -> plan.approvalDelay = (long) (dice.real(14, 32) * DAY);
      default -> throw new IllegalArgumentException("procure-to-pay has no cause " + cause);
    }
  }

  private static void shortShipped(LinePlan plan, Dice dice) {
    long steps = steps(plan.line);
    long missing = Math.max(1, Math.min(steps - 1, Math.round(steps * dice.real(0.05, 0.6))));
    long shipped = plan.line.quantityMillis() - missing * step(plan.line);
    plan.announced = dice.chance(0.4) ? shipped : plan.announced;
    plan.received = shipped;
    plan.posted = shipped;
    plan.invoiced = dice.chance(0.75) ? plan.invoiced : shipped;
    if (dice.chance(0.05)) { // what is missing is booked as damage
      plan.damaged = missing * step(plan.line);
      plan.damageDelay = dice.between(5, 150) * MINUTE;
      plan.damageNote = Notes.missing(dice);
    }
  }

  private static void overShipped(LinePlan plan, Dice dice) {
    long more = Math.max(1, Math.round(steps(plan.line) * dice.real(0.06, 0.5)));
    long shipped = plan.line.quantityMillis() + more * step(plan.line);
    plan.announced = dice.chance(0.4) ? shipped : plan.announced;
    plan.received = shipped;
    plan.posted = dice.chance(0.8) ? shipped : plan.posted;
    plan.invoiced = dice.chance(0.55) ? shipped : plan.invoiced;
  }

  private static long broken(LinePlan plan, double from, double to, Dice dice) {
    long whole = Math.round(plan.line.quantityMillis() * dice.real(from, to) / ONE);
    return Math.max(1, Math.min(plan.line.quantityMillis() / ONE, whole)) * ONE;
  }

  private static void damagedInTransit(LinePlan plan, int months, Dice dice) {
    long broken = broken(plan, 0.02, 0.35, dice);
    plan.holdProbability = 0.25;
    plan.posted -= broken;
    boolean isReported = dice.chance(0.82);
    if (!isReported || dice.chance(0.4)) { // refused at the door, so never counted
      plan.received -= broken;
    }
    if (isReported) {
      plan.damaged = broken;
      plan.damageDelay =
          dice.chance(0.9) ? dice.between(5, 150) * MINUTE : dice.between(3, 9) * HOUR;
      plan.damageNote = Notes.transit(months, dice);
    }
  }

  private static void damagedInHouse(LinePlan plan, int months, Dice dice) {
    plan.damaged = broken(plan, 0.01, 0.3, dice);
    plan.damageDelay = dice.chance(0.75) ? dice.between(8, 140) * HOUR : dice.between(1, 8) * HOUR;
    plan.damageNote = Notes.house(months, dice);
    plan.posted -= dice.chance(0.7) ? 0 : plan.damaged;
  }

  private static void wrongUnit(LinePlan plan, Dice dice) {
    int pack = plan.line.item().pack();
    long cases = plan.line.quantityMillis() / pack;
    double share = dice.real(0, 1);
    if (share < 0.5) { // the invoice counts cases
      plan.invoiced = cases;
      plan.invoicePrice *= dice.chance(0.6) ? pack : 1;
      plan.invoiceUnit = dice.chance(0.45) ? Unit.CASE : Unit.PIECE;
    } else if (share < 0.85) { // the warehouse counts cases
      plan.received = cases;
      plan.posted = cases;
      plan.receivedUnit = dice.chance(0.3) ? Unit.CASE : Unit.PIECE;
    } else { // the order meant cases
      plan.announced *= pack;
      plan.received *= pack;
      plan.posted *= pack;
      plan.invoiced *= pack;
    }
  }

  private static void wrongInvoicePrice(LinePlan plan, Dice dice) {
    double share = dice.real(0, 1);
    double ratio;
    if (share < 0.65) { // the list price: the discount is missing
      ratio = 1 / (1 - dice.pick(List.of(0.10, 0.125, 0.15, 0.20, 0.25)));
    } else if (share < 0.9) { // the price of another article
      ratio = dice.chance(0.5) ? dice.real(0.55, 0.9) : dice.real(1.12, 1.7);
    } else { // with the freight in it
      ratio = dice.real(1.03, 1.06);
    }
    plan.invoicePrice = Math.max(1, Math.round(plan.invoicePrice * ratio));
  }

  /**
   * What happens to any line, whether it has a cause or not, and means nothing: a slow posting or
   * approval, one broken piece, a cent of difference.
   */
  static void disturb(LinePlan plan, Dice dice) {
    boolean isSlow = dice.chance(0.02);
    if (isSlow && plan.postDelay < DAY) {
      plan.postDelay = (long) (dice.real(1, 2.5) * DAY);
    }
    if (dice.chance(0.02)) {
      plan.approvalDelay += (long) (dice.real(4, 11) * DAY);
    }
    if (dice.chance(0.01)) {
      plan.invoicePrice += Math.max(1, plan.invoicePrice / 80);
    }
    if (dice.chance(0.008) && plan.damageNote == null && plan.received > ONE) {
      plan.damaged = ONE;
      plan.damageDelay = dice.between(MINUTE, 3 * DAY);
      plan.damageNote = Notes.any(dice);
    }
  }

  private static void duplicate(LinePlan plan, Dice dice) {
    double share = dice.real(0, 1);
    plan.duplicate =
        share < 0.45
            ? LinePlan.Duplicate.SUFFIX
            : share < 0.75 ? LinePlan.Duplicate.SWAPPED_DIGITS : LinePlan.Duplicate.NEW_NUMBER;
  }

  private static void notPosted(LinePlan plan, Dice dice) {
    plan.knowsOrderAtReceipt = dice.chance(0.4);
    plan.isPosted = dice.chance(0.45);
    plan.postDelay = dice.between(9, 36) * DAY;
  }

  private static void postedLate(LinePlan plan, Dice dice) {
    plan.knowsOrderAtReceipt = dice.chance(0.88);
    plan.postDelay = (long) (dice.real(2, 12) * DAY);
  }

  private static void wrongMapping(LinePlan plan, Dice dice) {
    List<Item> items = plan.line.order().supplier().items();
    int index = items.indexOf(plan.line.item());
    plan.receivedItem = items.get((index + 1 + dice.below(3)) % items.size());
    if (dice.chance(0.5)) {
      plan.isPostedWithoutLine = true;
    } else {
      plan.isPosted = dice.chance(0.7);
      plan.postDelay = dice.between(6, 20) * DAY;
    }
  }
}
