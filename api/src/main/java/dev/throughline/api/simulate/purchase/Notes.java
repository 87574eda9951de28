package dev.throughline.api.simulate.purchase;

import dev.throughline.api.simulate.Dice;
import dev.throughline.model.Reason;
import java.util.List;

/** What people type into remark fields: short, careless, and not always about the matter. */
final class Notes {
  private static final int NEW_WORDS_FROM_MONTH = 3;
  private static final List<String> TRANSIT =
      List.of(
          "carton crushed on arrival",
          "pallet tipped in truck",
          "wet boxes, truck leaking",
          "damaged on delivery, driver informed",
          "boxes dented at unloading, see CMR",
          "broken in transport",
          "shrink wrap torn when truck opened");
  private static final List<String> TRANSIT_LATER =
      List.of(
          "load shifted, carrier claim opened", "trailer door hit pallet", "CMR remark: broken");
  private static final List<String> HOUSE =
      List.of(
          "forklift hit rack 12",
          "dropped from shelf",
          "water from sprinkler in aisle 4",
          "broken while picking",
          "found broken in stock",
          "fell off conveyor",
          "customer dropped, shelf stock");
  private static final List<String> HOUSE_LATER =
      List.of("reach truck, rack 7", "mouse damage in aisle 9", "broken during relabelling");
  private static final List<String> ANY =
      List.of("damaged", "broken, see photo", "defect", "not sellable", "damaged goods", "brk");
  private static final List<String> MISSING =
      List.of("boxes missing", "not on pallet", "short, driver informed", "missing");
  private static final List<String> ORDER_PRICE =
      List.of(
          "new price list? buyer to check PO",
          "PO price looks old",
          "price in PO differs from agreement",
          "typing error in order?");
  private static final List<String> INVOICE_PRICE =
      List.of(
          "price above contract, ask supplier",
          "discount missing on invoice",
          "supplier charged list price",
          "wrong article price on invoice?");
  private static final List<String> PRICE =
      List.of("price variance", "price diff > tol.", "M price", "price not ok");
  private static final List<String> QUANTITY =
      List.of("quantity variance", "qty diff", "M quantity", "qty not ok");
  private static final List<String> NO_RECEIPT =
      List.of("no goods receipt", "GR missing", "GR not posted?", "wait for GR");
  private static final List<String> TWICE =
      List.of("invoice already entered?", "check double invoice", "same amount as before");
  private static final List<String> MANUAL =
      List.of("bank data to be checked", "on hold, contract query", "manual block");

  static String transit(int month, Dice dice) {
    return damage(month < NEW_WORDS_FROM_MONTH ? TRANSIT : TRANSIT_LATER, TRANSIT, HOUSE, dice);
  }

  static String house(int month, Dice dice) {
    return damage(month < NEW_WORDS_FROM_MONTH ? HOUSE : HOUSE_LATER, HOUSE, TRANSIT, dice);
  }

  private static String damage(
      List<String> now, List<String> usual, List<String> other, Dice dice) {
    double share = dice.real(0, 1);
    if (share < 0.25) {
      return typed(dice.pick(ANY), dice);
    }
    List<String> words = share < 0.31 ? other : share < 0.5 ? now : usual;
    return typed(dice.pick(words), dice);
  }

  static String any(Dice dice) {
    return typed(dice.pick(ANY), dice);
  }

  static String missing(Dice dice) {
    return typed(dice.pick(MISSING), dice);
  }

  static String orderPrice(Dice dice) {
    return dice.pick(hint(ORDER_PRICE, INVOICE_PRICE, PRICE, dice));
  }

  static String invoicePrice(Dice dice) {
    return dice.pick(hint(INVOICE_PRICE, ORDER_PRICE, PRICE, dice));
  }

  private static List<String> hint(
      List<String> right, List<String> wrong, List<String> none, Dice dice) {
    double share = dice.real(0, 1);
    return share < 0.60 ? right : share < 0.65 ? wrong : none;
  }

  static String price(Dice dice) {
    return dice.pick(PRICE);
  }

  static String quantity(Dice dice) {
    return dice.pick(QUANTITY);
  }

  static String noReceipt(Dice dice) {
    return dice.pick(NO_RECEIPT);
  }

  static String twice(Dice dice) {
    return dice.pick(TWICE);
  }

  static String manual(Dice dice) {
    return dice.pick(MANUAL);
  }

  /** What a clerk writes when the matter is closed. */
  static String outcome(Reason cause, Dice dice) {
    return switch (cause) {
      case SUPPLIER_SHORT_SHIPPED -> "supplier confirmed short delivery";
      case SUPPLIER_OVER_SHIPPED -> "keep the rest, extra invoice";
      case DAMAGED_IN_TRANSIT -> "credit note for damage";
      case DAMAGED_IN_STORE_OR_WAREHOUSE -> "own damage, paid in full";
      case WRONG_UNIT_OF_MEASURE -> "unit corrected";
      case WRONG_PRICE_IN_PURCHASE_ORDER -> dice.chance(0.5) ? "PO price changed" : "price agreed";
      case WRONG_PRICE_ON_INVOICE -> dice.chance(0.5) ? "credit note requested" : "price agreed";
      case RECEIPT_NOT_POSTED, RECEIPT_POSTED_LATE -> "receipt posted";
      case WRONG_SKU_OR_SITE_MAPPING -> "item code corrected";
      default -> "ok";
    };
  }

  /** Now and then two letters change places. */
  private static String typed(String text, Dice dice) {
    if (!dice.chance(0.08)) {
      return text;
    }
    int at = dice.below(text.length() - 1);
    return text.substring(0, at) + text.charAt(at + 1) + text.charAt(at) + text.substring(at + 2);
  }

  private Notes() {}
}
