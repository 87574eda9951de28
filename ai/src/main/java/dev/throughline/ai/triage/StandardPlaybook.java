package dev.throughline.ai.triage;

import dev.throughline.model.FindingType;
import dev.throughline.model.Reason;

/** Actions by reason alone, for packs that say nothing about it. */
public final class StandardPlaybook implements Playbook {
  @Override
  public String action(FindingType type, Reason reason) {
    return switch (reason) { // no default: a new reason must not compile without an action
      case SUPPLIER_SHORT_SHIPPED ->
          "Ask the supplier for a credit note or for the missing quantity; pay what was received.";
      case SUPPLIER_OVER_SHIPPED ->
          "Ask procurement whether to keep the surplus; pay the ordered quantity until then.";
      case DAMAGED_IN_TRANSIT ->
          "File a claim with the carrier or the supplier, with the damage record; block the damaged"
              + " part of the invoice.";
      case DAMAGED_IN_STORE_OR_WAREHOUSE ->
          "Write the damaged goods off at the site; the supplier's invoice is right.";
      case WRONG_UNIT_OF_MEASURE ->
          "Correct the unit of measure on the document that has it wrong, then match again.";
      case WRONG_PRICE_IN_PURCHASE_ORDER ->
          "Let procurement correct the price in the purchase order, then match again.";
      case WRONG_PRICE_ON_INVOICE ->
          "Ask the supplier for a corrected invoice; do not pay above the ordered price.";
      case DUPLICATE_DOCUMENT -> "Cancel the second document; pay the first one only.";
      case RECEIPT_NOT_POSTED -> "Post the goods receipt in the ERP, then match again.";
      case RECEIPT_POSTED_LATE ->
          "Match again; tell the site that its receipts are posted too late.";
      case INVOICE_ENTERED_BEFORE_DELIVERY ->
          "Keep the invoice blocked until the goods are received.";
      case WRONG_SKU_OR_SITE_MAPPING ->
          "Correct the mapping of the article or site, then link the documents again.";
      case TAX_DISCOUNT_OR_TENDER_MAPPING ->
          "Correct the mapping of tax, discount or tender, then post again.";
      case PROMOTION_NOT_SYNCHRONISED -> "Synchronise the promotion, then check the price again.";
      case CASH_HANDLING_ERROR -> "Count the cash again with a second person.";
      case SUSPECTED_FRAUD -> "Hand the case to loss prevention; change nothing until they answer.";
      case INTEGRATION_FAILURE_OR_RETRY ->
          "Replay the failed message, then check that it was posted once.";
      case TIMING_OR_PERIOD_CUT_OFF -> "Wait for the document that is still on its way.";
      case APPROVAL_BOTTLENECK -> "Remind the approver, or pass the approval to a deputy.";
      case MASTER_DATA_MISSING -> "Complete the master data, then process the document again.";
      case OTHER -> "Look at the case and its events.";
    };
  }
}
