package dev.throughline.mining.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.throughline.model.FindingType;
import dev.throughline.model.Reason;
import dev.throughline.model.Role;
import dev.throughline.model.ThroughlineException;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackYamlTest {
  private static final String SMALL =
      """
      pack: small
      version: "3"
      title: Small
      leadingObject: order
      currency: EUR
      parameters:
        tolerance: {number: 0.02}
        grace: {time: PT36H}
      attributes:
        amount: {key: amount, as: number}
      milestones:
        paid: {activity: "It's paid", event: last}
      caseFacts:
        total: {as: number, expression: sum(amount)}
      kpis:
        paid-at-all:
          title: Paid at all
          measure: share
          to: paid_at
          met: total > 0
          target: 1
      findings:
        late-order:
          type: milestone-overdue
          when: paid_at IS NULL
          openedAt: paid_at + grace
          exposure: total
          owner: finance controller
          evidence: [It's paid]
          playbook:
            approval bottleneck: Remind the approver.
          otherwise: Look.
      """;

  @Test
  void read_small_isTakenWhole() {
    ProcessPack pack = PackYaml.read(SMALL, "small.yaml");

    assertThat(pack.parameters())
        .containsEntry("tolerance", new Parameter.Numeric(new BigDecimal("0.02")))
        .containsEntry("grace", new Parameter.Span(Duration.ofHours(36)));
    assertThat(pack.facts())
        .extracting(Fact::name, Fact::type, Fact::expression)
        .containsExactly(
            tuple("paid_at", FactType.MOMENT, "max(at) FILTER (WHERE activity = 'It\\'s paid')"),
            tuple("total", FactType.NUMBER, "sum(amount)"));
    FindingRule rule = pack.rule("late-order").orElseThrow();
    assertThat(rule.owner()).isEqualTo(Role.FINANCE_CONTROLLER);
    assertThat(pack.action(new FindingType("milestone-overdue"), Reason.APPROVAL_BOTTLENECK))
        .contains("Remind the approver.");
    assertThat(pack.action(new FindingType("milestone-overdue"), Reason.OTHER)).contains("Look.");
    assertThat(pack.action(new FindingType("unknown"), Reason.OTHER)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          version: "3"         | verzion: "3"          | small.yaml:1: the key 'version' is missing
          title: Small         | title: [a]            | small.yaml:3: title: one text is wanted here
          currency: EUR        | currency: EURO        | small.yaml:5: currency: 'EURO' is not allowed here
          number: 0.02         | number: a             | small.yaml:7: parameters.tolerance.number: 'a' is not allowed here
          time: PT36H          | time: PT36H, number: 1 | small.yaml:8: parameters.grace: a parameter has either 'number' or 'time'
          as: number}          | as: decimal}          | small.yaml:10: attributes.amount.as: 'decimal' is not allowed here: types are number, text, moment and flag
          event: last          | event: third          | small.yaml:12: milestones.paid.event: 'third' is not allowed here: an event is 'first' or 'last'
          total: {as           | paid_at: {as          | the name 'paid_at' is used twice
          total: {as           | discrepancy_gone_at: {as | the name 'discrepancy_gone_at' is the service's own
          total: {as           | Total: {as            | the name of a fact must look like 'two_words', was 'Total'
          measure: share       | measure: duration     | small.yaml:17: kpis.paid-at-all: a duration must have 'from' and 'within' and no 'met', in paid-at-all
          target: 1            | target: 2             | small.yaml:17: kpis.paid-at-all: target must be in 0..1, was 2
          target: 1            | aim: 1                | kpis.paid-at-all: the key 'target' is missing
          owner: finance controller | owner: boss       | 'boss' is not allowed here: there is no role 'boss'
          approval bottleneck: | being lazy:           | there is no reason 'being lazy'
          evidence: [It's paid] | evidence: []         | rule 'late-order' must name activities as evidence
          otherwise: Look.     | else: Look.           | the key 'otherwise' is missing
          when: paid_at IS NULL | when: a              | findings.late-order.since: there is no such key
          """)
  void read_wrong_saysWhereAndWhat(String right, String wrong, String message) {
    String yaml =
        message.contains("since")
            ? SMALL.replace("openedAt:", "since: 1\n    openedAt:")
            : SMALL.replace(right, wrong);

    assertThat(yaml).isNotEqualTo(SMALL);
    assertThatThrownBy(() -> PackYaml.read(yaml, "small.yaml"))
        .isInstanceOf(ThroughlineException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          ~~       | pack.yaml: the file is empty
          ~[~      | this is no YAML
          - a      | keys with values are wanted here
          ~pack:~  | a value is missing
          """)
  void read_noPack_isRefused(String yaml, String message) {
    assertThatThrownBy(() -> PackYaml.read(yaml, "pack.yaml"))
        .isInstanceOf(ThroughlineException.class)
        .hasMessageContaining(message);
  }

  @Test
  void procureToPay_knowsTheTypesThatTheServicePromises() {
    ProcessPack pack = PackYaml.procureToPay();

    assertThat(pack.name()).isEqualTo("procure-to-pay");
    assertThat(pack.hash()).hasSize(64);
    assertThat(pack.rules())
        .extracting(rule -> rule.type().value())
        .contains(
            "quantity-short",
            "quantity-over",
            "price-variance",
            "unit-of-measure-difference",
            "invoice-without-receipt",
            "receipt-without-invoice",
            "invoice-before-receipt",
            "duplicate-invoice",
            "receipt-not-posted",
            "milestone-overdue",
            "same-person-requested-and-approved");
  }
}
