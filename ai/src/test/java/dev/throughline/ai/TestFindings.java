package dev.throughline.ai;

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
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Findings for tests, by their type and facts. */
public final class TestFindings {
  public static final Instant OPENED = Instant.parse("2026-03-02T08:30:00Z");

  /**
   * @param facts name and value in turn; numbers, texts and instants
   */
  public static Finding finding(String type, Object... facts) {
    return finding(1, type, OPENED, facts(facts));
  }

  public static Finding finding(
      long id, String type, Instant openedAt, SortedMap<String, FactValue> facts) {
    return new Finding(
        new FindingId(id),
        new LogName("operations"),
        "procure-to-pay",
        new FindingType(type),
        new CaseId("4500000123/10"),
        FindingState.OPEN,
        new Money(new BigDecimal("1250.50"), Currency.getInstance("EUR")),
        Role.ACCOUNTS_PAYABLE_ANALYST,
        "DC-North",
        "S-1017",
        openedAt,
        openedAt,
        null,
        facts,
        List.of(new Finding.Evidence(new Source("wms.north"), new EventId("gr-778"))),
        1);
  }

  public static SortedMap<String, FactValue> facts(Object... namesAndValues) {
    SortedMap<String, FactValue> facts = new TreeMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      facts.put((String) namesAndValues[i], value(namesAndValues[i + 1]));
    }
    return facts;
  }

  private static FactValue value(Object value) {
    if (value instanceof Number number) {
      return new FactValue.Numeric(new BigDecimal(number.toString()));
    }
    if (value instanceof Instant instant) {
      return new FactValue.Moment(instant);
    }
    return value instanceof Boolean flag
        ? new FactValue.Flag(flag)
        : new FactValue.Text(value.toString());
  }

  private TestFindings() {}
}
