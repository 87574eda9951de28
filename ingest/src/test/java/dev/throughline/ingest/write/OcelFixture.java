package dev.throughline.ingest.write;

import dev.throughline.model.Activity;
import dev.throughline.model.Attribute;
import dev.throughline.model.AttributeValue;
import dev.throughline.model.BusinessObject;
import dev.throughline.model.Event;
import dev.throughline.model.EventId;
import dev.throughline.model.LogHeader;
import dev.throughline.model.ObjectAttribute;
import dev.throughline.model.ObjectId;
import dev.throughline.model.ObjectRef;
import dev.throughline.model.ObjectType;
import dev.throughline.model.Source;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A small log that uses everything that OCEL 2.0 has. */
final class OcelFixture {
  static final String SOURCE = "erp.test";

  static CollectedLog log() {
    CollectedLog log = new CollectedLog();
    log.header = header();
    log.objects.add(
        new BusinessObject(
            new ObjectType("Invoice"),
            new ObjectId("I 1"),
            List.of(),
            List.of(ref("Order", "O1", "bills"), ref("Order", "O1", "closes"))));
    log.objects.add(order());
    log.objects.add(
        new BusinessObject(new ObjectType("Order"), new ObjectId("O2"), List.of(), List.of()));
    log.events.add(
        event(
            0,
            "e1",
            "Place order",
            "2026-03-29T00:59:59.000001Z",
            List.of(ref("Order", "O1", null)),
            everyType()));
    log.events.add(
        event(
            1,
            "e2",
            "Send invoice",
            "2026-03-29T01:00:00Z",
            List.of(ref("Order", "O1", "billed"), ref("Invoice", "I 1", "sent \"first\" <&>")),
            List.of()));
    log.events.add(
        event(
            2,
            "é3\n",
            "Place order",
            "2026-03-29T01:00:00Z",
            List.of(ref("Order", "O2", "a"), ref("Order", "O2", "b"), ref("Order", "O1", "a")),
            List.of(text("note", "\t two  lines\r\nünïcode 🧾 \u0085 "), text("empty", ""))));
    log.events.add(event(3, "e4", "Nobody's event", "2026-03-30T00:00:00Z", List.of(), List.of()));
    return log;
  }

  private static List<Attribute> everyType() {
    return List.of(
        text("note", "  "),
        new Attribute("pieces", new AttributeValue.Whole(Long.MIN_VALUE)),
        real("price", "0.1"),
        real("exact", "12345678901234567890.123456789"),
        new Attribute("urgent", new AttributeValue.Flag(true)),
        new Attribute("closed", new AttributeValue.Flag(false)),
        new Attribute(
            "due", new AttributeValue.Moment(OffsetDateTime.parse("2026-04-01T12:00:00.5+02:00"))));
  }

  private static BusinessObject order() {
    return new BusinessObject(
        new ObjectType("Order"),
        new ObjectId("O1"),
        List.of(
            since("1970-01-01T00:00:00Z", text("status", "open")),
            since("1970-01-01T00:00:00Z", text("tag", "red")),
            since("1970-01-01T00:00:00Z", text("tag", "blue")),
            since("1970-01-01T00:00:00Z", real("amount", "1000")),
            since("2026-03-29T01:00:00Z", text("status", "billed")),
            since("2026-03-29T01:00:00Z", real("amount", "999.95")),
            since("2026-03-29T02:00:00.123456Z", text("status", "")),
            since("2026-03-30T02:00:00Z", real("amount", "0.00000001"))),
        List.of(ref("Order", "O2", "replaces")));
  }

  private static LogHeader header() {
    List<Attribute> events =
        List.of(
            type("Never happened", text("why", "string")),
            type("Nobody's event"),
            type(
                "Place order",
                text("note", "string"),
                text("empty", "string"),
                text("pieces", "integer"),
                text("price", "float"),
                text("exact", "float"),
                text("urgent", "boolean"),
                text("closed", "boolean"),
                text("due", "time")),
            type("Send invoice"));
    List<Attribute> objects =
        List.of(
            type("Invoice", text("never set", "time")),
            type("Object"),
            type("map_type"),
            type(
                "Order", text("status", "string"), text("tag", "string"), text("amount", "float")));
    AttributeValue none = new AttributeValue.Container();
    return new LogHeader(
        "2.0",
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(
            new Attribute("ocel:eventTypes", none, events),
            new Attribute("ocel:objectTypes", none, objects)));
  }

  private static Attribute type(String name, Attribute... declared) {
    return new Attribute(name, new AttributeValue.Container(), List.of(declared));
  }

  static Attribute text(String key, String value) {
    return Attribute.text(key, value);
  }

  private static Attribute real(String key, String value) {
    return new Attribute(key, new AttributeValue.Real(new BigDecimal(value)));
  }

  private static ObjectAttribute since(String time, Attribute attribute) {
    return new ObjectAttribute(attribute, Instant.parse(time));
  }

  static ObjectRef ref(String type, String id, @Nullable String qualifier) {
    return new ObjectRef(new ObjectType(type), new ObjectId(id), qualifier);
  }

  static Event event(
      long sequence,
      String id,
      String activity,
      String time,
      List<ObjectRef> objects,
      List<Attribute> attributes) {
    return new Event(
        new EventId(id),
        new Source(SOURCE),
        sequence,
        new Activity(activity),
        Instant.parse(time),
        null,
        null,
        null,
        objects,
        attributes);
  }

  private OcelFixture() {}
}
