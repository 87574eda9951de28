package dev.throughline.mining.spark;

import dev.throughline.mining.spark.CaseTable.TableEvent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Six rules of procure-to-pay for one case, as their documentation says them, event by event and
 * with nothing that a database or Spark could do for it. What is not known is null.
 */
final class PurchaseOracle {
  static final Set<String> RULES =
      Set.of(
          "quantity-short",
          "delivery-short",
          "price-variance",
          "duplicate-invoice",
          "invoice-without-receipt",
          "receipt-not-posted");

  private static final String ORDER = "Purchase order released";
  private static final String RECEIVED = "Goods received";
  private static final String POSTED = "Receipt posted";
  private static final String MESSAGE = "Invoice received";
  private static final String ENTERED = "Invoice entered";
  private static final BigDecimal LEAST = new BigDecimal("0.98");
  private static final BigDecimal MOST = new BigDecimal("1.02");
  private static final BigDecimal TOLERANCE = new BigDecimal("0.02");

  private final List<TableEvent> events;
  private final List<String> found = new ArrayList<>();

  /**
   * @param events of one case
   */
  PurchaseOracle(List<TableEvent> events) {
    this.events = events.stream().sorted(TableEvent.ORDER).toList();
  }

  /** Rule, beginning, end and exposure of each discrepancy, sorted. */
  List<String> found() {
    quantityShort();
    deliveryShort();
    priceVariance();
    duplicateInvoice();
    invoiceWithoutReceipt();
    receiptNotPosted();
    found.sort(Comparator.naturalOrder());
    return found;
  }

  static String text(
      String rule,
      @Nullable Instant openedAt,
      @Nullable Instant until,
      @Nullable BigDecimal exposure) {
    String amount = exposure == null ? "?" : exposure.stripTrailingZeros().toPlainString();
    return "%s %s..%s %s".formatted(rule, openedAt, until, amount);
  }

  /** Less was accepted than is to be paid. */
  private void quantityShort() {
    BigDecimal accepted = accepted();
    BigDecimal billed = billed("quantity");
    if (isShort(accepted, billed)
        && Objects.equals(first(RECEIVED, "unit"), invoice("unit"))
        && !unitsDiffer()) {
      BigDecimal price = either(number(invoice("price")), orderPrice());
      add(
          "quantity-short",
          latest(last(RECEIVED), invoiceAt()),
          settledAt(),
          times(billed.subtract(accepted), price));
    }
  }

  /** Less was accepted than was ordered, and it is late by two days. */
  private void deliveryShort() {
    BigDecimal accepted = accepted();
    BigDecimal ordered = number(ordered("quantity"));
    if (isShort(accepted, ordered)
        && Objects.equals(first(RECEIVED, "unit"), ordered("unit"))
        && !unitsDiffer()) {
      Instant due = moment(ordered("deliveryDueAt"));
      add(
          "delivery-short",
          latest(last(RECEIVED), plus(due, Duration.ofDays(2))),
          settledAt(),
          times(ordered.subtract(accepted), orderPrice()));
    }
  }

  /** The invoice has another price than the order, in the same currency. */
  private void priceVariance() {
    BigDecimal asked = number(invoice("price"));
    BigDecimal agreed = orderPrice();
    if (asked == null || agreed == null || unitsDiffer()) {
      return;
    }
    BigDecimal difference = asked.subtract(agreed).abs();
    String currency = either(ordered("currency"), firstOfAny("currency", null));
    String invoiceCurrency = firstOfAny("currency", List.of(MESSAGE, ENTERED));
    boolean isComparable =
        currency == null || invoiceCurrency == null || currency.equals(invoiceCurrency);
    if (difference.compareTo(agreed.multiply(TOLERANCE)) > 0 && isComparable) {
      add("price-variance", invoiceAt(), settledAt(), times(difference, billed("quantity")));
    }
  }

