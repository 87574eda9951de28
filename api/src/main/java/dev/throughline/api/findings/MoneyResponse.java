package dev.throughline.api.findings;

import dev.throughline.model.Money;

/**
 * Money.
 *
 * @param amount with the decimals of the currency, such as {@code 12.50}
 * @param currency ISO 4217
 */
public record MoneyResponse(String amount, String currency) {
  public static MoneyResponse from(Money money) {
    return new MoneyResponse(money.amount().toPlainString(), money.currency().getCurrencyCode());
  }
}
