package dev.throughline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Currency;
import org.junit.jupiter.api.Test;

class MoneyTest {
  private static final Currency EUR = Currency.getInstance("EUR");
  private static final Currency JPY = Currency.getInstance("JPY");

  @Test
  void money_amountsOfOneValue_areEqual() {
    assertThat(new Money(new BigDecimal("12.5"), EUR)).isEqualTo(Money.ofMinor(1250, EUR));
    assertThat(Money.ofMinor(1250, EUR)).hasToString("12.50 EUR");
    assertThat(Money.ofMinor(1250, JPY)).hasToString("1250 JPY");
    assertThat(new Money(new BigDecimal("-0.07"), EUR).minorUnits()).isEqualTo(-7);
  }

  @Test
  void money_moreDecimalsThanTheCurrency_isRefused() {
    assertThatThrownBy(() -> new Money(new BigDecimal("0.005"), EUR))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("amount must have at most 2 decimals in EUR, was 0.005");
  }

  @Test
  void rounded_halfACent_goesToTheEvenCent() {
    assertThat(Money.rounded(new BigDecimal("0.005"), EUR)).isEqualTo(Money.ofMinor(0, EUR));
    assertThat(Money.rounded(new BigDecimal("0.015"), EUR)).isEqualTo(Money.ofMinor(2, EUR));
  }
}
