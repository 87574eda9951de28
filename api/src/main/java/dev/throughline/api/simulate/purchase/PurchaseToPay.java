package dev.throughline.api.simulate.purchase;

import static dev.throughline.api.simulate.LocalClock.DAY;
import static dev.throughline.api.simulate.purchase.PurchaseLine.ONE;

import dev.throughline.api.simulate.CaseTruth;
import dev.throughline.api.simulate.Dice;
import dev.throughline.api.simulate.LocalClock;
import dev.throughline.api.simulate.ProcessSimulator;
import dev.throughline.api.simulate.Retailer;
import dev.throughline.api.simulate.Retailer.Item;
import dev.throughline.api.simulate.Retailer.Site;
import dev.throughline.api.simulate.Retailer.Supplier;
import dev.throughline.api.simulate.SimulationPlan;
import dev.throughline.api.simulate.Story;
import dev.throughline.model.CaseId;
import dev.throughline.model.Reason;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * Procure-to-pay: a unit is a purchase order of one to four lines, delivered together; a case is
 * one line.
 */
public final class PurchaseToPay implements ProcessSimulator {
  private static final double LATE_DELIVERY = 0.08;
  private static final double SPLIT_DELIVERY = 0.05;
  private static final double RELEASED_BY_REQUESTER = 0.005;
  private static final double APPROVED_BY_REQUESTER = 0.007;
  private static final double ORDERED_IN_CASES = 0.15;

  private final long seed;
  private final Retailer retailer;
  private final LocalClock clock;
  private final Prices prices;
  private final Causes causes;
  private final LineStory.Systems systems;

  public PurchaseToPay(SimulationPlan plan, Retailer retailer, LocalClock clock) {
    this.seed = plan.seed();
    this.retailer = retailer;
    this.clock = clock;
    this.prices = new Prices(seed, plan.from().toEpochDay());
    this.causes = new Causes(seed, YearMonth.from(plan.from()));
    this.systems =
        new LineStory.Systems(
            retailer, clock, new ErpSystem(clock), new WmsSystem(), new SupplierGateway(clock));
  }

  @Override
  public String process() {
    return "procure-to-pay";
  }

  @Override
  public void tell(long unit, long startMillis, Story story) {
    Dice dice = new Dice(seed, unit);
    PurchaseOrder order = order(unit, startMillis, dice);
    long day = clock.day(startMillis);
    YearMonth month = YearMonth.from(LocalDate.ofEpochDay(day));
    int first = dice.below(order.supplier().items().size());
    int lines = lines(dice);
    for (int position = 0; position < lines; position++) {
      Item item =
          order.supplier().items().get((first + 7 * position) % order.supplier().items().size());
      LinePlan plan = line(order, position, item, day, dice);
      boolean isStale = plan.invoicePrice != plan.line.priceCents();
      @Nullable Reason cause = causes.draw(plan.line, month, isStale, dice);
      plan = planned(plan, cause, month, isStale, dice);
      CaseTruth truth = new CaseTruth(new CaseId(plan.line.caseId()), cause, month);
      new LineStory(systems, plan, cause, dice, story).tell(truth);
    }
  }

  private PurchaseOrder order(long unit, long startMillis, Dice dice) {
    Supplier supplier = retailer.supplier(dice);
    Site site = retailer.site(dice);
    String requester = retailer.requester(site, dice);
    String buyer = retailer.buyer(dice);
    long making = (long) (supplier.leadDays() * DAY * dice.real(0.55, 0.85));
    long late = dice.chance(LATE_DELIVERY) ? dice.between(DAY, 6 * DAY) : 0;
    long dispatched = clock.working(startMillis + making + late, 7, 18, 5, dice);
    long driven = dispatched + (long) (dice.real(0.4, 1.6) * DAY);
    long dueDay = clock.day(startMillis) + supplier.leadDays() + 1;
    int weekday = LocalClock.weekday(dueDay);
    return new PurchaseOrder(
        unit,
        supplier,
        site,
        requester,
        dice.chance(RELEASED_BY_REQUESTER) ? requester : buyer,
        startMillis,
        dispatched,
        clock.working(driven, 6, 20, 6, dice),
        weekday >= 5 ? dueDay + 7 - weekday : dueDay);
  }

  private static int lines(Dice dice) {
    double share = dice.real(0, 1);
    return share < 0.35 ? 1 : share < 0.65 ? 2 : share < 0.85 ? 3 : 4;
  }

  /** The line as it is ordered, at the price that buyers believe. */
  private LinePlan line(PurchaseOrder order, int position, Item item, long day, Dice dice) {
    Unit unit =
        item.isWeighed() ? Unit.KILOGRAM : dice.chance(ORDERED_IN_CASES) ? Unit.CASE : Unit.PIECE;
    long size = (long) StrictMath.exp(dice.real(0.7, 3.7)); // 2 to 40
    long quantity =
        switch (unit) {
          case PIECE -> size * item.pack();
          case CASE -> size;
          case KILOGRAM -> size * 50;
        };
    int pieces = unit == Unit.CASE ? item.pack() : 1;
    long believed = prices.believed(order.supplier(), item, day) * pieces;
    LinePlan plan =
        new LinePlan(new PurchaseLine(order, position, item, unit, quantity * ONE, believed));
    plan.invoicePrice = prices.charged(order.supplier(), item, day) * pieces;
    return plan;
  }

  private LinePlan planned(
      LinePlan ordered, @Nullable Reason cause, YearMonth month, boolean isStale, Dice dice) {
    LinePlan plan = ordered;
    if (cause == Reason.WRONG_PRICE_IN_PURCHASE_ORDER && !isStale) {
      plan = mistyped(ordered, dice);
    }
    plan.isApprovedByRequester = dice.chance(APPROVED_BY_REQUESTER);
    if (cause != null) {
      causes.apply(cause, plan, month, dice);
      Causes.disturb(plan, dice);
      return plan;
    }
    Causes.disturb(plan, dice);
    plan.isSplit = dice.chance(SPLIT_DELIVERY);
    if (plan.line.unit() == Unit.KILOGRAM) { // what is weighed is never what was ordered
      plan.received = Math.round(plan.received * dice.real(0.992, 1.008));
      plan.posted = plan.received;
      plan.invoiced = dice.chance(0.7) ? plan.received : plan.invoiced;
    } else if (dice.chance(0.01)) { // rounded elsewhere
      plan.invoicePrice += 1;
    }
    return plan;
  }

  /** The price that a buyer typed: a digit too many or too few, or two that changed places. */
  private static LinePlan mistyped(LinePlan ordered, Dice dice) {
    PurchaseLine line = ordered.line;
    long right = line.priceCents();
    char[] digits = Long.toString(right).toCharArray();
    boolean canSwap = digits.length > 1 && digits[0] != digits[1] && digits[1] != '0';
    long wrong;
    if (canSwap && dice.chance(0.5)) {
      char first = digits[0];
      digits[0] = digits[1];
      digits[1] = first;
      wrong = Long.parseLong(new String(digits));
    } else {
      wrong = right >= 100 && dice.chance(0.5) ? right / 10 : right * 10;
    }
    LinePlan plan =
        new LinePlan(
            new PurchaseLine(
                line.order(),
                line.position(),
                line.item(),
                line.unit(),
                line.quantityMillis(),
                wrong));
    plan.invoicePrice = right;
    return plan;
  }
}
