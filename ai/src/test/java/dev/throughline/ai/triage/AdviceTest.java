package dev.throughline.ai.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throughline.model.EventId;
import dev.throughline.model.Finding;
import dev.throughline.model.Money;
import dev.throughline.model.Reason;
import dev.throughline.model.Source;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdviceTest {
  private static final List<Finding.Evidence> EVIDENCE =
      List.of(new Finding.Evidence(new Source("erp"), new EventId("1")));
  private static final ReasonProbability LIKELY = new ReasonProbability(Reason.OTHER, 0.6);
  private static final ReasonProbability LESS =
      new ReasonProbability(Reason.RECEIPT_NOT_POSTED, 0.4);

  @Test
  void advice_wrongValues_sayWhichRuleIsBroken() {
    assertThatThrownBy(() -> advice(List.of(), 0.5, 1, "act", EVIDENCE))
        .hasMessageContaining("at least one reason");
    assertThatThrownBy(() -> advice(List.of(LESS, LIKELY), 0.5, 1, "act", EVIDENCE))
        .hasMessageContaining("most likely reason must come first");
    assertThatThrownBy(() -> advice(List.of(LIKELY, LIKELY), 0.5, 1, "act", EVIDENCE))
        .hasMessageContaining("once");
    assertThatThrownBy(
            () ->
                advice(
                    List.of(LIKELY, new ReasonProbability(Reason.RECEIPT_NOT_POSTED, 0.5)),
                    0.5,
                    1,
                    "act",
                    EVIDENCE))
        .hasMessageContaining("sum to at most 1");
    assertThatThrownBy(() -> advice(List.of(LIKELY), Double.NaN, 1, "act", EVIDENCE))
        .hasMessage("risk must be in 0..1, was NaN");
    assertThatThrownBy(() -> advice(List.of(LIKELY), 0.5, 6, "act", EVIDENCE))
        .hasMessage("priority must be in 1..5, was 6");
    assertThatThrownBy(() -> advice(List.of(LIKELY), 0.5, 1, " ", EVIDENCE))
        .hasMessageContaining("action");
    assertThatThrownBy(() -> advice(List.of(LIKELY), 0.5, 1, "act", List.of()))
        .hasMessageContaining("cite at least one event");
    assertThatThrownBy(() -> new ReasonProbability(Reason.OTHER, 1.01))
        .hasMessage("probability must be in 0..1, was 1.01");
  }

  private static Advice advice(
      List<ReasonProbability> reasons,
      double risk,
      int priority,
      String action,
      List<Finding.Evidence> evidence) {
    return new Advice(reasons, risk, priority, action, List.of(), evidence, "test");
  }

  @ParameterizedTest
  @CsvSource({
    "20000, 0.5, 1",
    "19999, 0.5, 2",
    "1000, 1, 2",
    "999, 1, 3",
    "100, 1, 3",
    "99, 1, 4",
    "-20000, 0.5, 1",
    "50000, 0, 4",
    "0, 1, 5"
  })
  void priority_ofExpectedLoss_fallsInItsBand(String exposure, double risk, int priority) {
    Money money = new Money(new BigDecimal(exposure), Currency.getInstance("EUR"));

    assertThat(Priority.of(money, risk)).isEqualTo(priority);
  }

  @Test
  void risk_ofReasons_sumsThoseThatCostMoney() {
    assertThat(
            Risk.of(
                List.of(
                    new ReasonProbability(Reason.SUPPLIER_SHORT_SHIPPED, 0.5),
                    new ReasonProbability(Reason.RECEIPT_POSTED_LATE, 0.3),
                    new ReasonProbability(Reason.DUPLICATE_DOCUMENT, 0.25))))
        .isEqualTo(0.75);
  }
}
