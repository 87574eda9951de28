package dev.throughline.api.simulate.purchase;

import dev.throughline.api.simulate.Retailer.Item;

/**
 * One line of an order: one case.
 *
 * @param position 0 for the first line
 * @param quantityMillis thousandths of the unit
 * @param priceCents of one unit, as the order says
 */
record PurchaseLine(
    PurchaseOrder order, int position, Item item, Unit unit, long quantityMillis, long priceCents) {
  static final long ONE = 1_000;

  /** As the ERP numbers it: 10, 20, 30. */
  int number() {
    return (position + 1) * 10;
  }

  String caseId() {
    return order.number() + "/" + number();
  }

  /** Numbers that no other line has, for documents and events. */
  long serial() {
    return order.unit() * 8 + position;
  }
}
