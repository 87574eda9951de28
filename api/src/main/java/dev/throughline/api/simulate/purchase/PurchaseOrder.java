package dev.throughline.api.simulate.purchase;

import dev.throughline.api.simulate.Retailer.Site;
import dev.throughline.api.simulate.Retailer.Supplier;

/**
 * What the lines of one order share.
 *
 * @param releasedMillis when the buyer released it
 * @param dispatchedMillis when the supplier sent the goods
 * @param arrivedMillis when they came to the site's door
 * @param dueDay promised, days since 1970-01-01
 */
record PurchaseOrder(
    long unit,
    Supplier supplier,
    Site site,
    String requester,
    String buyer,
    long releasedMillis,
    long dispatchedMillis,
    long arrivedMillis,
    long dueDay) {
  private static final long FIRST_NUMBER = 4_500_000_000L;

  String number() {
    return Long.toString(FIRST_NUMBER + unit);
  }

  /** The supplier's delivery note; the second is that of what was still missing. */
  String deliveryNote(int part) {
    return "LS" + supplier.number() + "-" + unit + (part == 0 ? "" : "/" + (part + 1));
  }
}
