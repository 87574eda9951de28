package dev.throughline.ingest.correlate;

import dev.throughline.model.ObjectType;
import java.util.List;

/**
 * How the events of a purchase order line are found: from the order to the payment, in the ERP, the
 * warehouse and the supplier's messages.
 */
public final class ProcureToPay {
  public static final ObjectType PURCHASE_ORDER_LINE = new ObjectType("purchase order line");
  public static final ObjectType PURCHASE_ORDER = new ObjectType("purchase order");
  public static final ObjectType DELIVERY_NOTE = new ObjectType("delivery note");
  public static final ObjectType GOODS_RECEIPT = new ObjectType("goods receipt");
  public static final ObjectType INVOICE = new ObjectType("invoice");
  public static final ObjectType PAYMENT = new ObjectType("payment");
  public static final ObjectType SKU = new ObjectType("SKU");
  public static final ObjectType SUPPLIER_ITEM = new ObjectType("supplier item");

  private static final int SUPPLIER = 2;
  private static final int WAREHOUSE = 3;
  private static final int DELIVERY = 4;
  private static final int SAME_DOCUMENT = 5;
  private static final int WEAK = 6;
  private static final int WEAKER = 7;
  private static final int AFTER_WEAK = 8;
  private static final int MAX_EVENTS_OF_A_DOCUMENT = 10_000;

  /*
   * Supplier messages come first: they carry order, article and delivery note, so that the delivery note's lines are known
   * when the warehouse's receipts are linked, and a receipt whose SKU points to another line than its delivery note, or than
   * the posting of the same receipt, is noticed. What the strict rules leave is linked weakly where one case remains, and a
   * weak link never serves as evidence for a strict one.
   */
  private static final List<LinkRule> RULES =
      List.of(
          LinkRule.through(PURCHASE_ORDER)
              .agreeingIn(SUPPLIER_ITEM)
              .notAgainst(INVOICE)
              .named("purchase order and supplier item", SUPPLIER, 0.98),
          LinkRule.through(PURCHASE_ORDER)
              .agreeingIn(SKU)
              .notAgainst(DELIVERY_NOTE, GOODS_RECEIPT)
              .named("purchase order and SKU", WAREHOUSE, 0.98),
          LinkRule.through(DELIVERY_NOTE)
              .agreeingIn(SKU)
              .notAgainst(PURCHASE_ORDER, GOODS_RECEIPT)
              .named("delivery note and SKU", DELIVERY, 0.95),
          LinkRule.through(DELIVERY_NOTE)
              .agreeingIn(SUPPLIER_ITEM)
              .notAgainst(PURCHASE_ORDER, INVOICE)
              .named("delivery note and supplier item", DELIVERY, 0.95),
          LinkRule.through(GOODS_RECEIPT)
              .agreeingIn(SKU)
              .named("goods receipt and SKU", SAME_DOCUMENT, 0.97),
          LinkRule.through(GOODS_RECEIPT).named("goods receipt", SAME_DOCUMENT, 0.97),
          LinkRule.through(INVOICE)
              .agreeingIn(SUPPLIER_ITEM)
              .notAgainst(PURCHASE_ORDER)
              .named("invoice and supplier item", SAME_DOCUMENT, 0.95),
          wholeDocument(INVOICE).named("invoice", SAME_DOCUMENT, 0.97),
          wholeDocument(PAYMENT).onlyWithout(INVOICE).named("payment", WEAK, 0.95),
          LinkRule.through(GOODS_RECEIPT)
              .otherItems(ItemCheck.IGNORED)
              .named("goods receipt of another SKU", WEAK, 0.8),
          weak(PURCHASE_ORDER)
              .agreeingIn(SKU)
              .withTheQuantity()
              .named("purchase order, SKU and quantity", WEAK, 0.75),
          weak(PURCHASE_ORDER, DELIVERY_NOTE)
              .named("purchase order and delivery note", WEAKER, 0.7),
          weak(PURCHASE_ORDER).named("purchase order with one line", WEAKER, 0.7),
          weak(PURCHASE_ORDER).withTheQuantity().named("purchase order and quantity", WEAKER, 0.7),
          weak(DELIVERY_NOTE)
              .onlyWithout(PURCHASE_ORDER)
              .named("delivery note with one line", WEAKER, 0.7),
          weak(INVOICE).onlyWithout(PURCHASE_ORDER).named("invoice with one line", WEAKER, 0.7),
          weak(GOODS_RECEIPT).named("goods receipt, linked weakly", AFTER_WEAK, 0.6),
          wholeDocument(INVOICE).named("invoice, linked weakly", AFTER_WEAK, 0.6));

  public static final LinkRules LINKS =
      new LinkRules(
          PURCHASE_ORDER_LINE,
          List.of(PURCHASE_ORDER, DELIVERY_NOTE, GOODS_RECEIPT, INVOICE, PAYMENT),
          List.of(SKU, SUPPLIER_ITEM),
          List.of(SUPPLIER_ITEM),
          RULES,
          WEAK,
          MAX_EVENTS_OF_A_DOCUMENT);

  private static LinkRule.Draft weak(ObjectType... documents) {
    return LinkRule.through(documents).otherItems(ItemCheck.UNLESS_ANOTHER_AGREES);
  }

  /** For events about a document as a whole, which say no item: they belong to all of its lines. */
  private static LinkRule.Draft wholeDocument(ObjectType document) {
    return LinkRule.through(document)
        .otherItems(ItemCheck.IGNORED)
        .onlyWithout(SKU, SUPPLIER_ITEM)
        .toEveryCase();
  }

  private ProcureToPay() {}
}
