package dev.throughline.api.simulate.purchase;

import static dev.throughline.api.simulate.LocalClock.DAY;
import static dev.throughline.api.simulate.LocalClock.HOUR;
import static dev.throughline.api.simulate.LocalClock.MINUTE;
import static dev.throughline.api.simulate.purchase.PurchaseLine.ONE;

import dev.throughline.api.simulate.CaseTruth;
import dev.throughline.api.simulate.Dice;
import dev.throughline.api.simulate.LocalClock;
import dev.throughline.api.simulate.Retailer;
import dev.throughline.api.simulate.Story;
import dev.throughline.api.simulate.purchase.ErpSystem.Entry;
import dev.throughline.api.simulate.purchase.WmsSystem.Confirmation;
import dev.throughline.api.simulate.purchase.WmsSystem.Scan;
import dev.throughline.model.Reason;
import org.jspecify.annotations.Nullable;

/** Tells one line from its order to the posted receipt; {@link InvoiceStory} tells the rest. */
final class LineStory {
  private static final int NUMBERS_PER_LINE = 64;
  private static final double MISSING_ORDER_AT_RECEIPT = 0.04;
  private static final double MISSING_NOTE_AT_RECEIPT = 0.04;
  private static final double MISSING_ORDER_FROM_SUPPLIER = 0.03;
  private static final double MISSING_NOTE_FROM_SUPPLIER = 0.05;
  private static final double POSTED_WITHOUT_LINE = 0.08;
  private static final double POSTED_WITHOUT_RECEIPT = 0.05;
  private static final double POSTED_WITHOUT_NOTE = 0.06;
  private static final double POSTED_NEXT_DAY = 0.03;

  /** Whom the story asks. */
  record Systems(
      Retailer retailer, LocalClock clock, ErpSystem erp, WmsSystem wms, SupplierGateway gateway) {}

  private final Systems systems;
  private final LinePlan plan;
  private final PurchaseLine line;
  private final @Nullable Reason cause;
  private final Dice dice;
  private final Story story;
  private int numbers;

  LineStory(Systems systems, LinePlan plan, @Nullable Reason cause, Dice dice, Story story) {
    this.systems = systems;
    this.plan = plan;
    this.line = plan.line;
    this.cause = cause;
    this.dice = dice;
    this.story = story;
  }

  Systems systems() {
    return systems;
  }

  LinePlan plan() {
    return plan;
  }

  @Nullable Reason cause() {
    return cause;
  }

  Dice dice() {
    return dice;
  }

  Story story() {
    return story;
  }

  long number() {
    return line.serial() * NUMBERS_PER_LINE + numbers++;
  }

  void tell(CaseTruth truth) {
    PurchaseOrder order = line.order();
    long released = order.releasedMillis() + 20_000L * line.position();
    story.tell(systems.erp().released(line, entry(released, order.buyer()), truth));
    long posted;
    if (plan.isSplit) {
      long pieces = plan.received / ONE;
      long first = Math.max(1, Math.round(pieces * dice.real(0.4, 0.8))) * ONE;
      receive(0, order.dispatchedMillis(), order.arrivedMillis(), Math.min(first, plan.received));
      long later = dice.between(2 * DAY, 6 * DAY);
      long arrived = systems.clock().working(order.arrivedMillis() + later, 6, 20, 6, dice);
      long rest = Math.max(0, plan.received - first);
      posted = receive(1, order.dispatchedMillis() + later, arrived, rest);
    } else {
      posted = receive(0, order.dispatchedMillis(), order.arrivedMillis(), plan.received);
    }
    new InvoiceStory(this).tell(posted);
  }

  Entry entry(long millis, String user) {
    long delay = user.equals(ErpSystem.BATCH) ? 1_000 : 1_000 + dice.exponential(20_000);
    return new Entry(number(), millis, delay, user);
  }

