package dev.throughline.ingest.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.ingest.correlate.NearMiss.Comparison;
import dev.throughline.ingest.correlate.Orphan.Why;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The rules of procure-to-pay, one by one. The last event of each table is the one asked about. */
class CorrelatorTest {
  private static final String LINE_10 = "line 1/10, po 1, sku A, item a, supplier X, site N, qty 5";
  private static final String LINE_20 = "line 1/20, po 1, sku B, item b, supplier X, site N, qty 8";

  @Test
  void named_isInItsCaseWithFullConfidence() {
    assertThat(linksOfLast(LINE_10)).containsExactly("1/10 named 1.0 [purchase order line 1/10]");
  }

  @Test
  void purchaseOrderAndItem_uniqueLine_links() {
    assertThat(linksOfLast(LINE_10, LINE_20, "po 1, item b, dn D1, supplier X"))
        .containsExactly(
            "1/20 purchase order and supplier item 0.98 [purchase order 1, supplier item b]");
    assertThat(linksOfLast(LINE_10, LINE_20, "po 1, dn D1, sku A, gr G1, site N"))
        .containsExactly("1/10 purchase order and SKU 0.98 [SKU A, purchase order 1]");
  }

  @Test
  void deliveryNote_ofAnAnnouncedLine_linksAReceiptWithoutOrder() {
    assertThat(
            linksOfLast(
                LINE_10,
                LINE_20,
                "po 1, item a, dn D1",
                "po 1, item b, dn D1",
                "dn D1, sku B, gr G1, site N"))
        .containsExactly("1/20 delivery note and SKU 0.95 [SKU B, delivery note D1]");
  }

  @Test
  void goodsReceipt_followsItsReceiptAndItsPosting() {
    assertThat(linksOfLast(LINE_10, "po 1, dn D1, sku A, gr G1", "gr G1, sku A"))
        .containsExactly("1/10 goods receipt and SKU 0.97 [SKU A, goods receipt G1]");
    assertThat(linksOfLast(LINE_10, "line 1/10, gr G1, dn D1", "gr G1, site N, qty 5"))
        .containsExactly("1/10 goods receipt 0.97 [goods receipt G1]");
  }

  @Test
  void payment_ofAnInvoiceWithTwoLines_isInBothCases() {
    assertThat(
            linksOfLast(
                LINE_10,
                LINE_20,
                "line 1/10, inv X-7, supplier X",
                "line 1/20, inv X-7, supplier X",
                "inv X-7, pay P1, supplier X"))
        .containsExactly("1/10 invoice 0.97 [invoice X-7]", "1/20 invoice 0.97 [invoice X-7]");
  }

  @Test
  void payment_namedByItsNumberOnly_followsThePaidInvoices() {
    assertThat(linksOfLast(LINE_10, "line 1/10, inv X-7", "inv X-7, pay P1", "pay P1, supplier X"))
        .containsExactly("1/10 payment 0.95 [payment P1]");
  }

  @Test
  void eventThatNamesACase_isNeverInASecondOne() {
    assertThat(linksOfLast(LINE_10, LINE_20, "line 1/20, po 1, sku A, item a, gr G1"))
        .containsExactly("1/20 named 1.0 [purchase order line 1/20]");
  }

  @Test
  void sharedHubs_linkNothing() {
    Correlation found =
        correlate(LINE_10, "item a, supplier X, site N, qty 5", "sku A, supplier X, site N, qty 5");

    assertThat(found.links()).containsOnlyKeys(1L);
    assertThat(found.orphans()).as("an SKU alone may be of any process").containsOnlyKeys(2L);
  }

  @Test
  void ambiguousKey_linksNothingAndShowsBothCases() {
    Correlation found =
        correlate(
            LINE_10, "line 1/20, po 1, sku A, item a, qty 8", "po 1, sku A, gr G1, site N, qty 3");

    Orphan orphan = found.orphans().get(3L);
    assertThat(orphan.why()).isEqualTo(Why.AMBIGUOUS);
    assertThat(orphan.nearMisses().stream().map(CorrelatorTest::text))
        .containsExactly(
            "1/10 = purchase order 1 [1], SKU A [A] # quantity 3 [5]",
            "1/20 = purchase order 1 [1], SKU A [A] # quantity 3 [8]");
  }

  @Test
  void ambiguousItem_ofEqualQuantity_linksWeakly() {
    assertThat(
            linksOfLast(
                LINE_10, "line 1/20, po 1, sku A, item a, qty 8", "po 1, sku A, gr G1, qty 8"))
        .containsExactly("1/20 purchase order, SKU and quantity 0.75 [SKU A, purchase order 1]");
  }

