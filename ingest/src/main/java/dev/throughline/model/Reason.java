package dev.throughline.model;

import java.util.Locale;

/** Why a discrepancy came about: what triage classifies, and what people confirm or correct. */
public enum Reason {
  SUPPLIER_SHORT_SHIPPED,
  SUPPLIER_OVER_SHIPPED,
  DAMAGED_IN_TRANSIT,
  DAMAGED_IN_STORE_OR_WAREHOUSE,
  WRONG_UNIT_OF_MEASURE,
  WRONG_PRICE_IN_PURCHASE_ORDER,
  WRONG_PRICE_ON_INVOICE,
  DUPLICATE_DOCUMENT,
  RECEIPT_NOT_POSTED,
  RECEIPT_POSTED_LATE,
  INVOICE_ENTERED_BEFORE_DELIVERY,
  WRONG_SKU_OR_SITE_MAPPING,
  TAX_DISCOUNT_OR_TENDER_MAPPING,
  PROMOTION_NOT_SYNCHRONISED,
  CASH_HANDLING_ERROR,
  SUSPECTED_FRAUD,
  INTEGRATION_FAILURE_OR_RETRY,
  TIMING_OR_PERIOD_CUT_OFF,
  APPROVAL_BOTTLENECK,
  MASTER_DATA_MISSING,
  OTHER;

  /** In words, such as 'supplier short shipped'. */
  public String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ').replace(" sku ", " SKU ");
  }
}
