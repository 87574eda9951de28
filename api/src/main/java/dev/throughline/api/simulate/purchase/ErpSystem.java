package dev.throughline.api.simulate.purchase;

import static dev.throughline.api.simulate.LocalClock.DAY;

import dev.throughline.api.simulate.CaseTruth;
import dev.throughline.api.simulate.Delivery;
import dev.throughline.api.simulate.Feed;
import dev.throughline.api.simulate.LocalClock;
import dev.throughline.api.simulate.Message;
import dev.throughline.api.simulate.Sending;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * The ERP: one line of one document per record, flat, upper-case German abbreviations, numbers with
 * leading zeros, local dates and times apart.
 */
final class ErpSystem {
  static final String SOURCE = "erp.main";
  static final String BATCH = "BATCH";

  private final LocalClock clock;

  ErpSystem(LocalClock clock) {
    this.clock = clock;
  }

  /** The steps that an invoice takes. */
  enum InvoiceStep {
    IV_ENT,
    IV_MATCH,
    IV_BLOCK,
    IV_RESOLVE,
    PY_APPROVE,
    PY_RUN
  }

  /**
   * An entry in the ERP.
   *
   * @param millis when it happened
   * @param delayMillis from then until it was recorded
   */
  record Entry(long number, long millis, long delayMillis, String user) {
    String eventId() {
      return "E" + number;
    }

    long recordedMillis() {
      return millis + delayMillis;
    }
  }

  /** What a posted receipt refers to; null for what it does not say. */
  record Posting(
      long quantityMillis,
      Unit unit,
      @Nullable String receipt,
      @Nullable String deliveryNote,
      int sku,
      boolean hasLine) {}

  Message released(PurchaseLine line, Entry entry, CaseTruth truth) {
    return message(
        line,
        entry,
        truth,
        (json, sending) -> {
          start(json, "PO_REL", line, entry, sending);
          PurchaseOrder order = line.order();
          json.writeStringProperty("EBELP", Figures.padded(line.number(), 5));
          json.writeStringProperty("MATNR", Figures.padded(line.item().sku(), 18));
          json.writeStringProperty("IDNLF", line.item().article());
          json.writeStringProperty("WERKS", order.site().code());
          json.writeStringProperty("MENGE", Figures.millis(line.quantityMillis()));
          json.writeStringProperty("MEINS", line.unit().erp);
          json.writeStringProperty("NETPR", Figures.cents(line.priceCents()));
          json.writeStringProperty("WAERS", order.supplier().currency());
          json.writeStringProperty("AFNAM", order.requester());
          json.writeStringProperty("EINDT", Figures.compactDate(order.dueDay()));
          json.writeStringProperty("SGTXT", "");
          json.writeEndObject();
        });
  }

  Message receiptPosted(PurchaseLine line, Entry entry, Posting posting) {
    return message(
        line,
        entry,
        null,
        (json, sending) -> {
          start(json, "GR_POST", line, entry, sending);
          json.writeStringProperty(
              "EBELP", posting.hasLine() ? Figures.padded(line.number(), 5) : "00000");
          json.writeStringProperty("MATNR", Figures.padded(posting.sku(), 18));
          json.writeStringProperty("WERKS", line.order().site().code());
          json.writeStringProperty("LFBNR", orEmpty(posting.receipt()));
          json.writeStringProperty("LIFEX", orEmpty(posting.deliveryNote()));
          json.writeStringProperty("MENGE", Figures.millis(posting.quantityMillis()));
          json.writeStringProperty("MEINS", posting.unit().erp);
          json.writeStringProperty("SGTXT", "");
          json.writeEndObject();
        });
  }

  /**
   * A step of an invoice.
   *
   * @param note of the clerk; empty for none
   */
  Message invoice(
      InvoiceStep step, PurchaseLine line, Entry entry, SupplierInvoice invoice, String note) {
    return message(
        line,
        entry,
        null,
        (json, sending) -> {
          start(json, step.name(), line, entry, sending);
          boolean isPayment = step == InvoiceStep.PY_APPROVE || step == InvoiceStep.PY_RUN;
          json.writeStringProperty("EBELP", isPayment ? "00000" : Figures.padded(line.number(), 5));
          json.writeStringProperty("XBLNR", invoice.typed());
          if (step == InvoiceStep.IV_ENT) {
            json.writeStringProperty("MENGE", Figures.millis(invoice.quantityMillis()));
            json.writeStringProperty("MEINS", invoice.unit().erp);
            json.writeStringProperty("NETPR", Figures.cents(invoice.priceCents()));
          }
          if (step == InvoiceStep.IV_ENT || isPayment) {
            json.writeStringProperty("WRBTR", Figures.cents(invoice.amountCents()));
            json.writeStringProperty("WAERS", line.order().supplier().currency());
          }
          if (step == InvoiceStep.PY_APPROVE) {
            json.writeStringProperty("ZFBDT", Figures.compactDate(dueDay(line, invoice)));
          }
          if (step == InvoiceStep.PY_RUN) {
            json.writeStringProperty("AUGBL", Long.toString(2_000_000_000L + entry.number()));
          }
          json.writeStringProperty("SGTXT", note);
          json.writeEndObject();
        });
  }

  /** When the invoice is to be paid, days since 1970-01-01. */
  long dueDay(PurchaseLine line, SupplierInvoice invoice) {
    return clock.day(invoice.preparedMillis()) + line.order().supplier().paymentDays();
  }

  private static Message message(
      PurchaseLine line, Entry entry, @Nullable CaseTruth truth, Message.Body body) {
    return new Message(
        Feed.ERP, SOURCE, entry.eventId(), line.caseId(), entry.recordedMillis(), truth, body);
  }

  private void start(
      JsonGenerator json, String step, PurchaseLine line, Entry entry, Sending sending) {
    long at = clock.toLocal(entry.millis());
    long recorded = clock.toLocal(entry.recordedMillis());
    json.writeStartObject();
    json.writeStringProperty("SYSID", "PRD");
    json.writeStringProperty("MANDT", "100");
    json.writeStringProperty("EVTID", entry.eventId());
    json.writeStringProperty("VGART", step);
    json.writeStringProperty(
        "BUDAT",
        sending.delivery() == Delivery.DAMAGED
            ? "00000000"
            : Figures.compactDate(Math.floorDiv(at, DAY)));
    json.writeStringProperty("BUTIM", Figures.compactTime(at));
    json.writeStringProperty("CPUDT", Figures.compactDate(Math.floorDiv(recorded, DAY)));
    json.writeStringProperty("CPUTM", Figures.compactTime(recorded));
    json.writeStringProperty("USNAM", entry.user());
    json.writeStringProperty("EBELN", line.order().number());
    json.writeStringProperty("LIFNR", "0000" + line.order().supplier().number());
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