  /** The supplier's reference to the order, which some messages lack; so it is with the note. */
  SupplierGateway.Head head(long millis, int part) {
    PurchaseOrder order = line.order();
    return new SupplierGateway.Head(
        number(),
        millis,
        dice.chance(MISSING_ORDER_FROM_SUPPLIER) ? null : order.number(),
        dice.chance(MISSING_NOTE_FROM_SUPPLIER) ? null : order.deliveryNote(part));
  }

  /**
   * One delivery. Returns when its receipt was posted; {@link Long#MAX_VALUE} when it never was.
   */
  private long receive(int part, long dispatched, long arrived, long quantity) {
    PurchaseOrder order = line.order();
    if (quantity == 0) {
      return arrived;
    }
    boolean isWhole = quantity == plan.received;
    if (order.supplier().announces()) {
      long announced = isWhole ? plan.announced : quantity;
      story.tell(systems.gateway().announced(line, head(dispatched, part), announced));
    }
    long at = arrived + 4 * MINUTE * line.position() + dice.between(0, 3 * MINUTE);
    boolean knowsOrder = plan.knowsOrderAtReceipt && !dice.chance(MISSING_ORDER_AT_RECEIPT);
    String receipt = "WE" + order.site().code() + "-" + (line.serial() * 2 + part);
    story.tell(
        systems
            .wms()
            .received(
                line,
                scan(Confirmation.RECEIPT_CONFIRMED, at, receipt),
                new WmsSystem.Received(
                    quantity,
                    plan.receivedUnit,
                    knowsOrder ? order.number() : null,
                    dice.chance(MISSING_NOTE_AT_RECEIPT) ? null : order.deliveryNote(part))));
    if (plan.damageNote != null) {
      Scan scan = scan(Confirmation.DAMAGE_REPORTED, at + plan.damageDelay, receipt);
      story.tell(systems.wms().damaged(line, scan, plan.damaged, plan.damageNote));
    }
    long free = dice.chance(plan.holdProbability) ? hold(at, receipt) : at;
    return post(part, free, receipt, isWhole ? plan.posted : quantity);
  }

  /** Returns when the goods were released. */
  private long hold(long received, String receipt) {
    long held = received + dice.between(10, 60) * MINUTE;
    story.tell(systems.wms().quality(line, scan(Confirmation.QUALITY_HOLD_SET, held, receipt)));
    long wanted = held + dice.between(3, 50) * HOUR;
    long released = systems.clock().working(wanted, 7, 18, 6, dice);
    story.tell(
        systems.wms().quality(line, scan(Confirmation.QUALITY_HOLD_RELEASED, released, receipt)));
    return released;
  }

  private Scan scan(Confirmation kind, long millis, String receipt) {
    String user = systems.retailer().receiver(line.order().site(), dice);
    return new Scan(kind, number(), millis, user, receipt, plan.receivedItem.sku());
  }

  private long post(int part, long free, String receipt, long quantity) {
    if (!plan.isPosted) {
      return Long.MAX_VALUE;
    }
    boolean isUsual = plan.postDelay < DAY; // then a mean
    long delay = isUsual ? 10 * MINUTE + dice.exponential(plan.postDelay) : plan.postDelay;
    long more = isUsual && dice.chance(POSTED_NEXT_DAY) ? dice.between(12 * HOUR, 40 * HOUR) : 0;
    String user =
        dice.chance(0.6)
            ? ErpSystem.BATCH
            : systems.retailer().requester(line.order().site(), dice);
    Entry entry = entry(free + delay + more, user);
    boolean isForeign = plan.isPostedWithoutLine;
    story.tell(
        systems
            .erp()
            .receiptPosted(
                line,
                entry,
                new ErpSystem.Posting(
                    quantity,
                    line.unit(),
                    dice.chance(POSTED_WITHOUT_RECEIPT) ? null : receipt,
                    dice.chance(POSTED_WITHOUT_NOTE) ? null : line.order().deliveryNote(part),
                    isForeign ? plan.receivedItem.sku() : line.item().sku(),
                    !isForeign && !dice.chance(POSTED_WITHOUT_LINE))));
    return entry.millis();
  }
}
