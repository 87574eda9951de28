package dev.throughline.api.findings;

import dev.throughline.model.Activity;
import dev.throughline.model.Attribute;
import dev.throughline.model.AttributeValue;
import dev.throughline.model.Event;
import dev.throughline.model.EventId;
import dev.throughline.model.ObjectId;
import dev.throughline.model.ObjectRef;
import dev.throughline.model.ObjectType;
import dev.throughline.model.Source;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Events of purchase order lines with random times and quantities, some without the line's number:
 * they find their case by what other events know. Equal seeds give equal events.
 */
final class RandomLines {
  static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

  private static final List<String> ACTIVITIES =
      List.of(
          "Delivery announced",
          "Goods received",
          "Goods received",
          "Receipt posted",
          "Invoice received",
          "Invoice entered",
          "Invoice matched",
          "Discrepancy resolved",
          "Payment approved",
          "Paid");

  private final SplittableRandom random;
  private final List<Event> events = new ArrayList<>();

  private RandomLines(long seed) {
    random = new SplittableRandom(seed);
  }

  static List<Event> of(long seed, int lines) {
    RandomLines some = new RandomLines(seed);
    for (int line = 0; line < lines; line++) {
      some.add(line, "Purchase order released");
      for (String activity : ACTIVITIES) {
        if (some.random.nextInt(4) > 0) {
          some.add(line, activity);
        }
      }
    }
    return some.events;
  }

  private void add(int line, String activity) {
    boolean isOrder = activity.equals("Purchase order released");
    int order = 4_500_000 + line / 2;
    List<ObjectRef> objects = new ArrayList<>();
    refer(objects, isOrder || often(), "purchase order line", order + "/" + line % 2 * 10);
    refer(objects, often(), "purchase order", Integer.toString(order));
    refer(objects, often(), "SKU", "S" + line % 5);
    refer(objects, often() && !isOrder, "goods receipt", "R" + line);
    refer(objects, often() && !isOrder, "invoice", "I" + line + "-" + random.nextInt(2));
    refer(objects, often(), "supplier", "ACME");
    List<Attribute> attributes = new ArrayList<>();
    number(attributes, "quantity", "10", "10", "10", "9", "12", "5");
    number(attributes, "price", "2.50", "2.50", "2.60");
    number(attributes, "amount", "25", "25", "26");
    attributes.add(Attribute.text("unit", random.nextInt(9) > 0 ? "EA" : "CS"));
    attributes.add(Attribute.text("requester", "user 1"));
    long number = events.size() + 1L;
    events.add(
        new Event(
            new EventId("e" + number),
            new Source(random.nextBoolean() ? "erp.main" : "wms.north"),
            number,
            new Activity(activity),
            START.plus(Duration.ofHours(isOrder ? line % 7 : random.nextInt(900))),
            null,
            "user " + random.nextInt(3),
            null,
            objects,
            attributes));
  }

  private boolean often() {
    return random.nextInt(5) > 0;
  }

  private static void refer(List<ObjectRef> objects, boolean does, String type, String id) {
    if (does) {
      objects.add(new ObjectRef(new ObjectType(type), new ObjectId(id), null));
    }
  }

  private void number(List<Attribute> attributes, String key, String... values) {
    @Nullable String value = often() ? values[random.nextInt(values.length)] : null;
    if (value != null) {
      attributes.add(new Attribute(key, new AttributeValue.Real(new BigDecimal(value))));
    }
  }
}
