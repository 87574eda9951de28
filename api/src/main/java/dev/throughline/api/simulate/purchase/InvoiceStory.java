package dev.throughline.api.simulate.purchase;

import static dev.throughline.api.simulate.LocalClock.DAY;
import static dev.throughline.api.simulate.LocalClock.HOUR;
import static dev.throughline.api.simulate.LocalClock.MINUTE;
import static dev.throughline.api.simulate.purchase.PurchaseLine.ONE;

import dev.throughline.api.simulate.Dice;
import dev.throughline.api.simulate.LocalClock;
import dev.throughline.api.simulate.purchase.ErpSystem.InvoiceStep;
import dev.throughline.model.Reason;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells one line from its invoice to the payment. */
final class InvoiceStory {
  private static final double QUANTITY_TOLERANCE = 0.02;
  private static final double PRICE_TOLERANCE = 0.015;
  private static final double MANUAL_BLOCK = 0.01;
  private static final double MISTYPED = 0.004;
  private static final long PATIENCE = 36 * HOUR;

  private final LineStory line;
  private final LinePlan plan;
  private final Dice dice;
  private final LocalClock clock;

  InvoiceStory(LineStory line) {
    this.line = line;
    this.plan = line.plan();
    this.dice = line.dice();
    this.clock = line.systems().clock();
  }

  /**
   * @param posted when the receipt was posted; {@link Long#MAX_VALUE} for never
   */
  void tell(long posted) {
    long prepared = prepared();
    if (plan.isSplit && dice.chance(0.4)) { // an invoice for each delivery
      long first = Math.max(ONE, plan.invoiced / 2 / ONE * ONE);
      one(invoice(prepared, first, ""), posted, false);
      one(invoice(prepared + 4 * DAY, plan.invoiced - first, "2"), posted, false);
      return;
    }
    SupplierInvoice invoice = invoice(prepared, plan.invoiced, "");
    one(invoice, posted, false);
    if (plan.duplicate != LinePlan.Duplicate.NONE) {
      one(again(invoice), posted, true);
    }
  }

  private long prepared() {
    PurchaseOrder order = plan.line.order();
    if (plan.invoicesEarly) {
      return order.releasedMillis() + dice.between(2 * HOUR, 36 * HOUR);
    }
    return order.supplier().invoicesAtDispatch()
        ? order.dispatchedMillis() + dice.between(HOUR, 8 * HOUR)
        : order.arrivedMillis() + 4 * HOUR + dice.exponential(2 * DAY);
  }

  private SupplierInvoice invoice(long prepared, long quantity, String more) {
    String number = styled(digits() + more);
    return new SupplierInvoice(
        number, typed(number), prepared, quantity, plan.invoiceUnit, plan.invoicePrice);
  }

  /** With a check digit, so that swapped digits are no other invoice's number. */
  private String digits() {
    long serial = plan.line.serial() + 10_000;
    return Long.toString(serial) + (serial % 9 + 1);
  }

  private String styled(String digits) {
    return switch (plan.line.order().supplier().style()) {
      case 0 -> "INV-" + digits;
      case 1 -> digits + "/R";
      default -> "RE." + digits;
    };
  }

  private String typed(String number) {
    double share = dice.real(0, 1);
    if (share < MISTYPED) {
      char last = number.charAt(number.length() - 1);
      return number.substring(0, number.length() - 1) + (last == '7' ? '1' : '7');
    }
    return share < 0.7 ? number : number.replaceAll("[^A-Z0-9]", "").toLowerCase(Locale.ROOT);
  }

  /** The same once more under another number. */
  private SupplierInvoice again(SupplierInvoice first) {
    String digits = digits();
    int middle = digits.length() / 2;
    String number =
        switch (plan.duplicate) {
          case SUFFIX -> first.number() + (dice.chance(0.5) ? "-A" : "-2");
          case SWAPPED_DIGITS ->
              styled(
                  digits.substring(0, middle - 1)
                      + digits.charAt(middle)
                      + digits.charAt(middle - 1)
                      + digits.substring(middle + 1));
          case NONE, NEW_NUMBER -> styled("9" + digits);
        };
    long later = dice.between(DAY, 25 * DAY);
    return new SupplierInvoice(
        number.equals(first.number()) ? number + "X" : number,
        typed(number.equals(first.number()) ? number + "X" : number),
        first.preparedMillis() + later,
        first.quantityMillis(),
        first.unit(),
        first.priceCents());
  }

  private void one(SupplierInvoice invoice, long posted, boolean isDuplicate) {
    line.story()
        .tell(
            line.systems()
                .gateway()
                .invoiced(plan.line, line.head(invoice.preparedMillis(), 0), invoice));
    if (isDuplicate && dice.chance(0.15)) {
      return; // a clerk noticed
    }
    long entered =
        clock.office(invoice.preparedMillis() + 3 * HOUR + dice.exponential(10 * HOUR), dice);
    step(InvoiceStep.IV_ENT, entered, clerk(), invoice, "");
    long checked = entered + dice.between(5, 55) * MINUTE;
    if (isDuplicate) {
      duplicate(invoice, checked);
    } else {
      settle(invoice, checked, posted);
    }
  }

