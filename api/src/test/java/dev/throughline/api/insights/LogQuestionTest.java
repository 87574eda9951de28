package dev.throughline.api.insights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throughline.mining.trace.HandoffBy;
import dev.throughline.model.ThroughlineException;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.LinkedMultiValueMap;

class LogQuestionTest {
  @Test
  void of_everyParameter_isReadAndWrittenAgain() {
    LinkedMultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
    parameters.add("leadingType", "invoice");
    parameters.add("from", "2026-01-31");
    parameters.add("to", "2026-02-28T10:00:00+02:00");
    parameters.add("attribute.vendor", "B");
    parameters.add("attribute.vendor", "A");
    parameters.add("handoffs", "role");

    LogQuestion question = LogQuestion.of("orders", parameters, Set.of());

    assertThat(question.query().filter().from()).isEqualTo(Instant.parse("2026-01-31T00:00:00Z"));
    assertThat(question.query().filter().to()).isEqualTo(Instant.parse("2026-02-28T08:00:00Z"));
    assertThat(question.query().filter().attributes().get("vendor")).containsExactly("A", "B");
    assertThat(question.query().handoffBy()).isEqualTo(HandoffBy.ROLE);
    assertThat(LogQuestion.of("orders", question.toParameters(), Set.of())).isEqualTo(question);
  }

  @Test
  void of_emptyFieldsOfAForm_askForEverything() {
    LinkedMultiValueMap<String, String> form = new LinkedMultiValueMap<>();
    form.add("from", "");
    form.add("to", "");
    form.add("attribute.vendor", "");

    assertThat(LogQuestion.of("orders", form, Set.of()))
        .isEqualTo(LogQuestion.of("orders", new LinkedMultiValueMap<>(), Set.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "from     | 31/01/2026 | from must be a date (2026-01-31) or an instant (2026-01-31T08:00",
        "to       | 2026-02-30 | to must be a date",
        "handoffs | team       | handoffs must be system, role or resource, was 'team'",
        "form     | 2026-01-01 | there is no parameter 'form'"
      })
  void of_wrongParameter_isRefusedByName(String name, String value, String sentence) {
    LinkedMultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
    parameters.add(name, value);

    assertThatThrownBy(() -> LogQuestion.of("orders", parameters, Set.of()))
        .isInstanceOf(ThroughlineException.class)
        .hasMessageStartingWith(sentence);
  }
}
