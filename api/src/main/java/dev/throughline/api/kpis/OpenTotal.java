package dev.throughline.api.kpis;

import dev.throughline.model.Money;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Open exceptions together.
 *
 * @param amounts money at stake, one for each currency, by its code; empty without exceptions
 */
public record OpenTotal(long count, List<Money> amounts) {
  public static final OpenTotal NONE = new OpenTotal(0, List.of());

  public OpenTotal {
    amounts = List.copyOf(amounts);
  }

  /** All of them together. */
  public static OpenTotal sum(List<OpenTotal> totals) {
    Map<Currency, BigDecimal> sums = new LinkedHashMap<>();
    totals.stream()
        .flatMap(total -> total.amounts().stream())
        .forEach(money -> sums.merge(money.currency(), money.amount(), BigDecimal::add));
    return new OpenTotal(
        totals.stream().mapToLong(OpenTotal::count).sum(),
        sums.entrySet().stream()
            .map(sum -> new Money(sum.getValue(), sum.getKey()))
            .sorted(Comparator.comparing(money -> money.currency().getCurrencyCode()))
            .toList());
  }
}