  private void duplicate(SupplierInvoice invoice, long checked) {
    double share = dice.real(0, 1);
    if (share < 0.6) {
      step(InvoiceStep.IV_BLOCK, checked, ErpSystem.BATCH, invoice, Notes.twice(dice));
    } else {
      step(InvoiceStep.IV_MATCH, checked, ErpSystem.BATCH, invoice, "");
      if (share > 0.8) {
        pay(invoice, checked);
      }
    }
  }

  private void settle(SupplierInvoice invoice, long checked, long posted) {
    boolean waits = posted > checked && posted - checked < PATIENCE && dice.chance(0.7);
    long at = waits ? posted + 20 * MINUTE : checked;
    @Nullable String why = objection(posted > at);
    if (why == null) {
      match(invoice, at);
      return;
    }
    step(InvoiceStep.IV_BLOCK, at, ErpSystem.BATCH, invoice, why);
    if (posted > at && posted != Long.MAX_VALUE && objection(false) == null && dice.chance(0.6)) {
      match(invoice, posted + 30 * MINUTE); // the receipt came, so the ERP goes on by itself
    } else if (dice.chance(posted == Long.MAX_VALUE ? 0.35 : 0.88)) {
      long earliest = posted == Long.MAX_VALUE ? at + 14 * DAY : Math.max(at, posted);
      long resolved = clock.office(earliest + DAY + dice.exponential(4 * DAY), dice);
      step(InvoiceStep.IV_RESOLVE, resolved, clerk(), invoice, outcome());
      match(invoice, resolved + dice.between(10, 120) * MINUTE);
    }
  }

  /** Why the ERP does not match the invoice; null when it does. */
  private @Nullable String objection(boolean lacksReceipt) {
    if (lacksReceipt) {
      return Notes.noReceipt(dice);
    }
    if (differs(plan.posted, plan.invoiced, QUANTITY_TOLERANCE)) {
      return Notes.quantity(dice);
    }
    if (differs(plan.line.priceCents(), plan.invoicePrice, PRICE_TOLERANCE)) {
      return line.cause() == Reason.WRONG_PRICE_IN_PURCHASE_ORDER
          ? Notes.orderPrice(dice)
          : line.cause() == Reason.WRONG_PRICE_ON_INVOICE
              ? Notes.invoicePrice(dice)
              : Notes.price(dice);
    }
    return dice.chance(MANUAL_BLOCK) ? Notes.manual(dice) : null;
  }

  private static boolean differs(long expected, long actual, double tolerance) {
    return Math.abs(actual - expected) > tolerance * Math.max(1, expected);
  }

  private String outcome() {
    Reason cause = line.cause();
    return cause == null || dice.chance(0.5) ? "ok" : Notes.outcome(cause, dice);
  }

  private void match(SupplierInvoice invoice, long at) {
    step(InvoiceStep.IV_MATCH, at, ErpSystem.BATCH, invoice, "");
    pay(invoice, at);
  }

  private void pay(SupplierInvoice invoice, long matched) {
    long wanted = matched + 4 * HOUR + dice.exponential(30 * HOUR) + plan.approvalDelay;
    long approved = clock.office(wanted, dice);
    String approver =
        plan.isApprovedByRequester
            ? plan.line.order().requester()
            : line.systems().retailer().approver(dice);
    step(InvoiceStep.PY_APPROVE, approved, approver, invoice, "");
    long day = paymentDay(line.systems().erp().dueDay(plan.line, invoice), clock.day(approved) + 1);
    long run = clock.toMillis(day * DAY + 5 * HOUR + 30 * MINUTE + dice.between(0, 5 * MINUTE));
    step(InvoiceStep.PY_RUN, run, ErpSystem.BATCH, invoice, "");
  }

  /** The last run that pays in time, or else the first one that can. */
  private static long paymentDay(long due, long earliest) {
    long day = due;
    while (day >= earliest && !isPaymentRun(day)) {
      day--;
    }
    while (day < earliest || !isPaymentRun(day)) {
      day++;
    }
    return day;
  }

  private static boolean isPaymentRun(long day) {
    return LocalClock.weekday(day) == 1 || LocalClock.weekday(day) == 4; // Tuesday and Friday
  }

  private String clerk() {
    return line.systems().retailer().clerk(dice);
  }

  private void step(
      InvoiceStep step, long millis, String user, SupplierInvoice invoice, String note) {
    line.story()
        .tell(
            line.systems().erp().invoice(step, plan.line, line.entry(millis, user), invoice, note));
  }
}
