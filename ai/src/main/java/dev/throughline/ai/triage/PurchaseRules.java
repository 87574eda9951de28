package dev.throughline.ai.triage;

import static dev.throughline.ai.features.FactNames.*;

import dev.throughline.ai.features.CaseFacts;
import dev.throughline.ai.features.NoteWords;
import dev.throughline.ai.features.Relations;
import dev.throughline.model.Reason;
import java.util.List;
import java.util.Set;

/** The lines of the rule table for procure-to-pay. */
final class PurchaseRules {
  private static final Set<String> QUANTITY = Set.of("quantity-short", "quantity-over");
  private static final Set<String> SHORT = Set.of("quantity-short");
  private static final Set<String> OVER = Set.of("quantity-over");
  private static final Set<String> PRICE = Set.of("price-variance");
  private static final Set<String> UNIT = Set.of("unit-of-measure-difference");
  private static final Set<String> NO_RECEIPT = Set.of("invoice-without-receipt");
  private static final Set<String> EARLY = Set.of("invoice-before-receipt");
  private static final Set<String> NO_INVOICE = Set.of("receipt-without-invoice");
  private static final Set<String> DUPLICATE = Set.of("duplicate-invoice");
  private static final Set<String> NOT_POSTED = Set.of("receipt-not-posted");
  private static final Set<String> OVERDUE = Set.of("milestone-overdue");
  private static final Set<String> SAME_PERSON = Set.of("same-person-requested-and-approved");

  /** In order: the first that applies is taken. */
  static final List<Rule> LINES =
      List.of(
          new Rule(
              DUPLICATE,
              "two invoices ask for the same",
              facts -> true,
              Reason.DUPLICATE_DOCUMENT,
              0.9),
          new Rule(
              UNIT,
              "the units of two documents differ",
              facts -> true,
              Reason.WRONG_UNIT_OF_MEASURE,
              0.9),
          new Rule(
              QUANTITY,
              "the units differ and the quantities by a pack size",
              facts -> Relations.unitsDiffer(facts) && Relations.looksLikePacks(facts),
              Reason.WRONG_UNIT_OF_MEASURE,
              0.9),
          new Rule(
              QUANTITY,
              "quantities differ by a pack size",
              Relations::looksLikePacks,
              Reason.WRONG_UNIT_OF_MEASURE,
              0.7),
          new Rule(
              SHORT,
              "something was damaged, and the note speaks of handling",
              facts -> facts.isPositive(DAMAGED) && mentions(facts, NoteWords.HANDLING),
              Reason.DAMAGED_IN_STORE_OR_WAREHOUSE,
              0.8),
          new Rule(
              SHORT,
              "something was damaged",
              facts -> facts.isPositive(DAMAGED),
              Reason.DAMAGED_IN_TRANSIT,
              0.7),
          new Rule(
              SHORT,
              "less was announced than ordered, and as much came",
              Relations::announcementExplainsShortfall,
              Reason.SUPPLIER_SHORT_SHIPPED,
              0.9),
          new Rule(
              SHORT,
              "nothing was received, and other documents may belong here",
              facts -> !facts.isPositive(RECEIVED) && facts.isPositive(ORPHAN_CANDIDATES),
              Reason.WRONG_SKU_OR_SITE_MAPPING,
              0.6),
          new Rule(
              SHORT,
              "less came than was ordered",
              facts -> true,
              Reason.SUPPLIER_SHORT_SHIPPED,
              0.7),
          new Rule(
              OVER, "more came than was ordered", facts -> true, Reason.SUPPLIER_OVER_SHIPPED, 0.7),
          new Rule(
              PRICE,
              "price and quantity differ the other way round",
              Relations::unitsExplainPrice,
              Reason.WRONG_UNIT_OF_MEASURE,
              0.8),
          new Rule(PRICE, "the price differs", facts -> true, Reason.WRONG_PRICE_ON_INVOICE, 0.6),
          new Rule(
              NO_RECEIPT,
              "the warehouse received it, the ERP does not know",
              facts -> facts.isKnown(RECEIVED_AT) && !facts.isKnown(POSTED_AT),
              Reason.RECEIPT_NOT_POSTED,
              0.8),
          new Rule(
              NO_RECEIPT,
              "other documents may belong here",
              facts -> facts.isPositive(ORPHAN_CANDIDATES),
              Reason.WRONG_SKU_OR_SITE_MAPPING,
              0.6),
          new Rule(
              NO_RECEIPT,
              "nothing was received",
              facts -> true,
              Reason.INVOICE_ENTERED_BEFORE_DELIVERY,
              0.6),
          new Rule(
              EARLY,
              "the receipt was posted long after the goods came",
              facts -> facts.number(RECEIVE_TO_POST_HOURS).orElse(0) > 48,
              Reason.RECEIPT_POSTED_LATE,
              0.6),
          new Rule(
              EARLY,
              "the invoice is older than the receipt",
              facts -> true,
              Reason.INVOICE_ENTERED_BEFORE_DELIVERY,
              0.8),
          new Rule(
              NO_INVOICE,
              "the invoice has not come yet",
              facts -> true,
              Reason.TIMING_OR_PERIOD_CUT_OFF,
              0.6),
          new Rule(
              NOT_POSTED,
              "the receipt was posted after all",
              facts -> facts.isKnown(POSTED_AT),
              Reason.RECEIPT_POSTED_LATE,
              0.8),
          new Rule(
              NOT_POSTED,
              "the warehouse received it, the ERP does not know",
              facts -> true,
              Reason.RECEIPT_NOT_POSTED,
              0.8),
          new Rule(
              OVERDUE,
              "the invoice is matched and waits for approval",
              facts -> facts.isKnown(MATCHED_AT) && !facts.isKnown(APPROVED_AT),
              Reason.APPROVAL_BOTTLENECK,
              0.7),
          new Rule(
              OVERDUE,
              "the receipt is late",
              facts -> !facts.isKnown(POSTED_AT),
              Reason.RECEIPT_NOT_POSTED,
              0.5),
          new Rule(OVERDUE, "it took long", facts -> true, Reason.TIMING_OR_PERIOD_CUT_OFF, 0.5),
          new Rule(
              SAME_PERSON,
              "one person requested and approved",
              facts -> true,
              Reason.SUSPECTED_FRAUD,
              0.3),
          new Rule(Set.of(), "no rule says more", facts -> true, Reason.OTHER, 0.5));

  private static boolean mentions(CaseFacts facts, NoteWords group) {
    return facts.text(DAMAGE_NOTE).map(note -> NoteWords.in(note).contains(group)).orElse(false);
  }

  private PurchaseRules() {}
}
