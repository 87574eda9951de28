package dev.throughline.api.web;

import com.google.protobuf.Timestamp;
import dev.throughline.api.grpc.v1.Attribute;
import dev.throughline.api.grpc.v1.CanonicalEvents;
import dev.throughline.api.grpc.v1.Event;
import dev.throughline.api.grpc.v1.IngestRequest;
import dev.throughline.api.grpc.v1.ObjectReference;
import java.time.Duration;
import java.time.Instant;

/**
 * Of one purchase order line 12 are ordered at 2.50 and billed, and 10 come: 2 × 2.50 are at stake.
 */
final class ShortDelivery {
  private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

  static IngestRequest request(String line) {
    return IngestRequest.newBuilder()
        .setNumber(1)
        .setEvents(
            CanonicalEvents.newBuilder()
                .addEvents(event(line, "erp.main", "Purchase order released", 0, "12"))
                .addEvents(event(line, "wms.north", "Goods received", 24, "10"))
                .addEvents(event(line, "erp.main", "Receipt posted", 25, "10"))
                .addEvents(event(line, "billing", "Invoice received", 48, "12")))
        .build();
  }

  private static Event event(
      String line, String source, String activity, int hours, String quantity) {
    Instant at = START.plus(Duration.ofHours(hours));
    return Event.newBuilder()
        .setId(line + " " + activity)
        .setSource(source)
        .setActivity(activity)
        .setOccurredAt(Timestamp.newBuilder().setSeconds(at.getEpochSecond()))
        .setResource("clerk of " + source)
        .addObjects(object("purchase order line", line))
        .addObjects(object("invoice", "I-1"))
        .addAttributes(Attribute.newBuilder().setKey("quantity").setReal(quantity))
        .addAttributes(Attribute.newBuilder().setKey("price").setReal("2.50"))
        .addAttributes(Attribute.newBuilder().setKey("unit").setText("EA"))
        .addAttributes(Attribute.newBuilder().setKey("currency").setText("EUR"))
        .build();
  }

  private static ObjectReference object(String type, String id) {
    return ObjectReference.newBuilder().setType(type).setId(id).build();
  }

  private ShortDelivery() {}
}
