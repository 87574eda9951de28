package dev.throughline.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/**
 * An exact amount in one currency, with as many decimals as the currency has (ISO 4217).
 *
 * @param amount may be negative; never a binary fraction
 */
public record Money(BigDecimal amount, Currency currency) {
  /**
   * @throws IllegalArgumentException when the amount has more decimals than the currency
   */
  public Money {
    int decimals = Math.max(0, currency.getDefaultFractionDigits());
    try {
      amount = amount.setScale(decimals, RoundingMode.UNNECESSARY);
    } catch (ArithmeticException tooFine) {
      throw new IllegalArgumentException(
          "amount must have at most %d decimals in %s, was %s"
              .formatted(decimals, currency, amount),
          tooFine);
    }
  }

  /** Rounds half to even to the decimals of the currency. */
  public static Money rounded(BigDecimal amount, Currency currency) {
    int decimals = Math.max(0, currency.getDefaultFractionDigits());
    return new Money(amount.setScale(decimals, RoundingMode.HALF_EVEN), currency);
  }

  /** Such as {@code ofMinor(1250, EUR)} for 12.50 EUR. */
  public static Money ofMinor(long minorUnits, Currency currency) {
    int decimals = Math.max(0, currency.getDefaultFractionDigits());
    return new Money(BigDecimal.valueOf(minorUnits, decimals), currency);
  }

  /**
   * The amount in the currency's smallest unit, such as cents.
   *
   * @throws ArithmeticException beyond 64 bits
   */
  public long minorUnits() {
    return amount.unscaledValue().longValueExact();
  }

  /** Such as {@code 12.50 EUR}. */
  @Override
  public String toString() {
    return amount.toPlainString() + " " + currency.getCurrencyCode();
  }
}
