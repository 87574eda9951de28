package dev.throughline.api.simulate.purchase;

import static dev.throughline.api.simulate.purchase.PurchaseLine.ONE;

/**
 * One invoice of one line.
 *
 * @param number as the supplier writes it
 * @param typed as the clerk typed it into the ERP
 * @param preparedMillis when the supplier made it
 */
record SupplierInvoice(
    String number,
    String typed,
    long preparedMillis,
    long quantityMillis,
    Unit unit,
    long priceCents) {

  /** Of the whole line, rounded to the cent. */
  long amountCents() {
    return Math.floorDiv(quantityMillis * priceCents + ONE / 2, ONE);
  }
}
