package dev.throughline.ai.triage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.ai.TestFindings;
import dev.throughline.model.FindingType;
import dev.throughline.model.Reason;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RuleTableTest {
  private static final RuleTable RULES = new RuleTable(new TestPlaybook());
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private static Stream<Arguments> cases() {
    return Stream.of(
        row("duplicate-invoice", Reason.DUPLICATE_DOCUMENT, "invoice_count", 2),
        row("unit-of-measure-difference", Reason.WRONG_UNIT_OF_MEASURE, "order_unit", "EA"),
        row(
            "quantity-short",
            Reason.WRONG_UNIT_OF_MEASURE,
            "ordered_quantity",
            120,
            "received_quantity",
            10,
            "order_unit",
            "EA",
            "received_unit",
            "CS"),
        row(
            "quantity-short",
            Reason.DAMAGED_IN_STORE_OR_WAREHOUSE,
            "ordered_quantity",
            100,
            "received_quantity",
            93,
            "damaged_quantity",
            7,
            "damage_note",
            "Dropped by FORKLIFT"),
        row(
            "quantity-short",
            Reason.DAMAGED_IN_TRANSIT,
            "ordered_quantity",
            100,
            "received_quantity",
            93,
            "damaged_quantity",
            7),
        row(
            "quantity-short",
            Reason.SUPPLIER_SHORT_SHIPPED,
            "ordered_quantity",
            100,
            "announced_quantity",
            90,
            "received_quantity",
            90),
        row("quantity-short", Reason.WRONG_SKU_OR_SITE_MAPPING, "orphan_candidates", 1),
        row(
            "quantity-over",
            Reason.SUPPLIER_OVER_SHIPPED,
            "ordered_quantity",
            100,
            "received_quantity",
            110),
        row(
            "price-variance",
            Reason.WRONG_UNIT_OF_MEASURE,
            "order_price",
            2,
            "invoice_price",
            24,
            "ordered_quantity",
            120,
            "invoiced_quantity",
            10),
        row(
            "price-variance",
            Reason.WRONG_PRICE_ON_INVOICE,
            "order_price",
            2,
            "invoice_price",
            2.3),
        row("invoice-without-receipt", Reason.RECEIPT_NOT_POSTED, "received_at", NOON),
        row("invoice-without-receipt", Reason.INVOICE_ENTERED_BEFORE_DELIVERY),
        row("invoice-before-receipt", Reason.INVOICE_ENTERED_BEFORE_DELIVERY),
        row("invoice-before-receipt", Reason.RECEIPT_POSTED_LATE, "receive_to_post_hours", 90),
        row("receipt-without-invoice", Reason.TIMING_OR_PERIOD_CUT_OFF),
        row("receipt-not-posted", Reason.RECEIPT_NOT_POSTED, "received_at", NOON),
        row(
            "receipt-not-posted",
            Reason.RECEIPT_POSTED_LATE,
            "received_at",
            NOON,
            "posted_at",
            NOON),
        row("milestone-overdue", Reason.APPROVAL_BOTTLENECK, "matched_at", NOON),
        row("same-person-requested-and-approved", Reason.SUSPECTED_FRAUD),
        row("something-new", Reason.OTHER));
  }

  private static Arguments row(String type, Reason reason, Object... facts) {
    return Arguments.of(type, List.of(facts), reason);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void advise_handMadeCase_givesTheReasonOfTheTable(
      String type, List<Object> facts, Reason reason) {
    Advice advice = RULES.advise(TestFindings.finding(type, facts.toArray()));

    assertThat(advice.reason()).isEqualTo(reason);
    assertThat(advice.advisedBy()).isEqualTo("rules/1");
    assertThat(advice.action()).isEqualTo(new TestPlaybook().action(new FindingType(type), reason));
    assertThat(advice.influences()).hasSize(1);
  }

  @Test
  void advise_shortShipment_spreadsTheRestOverWhatTheTypeKnows() {
    Advice advice =
        RULES.advise(
            TestFindings.finding(
                "quantity-short", "ordered_quantity", 100, "received_quantity", 90));

    assertThat(advice.probability()).isEqualTo(0.7);
    assertThat(advice.reasons()).hasSize(6);
    assertThat(advice.risk()).isBetween(0.87, 0.89); // all but mapping and other cost money
    assertThat(advice.priority()).isEqualTo(2); // 1250.50 at stake
    assertThat(advice.evidence()).hasSize(1);
  }
}
