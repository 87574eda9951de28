package dev.throughline.ai.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.ai.TestFindings;
import dev.throughline.ai.triage.Advice;
import dev.throughline.ai.triage.RuleTable;
import dev.throughline.ai.triage.TestPlaybook;
import dev.throughline.model.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateSummariserTest {
  private static final RuleTable RULES = new RuleTable(new TestPlaybook());

  @Test
  void summarise_shortReceipt_saysWhatPeopleAskFor() {
    Finding finding =
        TestFindings.finding(
            "quantity-short",
            "ordered_quantity",
            120,
            "received_quantity",
            96,
            "sku",
            "A-1",
            "requester",
            "Jo Li");

    Summary summary = new TemplateSummariser().summarise(finding, RULES.advise(finding));

    assertThat(summary.text())
        .isEqualTo(
            "Quantity short in case 4500000123/10, open since 2026-03-02 08:30 UTC: 1250.50 EUR at"
                + " stake. Supplier S-1017, site DC-North. Ordered quantity 120, received quantity"
                + " 96, requester \"Jo Li\". Most likely reason: supplier short shipped (70% by"
                + " rules).");
    assertThat(summary.by()).isEqualTo("template/1");
    assertThat(summary.outcome()).isEqualTo(Summary.Outcome.TEMPLATE);
  }

  /** The template keeps the rules that it holds a language model to. */
  @ParameterizedTest
  @ValueSource(
      strings = {
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
        "same-person-requested-and-approved"
      })
  void summarise_anyType_passesTheCheck(String type) {
    Finding finding =
        TestFindings.finding(type, "order_price", 2.125, "order_unit", "EA", "approver", "jo");
    Advice advice = RULES.advise(finding);

    String text = new TemplateSummariser().summarise(finding, advice).text();

    GroundingCheck check = new GroundingCheck(SummaryFacts.of(finding, advice).grounds());
    assertThat(check.objection(text)).as(text).isEmpty();
  }
}
