package dev.throughline.ai.features;

import static dev.throughline.ai.features.FactNames.*;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What holds between more than two facts of a case, in words. A statement about a fact that is not
 * known does not hold. Quantities count as equal within 2 %.
 */
public final class Relations {
  private static final double TOLERANCE = 0.02;
  private static final double PRICE_TOLERANCE = 0.005;

  private static final double[] USUAL_DISCOUNTS = {0.05, 0.075, 0.1, 0.125, 0.15, 0.2, 0.25, 0.3};
  private static final double DISCOUNT_TOLERANCE = 0.002;

  private final CaseFacts facts;

  private Relations(CaseFacts facts) {
    this.facts = facts;
  }

  /** Every statement with whether it holds, by its words. */
  static Map<String, Boolean> of(CaseFacts facts) {
    Relations relations = new Relations(facts);
    Map<String, Boolean> result = new TreeMap<>();
    result.put("the damage explains the shortfall", damageExplainsShortfall(facts));
    result.put("the announcement explains the shortfall", announcementExplainsShortfall(facts));
    result.put("less was received than announced", relations.less(RECEIVED, ANNOUNCED));
    result.put("less was posted than received", relations.less(POSTED, RECEIVED));
    result.put("more was invoiced than received", relations.less(RECEIVED, INVOICED));
    result.put("received but not posted", facts.isKnown(RECEIVED_AT) && !facts.isKnown(POSTED_AT));
    result.put(
        "posted but never received", facts.isKnown(POSTED_AT) && !facts.isKnown(RECEIVED_AT));
    result.put(
        "invoiced but not received",
        facts.isKnown(INVOICE_RECEIVED_AT) && !facts.isKnown(RECEIVED_AT));
    result.put("price and quantity differ the other way round", unitsExplainPrice(facts));
    result.put("the units differ", unitsDiffer(facts));
    result.put("there is more than one invoice", facts.number(INVOICE_COUNT).orElse(0) > 1);
    result.put("the invoice came before the receipt", invoiceBeforeReceipt(facts));
    result.put(
        "the invoice came before the delivery was due",
        relations.before(INVOICE_RECEIVED_AT, DELIVERY_DUE_AT));
    result.put("something was damaged", facts.isPositive(DAMAGED));
    result.put("a usual discount is missing in the price", discountMissing(facts));
    result.put("a link is uncertain", facts.number(LINK_CONFIDENCE).orElse(1) < 1);
    result.put("other documents may belong here", facts.isPositive(ORPHAN_CANDIDATES));
    return result;
  }

  /** What was damaged and what was received together are what was ordered or announced. */
  public static boolean damageExplainsShortfall(CaseFacts facts) {
    OptionalDouble damaged = facts.number(DAMAGED);
    OptionalDouble received = facts.number(RECEIVED);
    if (damaged.orElse(0) <= 0 || received.isEmpty()) {
      return false;
    }
    double both = damaged.getAsDouble() + received.getAsDouble();
    return equal(OptionalDouble.of(both), facts.number(ORDERED))
        || equal(OptionalDouble.of(both), facts.number(ANNOUNCED));
  }

  /** The supplier said beforehand that less would come, and as much came. */
  public static boolean announcementExplainsShortfall(CaseFacts facts) {
    return new Relations(facts).less(ANNOUNCED, ORDERED)
        && equal(facts.number(ANNOUNCED), facts.number(RECEIVED));
  }

  /** The price is higher by the factor by which the quantity is lower, or the other way round. */
  public static boolean unitsExplainPrice(CaseFacts facts) {
    OptionalDouble price = facts.ratio(INVOICE_PRICE, ORDER_PRICE);
    OptionalDouble quantity = facts.ratio(INVOICED, ORDERED);
    return price.isPresent()
        && quantity.isPresent()
        && Math.abs(StrictMath.log(Math.max(price.getAsDouble(), 1e-9))) > 1
        && equal(
            OptionalDouble.of(price.getAsDouble() * quantity.getAsDouble()), OptionalDouble.of(1));
  }

  /** Whether any two of the units that are known differ. */
  public static boolean unitsDiffer(CaseFacts facts) {
    return facts.differ(ORDER_UNIT, RECEIVED_UNIT)
        || facts.differ(ORDER_UNIT, POSTED_UNIT)
        || facts.differ(ORDER_UNIT, INVOICE_UNIT)
        || facts.differ(RECEIVED_UNIT, POSTED_UNIT);
  }

  /** Whether pieces may have been taken for packs somewhere. */
  public static boolean looksLikePacks(CaseFacts facts) {
    return isPack(facts.ratio(RECEIVED, ORDERED))
        || isPack(facts.ratio(POSTED, RECEIVED))
        || isPack(facts.ratio(INVOICED, ORDERED))
        || isPack(facts.ratio(INVOICE_PRICE, ORDER_PRICE));
  }

  /** The price asked for is what the ordered one was before 5 to 30 % were taken off. */
  static boolean discountMissing(CaseFacts facts) {
    OptionalDouble price = facts.ratio(INVOICE_PRICE, ORDER_PRICE);
    if (price.isEmpty()) {
      return false;
    }
    double discount = 1 - 1 / Math.max(price.getAsDouble(), 1);
    for (double usual : USUAL_DISCOUNTS) {
      if (Math.abs(discount - usual) < DISCOUNT_TOLERANCE) {
        return true;
      }
    }
    return false;
  }

  private static boolean invoiceBeforeReceipt(CaseFacts facts) {
    return facts.isPositive(INVOICE_BEFORE_RECEIPT_HOURS)
        || new Relations(facts).before(INVOICE_RECEIVED_AT, RECEIVED_AT);
  }

  /** Whether the price asked for is the price ordered, within 0.5 %. */
  public static boolean isPriceEqual(CaseFacts facts) {
    OptionalDouble price = facts.ratio(INVOICE_PRICE, ORDER_PRICE);
    return price.isPresent() && Math.abs(price.getAsDouble() - 1) <= PRICE_TOLERANCE;
  }

  private static boolean isPack(OptionalDouble ratio) {
    return ratio.isPresent() && RatioClass.isPackSize(ratio.getAsDouble());
  }

  private boolean less(String smaller, String larger) {
    OptionalDouble ratio = facts.ratio(smaller, larger);
    return ratio.isPresent() && ratio.getAsDouble() < 1 - TOLERANCE;
  }

  private boolean before(String earlier, String later) {
    Optional<Instant> first = facts.moment(earlier);
    Optional<Instant> second = facts.moment(later);
    return first.isPresent() && second.isPresent() && first.get().isBefore(second.get());
  }

  private static boolean equal(OptionalDouble one, OptionalDouble other) {
    return one.isPresent()
        && other.isPresent()
        && Math.abs(one.getAsDouble() - other.getAsDouble())
            <= TOLERANCE * Math.abs(other.getAsDouble());
  }
}