  @Test
  void unknownDocument_isAnOrphanWithoutNearMisses() {
    Orphan orphan = correlate(LINE_10, "dn D9, sku A, gr G9, qty 5").orphans().get(2L);

    assertThat(orphan.why()).isEqualTo(Why.NOTHING_SHARED);
    assertThat(orphan.nearMisses()).isEmpty();
  }

  @Test
  void wrongSku_ofAnotherLine_isNoticedByTheDeliveryNote() {
    Correlation found =
        correlate(
            LINE_10,
            LINE_20,
            "po 1, item a, dn D1",
            "po 1, item b, dn D2",
            "po 1, dn D1, sku B, gr G1, qty 5");

    Orphan orphan = found.orphans().get(5L);
    assertThat(orphan.why()).isEqualTo(Why.TOO_LITTLE_AGREES);
    assertThat(orphan.nearMisses().stream().map(CorrelatorTest::text))
        .containsExactly(
            "1/10 = delivery note D1 [D1], purchase order 1 [1], quantity 5 [5] # SKU B [A]",
            "1/20 = purchase order 1 [1], SKU B [B] # delivery note D1 [], quantity 5 [8]");
  }

  @Test
  void wrongSku_ofAPostedReceipt_isLinkedWeaklyToThePostedLine() {
    assertThat(
            linksOfLast(
                LINE_10, LINE_20, "line 1/10, gr G1, dn D1", "po 1, dn D1, sku B, gr G1, qty 5"))
        .containsExactly("1/10 goods receipt of another SKU 0.8 [goods receipt G1]");
  }

  @Test
  void unknownSku_whereOneLineRemains_linksWeakly() {
    assertThat(linksOfLast(LINE_10, "po 1, sku Z, gr G1, qty 4"))
        .containsExactly("1/10 purchase order with one line 0.7 [purchase order 1]");
    assertThat(linksOfLast(LINE_10, LINE_20, "po 1, sku Z, gr G1, qty 8"))
        .containsExactly("1/20 purchase order and quantity 0.7 [purchase order 1]");
    assertThat(
            linksOfLast(
                LINE_10, LINE_20, "po 1, item b, dn D1", "po 1, dn D1, sku Z, gr G1, qty 7"))
        .containsExactly(
            "1/20 purchase order and delivery note 0.7 [delivery note D1, purchase order 1]");
  }

  @Test
  void weakLink_isNoEvidenceForAStrictOne() {
    assertThat(linksOfLast(LINE_10, "po 1, sku Z, gr G1, qty 4", "gr G1, sku Z"))
        .containsExactly("1/10 goods receipt, linked weakly 0.6 [goods receipt G1]");
  }

  @Test
  void lastEventFirst_changesNothing() {
    List<String> lines =
        List.of(LINE_10, LINE_20, "po 1, item b, dn D1", "dn D1, sku B, gr G1", "gr G1, sku B");
    List<Integer> reversed = new ArrayList<>(IntStream.range(0, lines.size()).boxed().toList());
    Collections.reverse(reversed);
    List<LinkEvent> events = LinkEvents.events(lines.toArray(String[]::new));

    assertThat(
            new Correlator(ProcureToPay.LINKS)
                .correlate(reversed.stream().map(events::get).toList()))
        .isEqualTo(new Correlator(ProcureToPay.LINKS).correlate(events));
  }

  @Test
  void placeholder_withTooManyEvents_linksNothing() {
    LinkRules rules = ProcureToPay.LINKS;
    LinkRules narrow = rules.withMaxEvents(2);

    assertThat(
            new Correlator(narrow).correlate(LinkEvents.events(LINE_10, "po 1, item a")).orphans())
        .isEmpty();
    assertThat(
            new Correlator(narrow)
                .correlate(LinkEvents.events(LINE_10, "po 1, item a", "po 1, sku A"))
                .orphans())
        .containsOnlyKeys(2L, 3L);
  }

  private static Correlation correlate(String... lines) {
    return new Correlator(ProcureToPay.LINKS).correlate(LinkEvents.events(lines));
  }

  private static List<String> linksOfLast(String... lines) {
    return correlate(lines).linksOf(lines.length).stream()
        .map(
            link ->
                "%s %s %s %s".formatted(link.caseId(), link.rule(), link.confidence(), link.keys()))
        .toList();
  }

  private static String text(NearMiss miss) {
    return "%s = %s # %s".formatted(miss.caseId(), text(miss.agrees()), text(miss.differs()));
  }

  private static String text(List<Comparison> comparisons) {
    return String.join(
        ", ",
        comparisons.stream().map(c -> c.what() + " " + c.ofEvent() + " " + c.ofCase()).toList());
  }
}
