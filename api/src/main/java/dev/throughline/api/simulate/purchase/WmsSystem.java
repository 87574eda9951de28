package dev.throughline.api.simulate.purchase;

import dev.throughline.api.simulate.Delivery;
import dev.throughline.api.simulate.Feed;
import dev.throughline.api.simulate.LocalClock;
import dev.throughline.api.simulate.Message;
import dev.throughline.api.simulate.Retailer.Region;
import dev.throughline.api.simulate.Sending;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * The warehouse system of a region: camel case, milliseconds since 1970 on a clock that is minutes
 * wrong, item codes of its own.
 */
final class WmsSystem {
  private static final long NORTH_SKEW = 95_000;
  private static final long SOUTH_SKEW = -6 * LocalClock.MINUTE;

  /** What is confirmed. */
  enum Confirmation {
    RECEIPT_CONFIRMED,
    DAMAGE_REPORTED,
    QUALITY_HOLD_SET,
    QUALITY_HOLD_RELEASED
  }

  /**
   * A confirmation at a terminal.
   *
   * @param receipt the system's own number
   */
  record Scan(Confirmation kind, long number, long millis, String user, String receipt, int sku) {}

  /**
   * What was received.
   *
   * @param order null when nobody typed it; so is the delivery note
   */
  record Received(
      long quantityMillis, Unit unit, @Nullable String order, @Nullable String deliveryNote) {}

  Message received(PurchaseLine line, Scan scan, Received received) {
    return message(
        line,
        scan,
        (json, sending) -> {
          start(json, line, scan, sending);
          receipt(json, scan, received);
          item(json, line, scan, received.quantityMillis(), received.unit());
          end(json, sending, null);
        });
  }

  Message damaged(PurchaseLine line, Scan scan, long quantityMillis, String remark) {
    return message(
        line,
        scan,
        (json, sending) -> {
          start(json, line, scan, sending);
          receipt(json, scan, null);
          item(json, line, scan, quantityMillis, line.unit());
          end(json, sending, remark);
        });
  }

  /** A hold or its release. */
  Message quality(PurchaseLine line, Scan scan) {
    return message(
        line,
        scan,
        (json, sending) -> {
          start(json, line, scan, sending);
          receipt(json, scan, null);
          json.writeObjectPropertyStart("item");
          json.writeStringProperty("code", code(line, scan));
          json.writeEndObject();
          end(json, sending, null);
        });
  }

  private static Region region(PurchaseLine line) {
    return line.order().site().region();
  }

  private static Message message(PurchaseLine line, Scan scan, Message.Body body) {
    return new Message(
        Feed.WMS,
        region(line).source(),
        eventId(line, scan),
        line.caseId(),
        scan.millis() + 400,
        null,
        body);
  }

  private static String eventId(PurchaseLine line, Scan scan) {
    return region(line).word().charAt(0) + "-" + scan.number();
  }

  private static long skewed(PurchaseLine line, long millis) {
    return millis + (region(line) == Region.NORTH ? NORTH_SKEW : SOUTH_SKEW);
  }

  private static void start(JsonGenerator json, PurchaseLine line, Scan scan, Sending sending) {
    json.writeStartObject();
    json.writeNumberProperty("schemaVersion", 3);
    json.writeStringProperty("messageId", eventId(line, scan));
    json.writeStringProperty("eventType", scan.kind().name());
    if (sending.delivery() == Delivery.DAMAGED) {
      json.writeNullProperty("eventTimeMs");
    } else {
      json.writeNumberProperty("eventTimeMs", skewed(line, scan.millis()));
    }
    json.writeNumberProperty("sentTimeMs", skewed(line, sending.sentMillis()));
    json.writeStringProperty("operatorId", scan.user());
    json.writeObjectPropertyStart("facility");
    json.writeStringProperty("region", region(line).word());
    json.writeStringProperty("number", line.order().site().fourDigits());
    json.writeEndObject();
  }

  private static void receipt(JsonGenerator json, Scan scan, @Nullable Received received) {
    json.writeObjectPropertyStart("receipt");
    json.writeStringProperty("number", scan.receipt());
    if (received != null) {
      if (received.deliveryNote() != null) {
        json.writeStringProperty("deliveryNote", received.deliveryNote());
      }
      json.writeStringProperty(
          "customerOrderRef", received.order() == null ? "N/A" : "PO" + received.order());
    }
    json.writeEndObject();
  }

  private static void item(
      JsonGenerator json, PurchaseLine line, Scan scan, long quantityMillis, Unit unit) {
    json.writeObjectPropertyStart("item");
    json.writeStringProperty("code", code(line, scan));
    json.writeStringProperty("description", line.item().name());
    json.writeName("quantity");
    json.writeNumber(Figures.shortest(quantityMillis));
    json.writeStringProperty("uom", unit.wms);
    json.writeEndObject();
  }

  private static String code(PurchaseLine line, Scan scan) {
    return region(line).name().charAt(0) + "-" + Figures.padded(scan.sku(), 8);
  }

  private static void end(JsonGenerator json, Sending sending, @Nullable String remark) {
    if (remark != null) {
      json.writeStringProperty("remark", remark);
    }
    json.writeNumberProperty("attempt", sending.delivery() == Delivery.AGAIN ? 2 : 1);
    json.writeEndObject();
  }
}