  /** Two invoices ask for the same, and together for more than was ordered. */
  private void duplicateInvoice() {
    if (isInvoicedTwice()) {
      Instant lastInvoice = either(last(MESSAGE), last(ENTERED));
      Instant settled = settledAt();
      boolean isSettled = settled != null && lastInvoice != null && !settled.isBefore(lastInvoice);
      BigDecimal all = invoiced("amount");
      BigDecimal once = billed("amount");
      add(
          "duplicate-invoice",
          lastInvoice,
          isSettled ? settled : null,
          all == null || once == null ? null : all.subtract(once));
    }
  }

  /** Five days after the invoice there was no receipt. */
  private void invoiceWithoutReceipt() {
    Instant due = plus(invoiceAt(), Duration.ofDays(5));
    Instant receipt = earliest(first(RECEIVED), first(POSTED));
    if (due != null && (receipt == null || receipt.isAfter(due))) {
      add("invoice-without-receipt", due, receipt, billed("amount"));
    }
  }

  /** A day after the goods came the ERP did not know. */
  private void receiptNotPosted() {
    Instant due = plus(first(RECEIVED), Duration.ofDays(1));
    Instant posted = first(POSTED);
    if (due != null && (posted == null || posted.isAfter(due))) {
      BigDecimal value = times(accepted(), orderPrice());
      add("receipt-not-posted", due, posted, value == null ? BigDecimal.ZERO : value);
    }
  }

  private void add(
      String rule,
      @Nullable Instant openedAt,
      @Nullable Instant until,
      @Nullable BigDecimal exposure) {
    found.add(text(rule, openedAt, until, exposure));
  }

  /** Damaged goods are part of what was received when both are more than was ordered. */
  private @Nullable BigDecimal accepted() {
    BigDecimal received = sum(RECEIVED, "quantity");
    BigDecimal damaged = sum("Damage recorded", "quantity");
    BigDecimal ordered = number(ordered("quantity"));
    if (received == null || damaged == null || ordered == null) {
      return received;
    }
    return received.add(damaged).compareTo(ordered.multiply(MOST)) > 0
        ? received.subtract(damaged).max(BigDecimal.ZERO)
        : received;
  }

  private boolean isInvoicedTwice() {
    if (Math.max(repeated(MESSAGE), repeated(ENTERED)) <= 0) {
      return false;
    }
    BigDecimal invoiced = invoiced("quantity");
    BigDecimal ordered = number(ordered("quantity"));
    return invoiced == null || ordered == null || invoiced.compareTo(ordered.multiply(MOST)) > 0;
  }

  /** How many more invoices there are than different quantities and amounts. */
  private int repeated(String activity) {
    Set<String> invoices = new HashSet<>();
    Set<List<@Nullable BigDecimal>> asked = new HashSet<>();
    for (TableEvent event : of(activity)) {
      String invoice = event.objects().get("invoice");
      if (invoice != null) {
        invoices.add(invoice);
      }
      asked.add(asked(event));
    }
    return invoices.size() - asked.size();
  }

  private static List<@Nullable BigDecimal> asked(TableEvent event) {
    return Arrays.asList(
        plain(number(event.attributes().get("quantity"))),
        plain(number(event.attributes().get("amount"))));
  }

  private static @Nullable BigDecimal plain(@Nullable BigDecimal number) {
    return number == null ? null : number.stripTrailingZeros();
  }

  /** By the supplier's messages or by what was entered, whichever is more. */
  private @Nullable BigDecimal invoiced(String attribute) {
    return larger(sum(MESSAGE, attribute), sum(ENTERED, attribute));
  }

  /** What is to be paid: without what another invoice asked for already. */
  private @Nullable BigDecimal billed(String attribute) {
    return isInvoicedTwice()
        ? larger(sumOnce(MESSAGE, attribute), sumOnce(ENTERED, attribute))
        : invoiced(attribute);
  }

  private @Nullable BigDecimal sumOnce(String activity, String attribute) {
    Set<List<@Nullable BigDecimal>> seen = new HashSet<>();
    BigDecimal sum = null;
    for (TableEvent event : of(activity)) {
      BigDecimal value = number(event.attributes().get(attribute));
      if (value != null && seen.add(asked(event))) {
        sum = sum == null ? value : sum.add(value);
      }
    }
    return sum;
  }

  private boolean unitsDiffer() {
    String unit = ordered("unit");
    return unit != null
        && (differs(first(RECEIVED, "unit"), unit)
            || differs(first(POSTED, "unit"), unit)
            || differs(invoice("unit"), unit));
  }

