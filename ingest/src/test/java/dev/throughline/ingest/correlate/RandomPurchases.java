package dev.throughline.ingest.correlate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Seeded purchases whose documents chain orders together, with everything that goes wrong: absent
 * references, wrong SKUs, one delivery note or invoice for several orders, and events that make no
 * sense at all. Names come from small pools, so that they collide.
 */
public final class RandomPurchases {
  private final SplittableRandom random;
  private final List<String> events = new ArrayList<>();

  public RandomPurchases(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** Events numbered from 1 in a random order. */
  public List<LinkEvent> events(int orders) {
    for (int order = 1; order <= orders; order++) {
      int lines = 1 + random.nextInt(3);
      for (int line = 1; line <= lines; line++) {
        purchase(order, line);
      }
    }
    for (int i = 0; i < orders; i++) {
      events.add(nonsense());
    }
    Collections.shuffle(events, new Random(random.nextLong()));
    return LinkEvents.events(events.toArray(String[]::new));
  }

  private void purchase(int order, int line) {
    String sku = "sku S" + random.nextInt(5);
    String item = "item I" + random.nextInt(5);
    String quantity = "qty " + (1 + random.nextInt(4));
    String po = "po " + order;
    String named = "line " + order + "/" + line;
    int delivery = order / 2 * 2 + random.nextInt(2);
    String dn = "dn D" + delivery;
    String gr = "gr G" + (random.nextInt(4) > 0 ? order + "-" + line : "" + order);
    String inv = "inv V" + (order / 3 * 3 + random.nextInt(2));
    String pay = "pay P" + order / 4;
    add(named, po, sku, item, quantity);
    add(often(po), item, dn, quantity);
    add(often(po), often(dn), wrong(sku), gr, quantity);
    add(rarely(sku), gr);
    add(random.nextInt(3) > 0 ? named : po, often(gr), rarely(dn), rarely(sku));
    add(often(po), wrong(item), inv, rarely(dn), quantity);
    add(often(named), inv);
    add(inv);
    add(often(inv), pay);
  }

  private String nonsense() {
    List<String> objects = new ArrayList<>();
    for (String prefix : List.of("line 1/", "po ", "dn D", "gr G", "inv V", "pay P", "sku S")) {
      if (random.nextInt(3) == 0) {
        objects.add(prefix + (1 + random.nextInt(6)));
      }
    }
    return objects.isEmpty() ? "sku S1, site X" : String.join(", ", objects);
  }

  private void add(String... objects) {
    if (random.nextInt(8) > 0) {
      List<String> present = new ArrayList<>(List.of(objects));
      present.removeIf(String::isEmpty);
      events.add(present.isEmpty() ? "site X" : String.join(", ", present));
    }
  }

  private String often(String object) {
    return random.nextInt(5) > 0 ? object : "";
  }

  private String rarely(String object) {
    return random.nextInt(3) == 0 ? object : "";
  }

  private String wrong(String object) {
    return random.nextInt(6) > 0 ? object : object.substring(0, object.length() - 1) + "9";
  }
}
