package dev.throughline.api.simulate.purchase;

import static dev.throughline.api.simulate.LocalClock.HOUR;

import dev.throughline.api.simulate.Retailer.Item;
import org.jspecify.annotations.Nullable;

/**
 * What is going to happen to one line. It starts as a line to which nothing happens; its cause
 * changes it. Quantities in thousandths of their unit, prices in cents of one unit, times in
 * milliseconds.
 */
final class LinePlan {
  /** How a document that comes twice gets its second number. */
  enum Duplicate {
    NONE,
    SUFFIX,
    SWAPPED_DIGITS,
    NEW_NUMBER
  }

  final PurchaseLine line;
  long announced;
  long received;
  long posted;
  long invoiced;
  Unit receivedUnit;
  Unit invoiceUnit;
  long invoicePrice;

  /** What the warehouse system believes it received. */
  Item receivedItem;

  boolean isSplit;
  double holdProbability = 0.04;

  long damaged;
  long damageDelay;
  @Nullable String damageNote;

  boolean knowsOrderAtReceipt = true;
  boolean isPosted = true;
  long postDelay;
  boolean isPostedWithoutLine;

  /** Whether the supplier sends the invoice right after the order. */
  boolean invoicesEarly;

  Duplicate duplicate = Duplicate.NONE;
  long approvalDelay;
  boolean isApprovedByRequester;

  LinePlan(PurchaseLine line) {
    this.line = line;
    announced = line.quantityMillis();
    received = announced;
    posted = announced;
    invoiced = announced;
    receivedUnit = line.unit();
    invoiceUnit = line.unit();
    invoicePrice = line.priceCents();
    receivedItem = line.item();
    postDelay = 3 * HOUR;
  }
}