  private static boolean differs(@Nullable String one, String other) {
    return one != null && !one.equals(other);
  }

  private static boolean isShort(@Nullable BigDecimal had, @Nullable BigDecimal wanted) {
    return had != null && wanted != null && had.compareTo(wanted.multiply(LEAST)) < 0;
  }

  /** The last release counts, whatever it says. */
  private @Nullable String ordered(String attribute) {
    List<TableEvent> releases = of(ORDER);
    return releases.isEmpty()
        ? null
        : releases.get(releases.size() - 1).attributes().get(attribute);
  }

  private @Nullable BigDecimal orderPrice() {
    return number(ordered("price"));
  }

  /** Of an invoice: the supplier's message comes before what was entered. */
  private @Nullable String invoice(String attribute) {
    return attribute.equals("price")
        ? either(firstNumber(MESSAGE), firstNumber(ENTERED))
        : either(first(MESSAGE, attribute), first(ENTERED, attribute));
  }

  private @Nullable String firstNumber(String activity) {
    return of(activity).stream()
        .map(event -> event.attributes().get("price"))
        .filter(price -> number(price) != null)
        .findFirst()
        .orElse(null);
  }

  private @Nullable String first(String activity, String attribute) {
    return firstOfAny(attribute, List.of(activity));
  }

  private @Nullable String firstOfAny(String attribute, @Nullable List<String> activities) {
    return events.stream()
        .filter(event -> activities == null || activities.contains(event.activity()))
        .map(event -> event.attributes().get(attribute))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private @Nullable BigDecimal sum(String activity, String attribute) {
    return of(activity).stream()
        .map(event -> number(event.attributes().get(attribute)))
        .filter(Objects::nonNull)
        .reduce(BigDecimal::add)
        .orElse(null);
  }

  private List<TableEvent> of(String activity) {
    return events.stream().filter(event -> event.activity().equals(activity)).toList();
  }

  private @Nullable Instant invoiceAt() {
    return earliest(first(MESSAGE), first(ENTERED));
  }

  private @Nullable Instant settledAt() {
    return last("Discrepancy resolved");
  }

  private @Nullable Instant first(String activity) {
    List<TableEvent> all = of(activity);
    return all.isEmpty() ? null : at(all.get(0));
  }

  private @Nullable Instant last(String activity) {
    List<TableEvent> all = of(activity);
    return all.isEmpty() ? null : at(all.get(all.size() - 1));
  }

  private static Instant at(TableEvent event) {
    return Instant.EPOCH.plus(event.micros(), ChronoUnit.MICROS);
  }

  private static @Nullable BigDecimal number(@Nullable String text) {
    try {
      return text == null ? null : new BigDecimal(text);
    } catch (NumberFormatException none) {
      return null;
    }
  }

  private static @Nullable Instant moment(@Nullable String text) {
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException none) {
      return null;
    }
  }

  private static @Nullable BigDecimal times(@Nullable BigDecimal one, @Nullable BigDecimal other) {
    return one == null || other == null ? null : one.multiply(other);
  }

  private static @Nullable Instant plus(@Nullable Instant moment, Duration time) {
    return moment == null ? null : moment.plus(time);
  }

  private static @Nullable BigDecimal larger(@Nullable BigDecimal one, @Nullable BigDecimal other) {
    return joined(one, other, BigDecimal::max);
  }

  private static @Nullable Instant latest(@Nullable Instant one, @Nullable Instant other) {
    return joined(one, other, (a, b) -> a.isAfter(b) ? a : b);
  }

  private static @Nullable Instant earliest(@Nullable Instant one, @Nullable Instant other) {
    return joined(one, other, (a, b) -> a.isBefore(b) ? a : b);
  }

  private static <T> @Nullable T either(@Nullable T one, @Nullable T other) {
    return one == null ? other : one;
  }

  private static <T> @Nullable T joined(
      @Nullable T one, @Nullable T other, BinaryOperator<T> join) {
    return one == null || other == null ? either(one, other) : join.apply(one, other);
  }
}
