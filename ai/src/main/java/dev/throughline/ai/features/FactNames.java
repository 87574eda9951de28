package dev.throughline.ai.features;

/** Names of facts that rules and features ask for; a pack decides which of them a case has. */
public final class FactNames {
  public static final String ORDERED = "ordered_quantity";
  public static final String ANNOUNCED = "announced_quantity";
  public static final String RECEIVED = "received_quantity";
  public static final String DAMAGED = "damaged_quantity";
  public static final String POSTED = "posted_quantity";
  public static final String INVOICED = "invoiced_quantity";
  public static final String ORDER_PRICE = "order_price";
  public static final String INVOICE_PRICE = "invoice_price";
  public static final String INVOICED_AMOUNT = "invoiced_amount";
  public static final String INVOICE_COUNT = "invoice_count";
  public static final String ORDER_UNIT = "order_unit";
  public static final String RECEIVED_UNIT = "received_unit";
  public static final String POSTED_UNIT = "posted_unit";
  public static final String INVOICE_UNIT = "invoice_unit";
  public static final String CURRENCY = "currency";
  public static final String SUPPLIER = "supplier";
  public static final String SITE = "site";
  public static final String SKU = "sku";
  public static final String REQUESTER = "requester";
  public static final String RELEASER = "releaser";
  public static final String RECEIVER = "receiver";
  public static final String APPROVER = "approver";
  public static final String ORDERED_AT = "ordered_at";
  public static final String DELIVERY_DUE_AT = "delivery_due_at";
  public static final String ANNOUNCED_AT = "announced_at";
  public static final String RECEIVED_AT = "received_at";
  public static final String DAMAGED_AT = "damaged_at";
  public static final String POSTED_AT = "posted_at";
  public static final String INVOICE_RECEIVED_AT = "invoice_received_at";
  public static final String INVOICE_ENTERED_AT = "invoice_entered_at";
  public static final String MATCHED_AT = "matched_at";
  public static final String BLOCKED_AT = "blocked_at";
  public static final String APPROVED_AT = "approved_at";
  public static final String PAID_AT = "paid_at";
  public static final String RECEIVE_TO_POST_HOURS = "receive_to_post_hours";
  public static final String RECEIVE_TO_MATCH_HOURS = "receive_to_match_hours";
  public static final String INVOICE_TO_APPROVAL_HOURS = "invoice_to_approval_hours";
  public static final String INVOICE_BEFORE_RECEIPT_HOURS = "invoice_before_receipt_hours";
  public static final String DAMAGE_NOTE = "damage_note";
  public static final String LINK_CONFIDENCE = "link_confidence";
  public static final String ORPHAN_CANDIDATES = "orphan_candidates";

  private FactNames() {}
}
