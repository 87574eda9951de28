package dev.throughline.ingest.correlate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events of tests, written shortly: {@code "line 1/10, po 1, sku A, qty 5"}. */
public final class LinkEvents {
  private static final Map<String, String> TYPES =
      Map.of(
          "line", "purchase order line",
          "po", "purchase order",
          "dn", "delivery note",
          "gr", "goods receipt",
          "inv", "invoice",
          "pay", "payment",
          "sku", "SKU",
          "item", "supplier item",
          "supplier", "supplier",
          "site", "site");

  /** Events numbered from 1. */
  static List<LinkEvent> events(String... lines) {
    List<LinkEvent> events = new ArrayList<>();
    for (String line : lines) {
      events.add(event(events.size() + 1L, line));
    }
    return events;
  }

  public static LinkEvent event(long number, String line) {
    List<ObjectKey> objects = new ArrayList<>();
    @Nullable BigDecimal quantity = null;
    for (String part : line.split(", ")) {
      String[] words = part.split(" ", 2);
      if (words[0].equals("qty")) {
        quantity = new BigDecimal(words[1]);
      } else {
        objects.add(ObjectKey.of(TYPES.get(words[0]), words[1]));
      }
    }
    return new LinkEvent(number, objects, quantity);
  }

  private LinkEvents() {}
}
