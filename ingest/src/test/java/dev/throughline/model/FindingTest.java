package dev.throughline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FindingTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final List<Finding.Evidence> EVIDENCE =
      List.of(new Finding.Evidence(new Source("erp"), new EventId("1")));

  @Test
  void finding_closedAtOfAnOpenOne_isRefused() {
    assertThatThrownBy(() -> finding(FindingState.TRIAGED, NOON, EVIDENCE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("closedAt must be given exactly when the finding is closed");
    assertThatThrownBy(() -> finding(FindingState.DONE, null, EVIDENCE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(finding(FindingState.RESOLVED, NOON, EVIDENCE).closedAt()).isEqualTo(NOON);
  }

  @Test
  void finding_withoutEvidence_isRefused() {
    assertThatThrownBy(() -> finding(FindingState.OPEN, null, List.of()))
        .hasMessage("a finding must name at least one event");
  }

  @Test
  void fact_numbersOfOneValue_areEqual() {
    assertThat(finding(FindingState.OPEN, null, EVIDENCE).fact("received"))
        .contains(new FactValue.Numeric(new BigDecimal("2.5")));
    assertThat(new FactValue.Numeric(new BigDecimal("100"))).hasToString("100");
    assertThat(new FactValue.Numeric(new BigDecimal("0.00"))).hasToString("0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Quantity-short", "quantity short", "-short", "short-", "a--b"})
  void findingType_otherForms_areRefused(String text) {
    assertThatThrownBy(() -> new FindingType(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void words_ofReasonsRolesAndTypes_readAsText() {
    assertThat(Reason.WRONG_SKU_OR_SITE_MAPPING.words()).isEqualTo("wrong SKU or site mapping");
    assertThat(Role.ACCOUNTS_PAYABLE_ANALYST.words()).isEqualTo("accounts payable analyst");
    assertThat(new FindingType("quantity-short").words()).isEqualTo("quantity short");
  }

  private static Finding finding(
      FindingState state, @Nullable Instant closedAt, List<Finding.Evidence> evidence) {
    return new Finding(
        new FindingId(1),
        new LogName("operations"),
        "procure-to-pay",
        new FindingType("quantity-short"),
        new CaseId("4500000001/10"),
        state,
        Money.ofMinor(100, Currency.getInstance("EUR")),
        Role.ACCOUNTS_PAYABLE_ANALYST,
        null,
        null,
        NOON,
        NOON,
        closedAt,
        new TreeMap<>(Map.of("received", new FactValue.Numeric(new BigDecimal("2.50")))),
        evidence,
        1);
  }
}
