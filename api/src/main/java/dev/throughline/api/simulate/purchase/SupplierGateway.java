package dev.throughline.api.simulate.purchase;

import dev.throughline.api.simulate.Delivery;
import dev.throughline.api.simulate.Feed;
import dev.throughline.api.simulate.LocalClock;
import dev.throughline.api.simulate.Message;
import dev.throughline.api.simulate.Retailer.Supplier;
import dev.throughline.api.simulate.Sending;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * The suppliers' EDI messages as the gateway passes them on: nested, references by qualifier,
 * amounts as text, each supplier with its own way of writing numbers.
 */
final class SupplierGateway {
  static final String SOURCE = "supplier.invoices";

  private final LocalClock clock;

  SupplierGateway(LocalClock clock) {
    this.clock = clock;
  }

  /**
   * The head of a message.
   *
   * @param millis when the supplier made it, by the true clock
   * @param order null when the supplier does not refer to it; so is the delivery note
   */
  record Head(long reference, long millis, @Nullable String order, @Nullable String deliveryNote) {}

  Message announced(PurchaseLine line, Head head, long quantityMillis) {
    return message(
        line,
        head,
        "DESADV",
        (json, sending) -> {
          start(json, line, head, "DESADV", sending);
          references(json, line, head, null);
          startLine(json, line, quantityMillis, line.unit());
          json.writeEndObject();
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  Message invoiced(PurchaseLine line, Head head, SupplierInvoice invoice) {
    return message(
        line,
        head,
        "INVOIC",
        (json, sending) -> {
          start(json, line, head, "INVOIC", sending);
          json.writeStringProperty("currency", line.order().supplier().currency());
          references(json, line, head, invoice.number());
          startLine(json, line, invoice.quantityMillis(), invoice.unit());
          json.writeObjectPropertyStart("price");
          json.writeStringProperty("net", Figures.cents(invoice.priceCents()));
          json.writeEndObject();
          json.writeStringProperty("amount", Figures.cents(invoice.amountCents()));
          json.writeEndObject();
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  private static Message message(PurchaseLine line, Head head, String type, Message.Body body) {
    String eventId = line.order().supplier().number() + "-" + type + "-" + head.reference();
    return new Message(
        Feed.SUPPLIER_INVOICES, SOURCE, eventId, line.caseId(), head.millis(), null, body);
  }

  private void start(
      JsonGenerator json, PurchaseLine line, Head head, String type, Sending sending) {
    Supplier supplier = line.order().supplier();
    json.writeStartObject();
    json.writeObjectPropertyStart("interchange");
    json.writeStringProperty("syntax", "UNOC");
    json.writeStringProperty("sender", "V-" + supplier.number());
    json.writeStringProperty("receiver", "8712345000017");
    json.writeStringProperty("controlReference", Long.toString(head.reference()));
    json.writeStringProperty(
        "preparedAt", Figures.withOffset(head.millis() + supplier.skewMillis(), clock));
    json.writeStringProperty("receivedAt", Figures.withOffset(sending.sentMillis(), clock));
    json.writeEndObject();
    json.writeObjectPropertyStart("message");
    if (sending.delivery() != Delivery.DAMAGED) {
      json.writeStringProperty("type", type);
    }
    json.writeNumberProperty("function", 9);
  }

  private static void references(
      JsonGenerator json, PurchaseLine line, Head head, @Nullable String invoice) {
    json.writeArrayPropertyStart("references");
    if (head.order() != null) {
      reference(json, "ON", styled(head.order(), line));
    }
    if (head.deliveryNote() != null) {
      reference(json, "DQ", head.deliveryNote());
    }
    if (invoice != null) {
      reference(json, "IV", invoice);
    }
    json.writeEndArray();
  }

  private static void reference(JsonGenerator json, String qualifier, String value) {
    json.writeStartObject();
    json.writeStringProperty("qualifier", qualifier);
    json.writeStringProperty("value", value);
    json.writeEndObject();
  }

  private static String styled(String order, PurchaseLine line) {
    return switch (line.order().supplier().style()) {
      case 0 -> order;
      case 1 -> "PO " + order;
      default -> order + "/" + line.number();
    };
  }

  private static void startLine(
      JsonGenerator json, PurchaseLine line, long quantityMillis, Unit unit) {
    json.writeObjectPropertyStart("line");
    json.writeStringProperty("supplierArticle", line.item().article());
    json.writeStringProperty("description", line.item().name());
    json.writeObjectPropertyStart("quantity");
    json.writeStringProperty("value", Figures.shortest(quantityMillis));
    json.writeStringProperty("unit", unit.supplier);
    json.writeEndObject();
  }
}
