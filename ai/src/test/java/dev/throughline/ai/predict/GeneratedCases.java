package dev.throughline.ai.predict;

import dev.throughline.ai.TestFindings;
import dev.throughline.model.FactValue;
import dev.throughline.model.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Resolved cases of a made-up retailer, one every hour. Each reason leaves traces that are
 * sometimes missing and sometimes those of another reason, so that no one can be right about all of
 * them.
 */
final class GeneratedCases {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final List<Reason> REASONS =
      List.of(
          Reason.SUPPLIER_SHORT_SHIPPED,
          Reason.DAMAGED_IN_TRANSIT,
          Reason.DAMAGED_IN_STORE_OR_WAREHOUSE,
          Reason.WRONG_UNIT_OF_MEASURE,
          Reason.WRONG_PRICE_ON_INVOICE,
          Reason.WRONG_PRICE_IN_PURCHASE_ORDER,
          Reason.RECEIPT_NOT_POSTED);

  private final SplittableRandom random;

  private GeneratedCases(long seed) {
    random = new SplittableRandom(seed);
  }

  static List<ResolvedCase> of(long seed, int count) {
    GeneratedCases generator = new GeneratedCases(seed);
    List<ResolvedCase> result = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      result.add(generator.next(i));
    }
    return result;
  }

  private ResolvedCase next(int number) {
    Reason reason = REASONS.get(random.nextInt(REASONS.size()));
    Instant at = START.plus(Duration.ofHours(number));
    SortedMap<String, FactValue> facts = new TreeMap<>();
    double ordered = 12 * (1 + random.nextInt(20));
    double price = 1 + random.nextInt(400) / 10.0;
    put(facts, "ordered_quantity", ordered, "order_price", price, "order_unit", "EA");
    put(facts, "received_at", at, "invoice_price", price, "received_quantity", ordered);
    String type = symptoms(reason, facts, ordered, price);
    if (random.nextInt(10) == 0) { // a trace that another reason leaves
      put(facts, "damaged_quantity", 1 + random.nextInt(5));
    }
    return new ResolvedCase(TestFindings.finding(number + 1L, type, at, facts), reason);
  }

  private String symptoms(
      Reason reason, SortedMap<String, FactValue> facts, double ordered, double price) {
    double lost = Math.max(1, Math.floor(ordered * (0.05 + random.nextDouble() / 4)));
    switch (reason) {
      case SUPPLIER_SHORT_SHIPPED -> {
        put(facts, "received_quantity", ordered - lost);
        if (random.nextInt(3) > 0) {
          put(facts, "announced_quantity", ordered - lost);
        }
        return "quantity-short";
      }
      case DAMAGED_IN_TRANSIT, DAMAGED_IN_STORE_OR_WAREHOUSE -> {
        put(facts, "received_quantity", ordered - lost, "announced_quantity", ordered);
        boolean isTransit = reason == Reason.DAMAGED_IN_TRANSIT ^ random.nextInt(8) == 0;
        if (random.nextInt(5) > 0) {
          put(facts, "damaged_quantity", lost);
          put(facts, "damage_note", isTransit ? "broken in truck" : "forklift hit the rack");
        }
        return "quantity-short";
      }
      case WRONG_UNIT_OF_MEASURE -> {
        put(facts, "received_quantity", ordered / 12);
        put(facts, "received_unit", random.nextBoolean() ? "CS" : "EA");
        return "quantity-short";
      }
      case RECEIPT_NOT_POSTED -> {
        return "invoice-without-receipt";
      }
      default -> {
        double factor = reason == Reason.WRONG_PRICE_ON_INVOICE ? 1.15 : 0.9;
        put(facts, "invoice_price", price * (factor + random.nextDouble() / 5));
        return "price-variance";
      }
    }
  }

  private static void put(SortedMap<String, FactValue> facts, Object... namesAndValues) {
    facts.putAll(TestFindings.facts(namesAndValues));
  }
}
