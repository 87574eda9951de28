package dev.throughline.api.bench;

import dev.throughline.model.CaseId;
import dev.throughline.model.EventId;
import dev.throughline.model.FactValue;
import dev.throughline.model.Finding;
import dev.throughline.model.FindingId;
import dev.throughline.model.FindingState;
import dev.throughline.model.FindingType;
import dev.throughline.model.LogName;
import dev.throughline.model.Money;
import dev.throughline.model.Role;
import dev.throughline.model.Source;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Open findings with about as many facts as real ones have. Equal seeds give equal findings. */
final class SampleFindings {
  private static final Currency EUR = Currency.getInstance("EUR");
  private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");
  private static final List<String> TYPES =
      List.of(
          "quantity-short",
          "quantity-over",
          "price-variance",
          "duplicate-invoice",
          "receipt-not-posted",
          "invoice-before-receipt",
          "milestone-overdue");

  private final SplittableRandom random;

  private SampleFindings(long seed) {
    random = new SplittableRandom(seed);
  }

  static List<Finding> of(long seed, int count) {
    SampleFindings sample = new SampleFindings(seed);
    List<Finding> findings = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      findings.add(sample.next(number));
    }
    return findings;
  }

  private Finding next(int number) {
    Instant openedAt = START.plus(Duration.ofMinutes(7L * number));
    return new Finding(
        new FindingId(number),
        new LogName("bench"),
        "procure-to-pay",
        new FindingType(TYPES.get(random.nextInt(TYPES.size()))),
        new CaseId("45%08d/%d".formatted(number, 10 * (1 + random.nextInt(4)))),
        FindingState.OPEN,
        Money.ofMinor(random.nextLong(5_000_000), EUR),
        Role.ACCOUNTS_PAYABLE_ANALYST,
        "DC-North",
        "S-" + (1000 + random.nextInt(200)),
        openedAt,
        openedAt,
        null,
        facts(openedAt),
        List.of(
            new Finding.Evidence(new Source("erp.main"), new EventId("po-" + number)),
            new Finding.Evidence(new Source("wms.north"), new EventId("gr-" + number))),
        1);
  }

  private SortedMap<String, FactValue> facts(Instant openedAt) {
    SortedMap<String, FactValue> facts = new TreeMap<>();
    long ordered = 10 + random.nextLong(200);
    number(facts, "ordered_quantity", ordered);
    number(facts, "announced_quantity", ordered);
    number(facts, "received_quantity", Math.max(0, ordered - random.nextLong(30)));
    number(facts, "posted_quantity", ordered);
    number(facts, "invoiced_quantity", ordered);
    number(facts, "order_price", 5);
    number(facts, "invoice_price", 5 + random.nextLong(3));
    number(facts, "invoice_count", 1 + random.nextLong(2));
    number(facts, "receive_to_post_hours", random.nextLong(200));
    facts.put("order_unit", new FactValue.Text("EA"));
    facts.put("invoice_unit", new FactValue.Text("EA"));
    facts.put("currency", new FactValue.Text("EUR"));
    facts.put("requester", new FactValue.Text("u" + random.nextInt(40)));
    facts.put("damage_note", new FactValue.Text("pallet tipped in truck, boxes dented"));
    moment(facts, "ordered_at", openedAt.minus(Duration.ofDays(20)));
    moment(facts, "received_at", openedAt.minus(Duration.ofDays(3)));
    moment(facts, "posted_at", openedAt.minus(Duration.ofDays(2)));
    moment(facts, "invoice_received_at", openedAt.minus(Duration.ofDays(1)));
    return facts;
  }

  private static void number(SortedMap<String, FactValue> facts, String name, long value) {
    facts.put(name, new FactValue.Numeric(BigDecimal.valueOf(value)));
  }

  private static void moment(SortedMap<String, FactValue> facts, String name, Instant at) {
    facts.put(name, new FactValue.Moment(at));
  }
}
