package dev.throughline.mining.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.throughline.mining.finding.CaseFindings;
import dev.throughline.mining.finding.CaseState;
import dev.throughline.mining.finding.CaseState.Measure;
import dev.throughline.mining.finding.Discrepancy;
import dev.throughline.mining.pack.PackYaml;
import dev.throughline.mining.pack.ProcessPack;
import dev.throughline.model.FactValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each rule of the pack: what fires, what stays just within the tolerance, and what ends it. Every
 * case starts from an order over 100 EA at 2.50 EUR, released at hour 0, due at hour 72. All cases
 * are evaluated in one run.
 */
@ExtendWith(SparkEngineExtension.class)
class ProcureToPayTest {
  private static final ProcessPack PACK = PackYaml.procureToPay();
  private static final String EVERYTHING = "quantity=100 unit=EA ";
  private static final String BILL = EVERYTHING + "price=2.50 amount=250 currency=EUR ";

  private static Map<String, CaseState> states;

  @BeforeAll
  static void evaluate(SparkEngine engine) {
    CaseTable cases = new CaseTable();
    smooth(cases);
    quantities(cases);
    pricesAndUnits(cases);
    missing(cases);
    late(cases);
    hostile(cases);
    told(cases);
    states = cases.evaluate(engine, PACK);
  }

  private static CaseTable ordered(CaseTable cases, String name) {
    return cases
        .of(name)
        .at(
            0,
            "Purchase order released",
            EVERYTHING
                + "price=2.50 currency=EUR requester=ann deliveryDueAt=2026-03-05T09:00+01:00"
                + " @supplier=ACME @site=north @SKU=123 @purchase_order=4500000001 by=bob");
  }

  private static CaseTable received(CaseTable cases, String name, String quantity) {
    return ordered(cases, name)
        .at(50, "Goods received", "quantity=" + quantity + " unit=EA @goods_receipt=R1 by=carl")
        .at(60, "Receipt posted", "quantity=" + quantity + " unit=EA by=dora");
  }

  private static CaseTable billed(CaseTable cases, String bill) {
    return cases
        .at(70, "Invoice received", bill + " @invoice=ACME-1")
        .at(80, "Invoice entered", bill + " @invoice=ACME-1");
  }

  private static void smooth(CaseTable cases) {
    billed(received(cases, "smooth", "100"), BILL)
        .at(90, "Invoice matched", "@invoice=ACME-1")
        .at(100, "Payment approved", "amount=250 currency=EUR dueAt=2026-04-01T00:00:00Z by=erik")
        .at(200, "Paid", "amount=250 currency=EUR");
  }

  private static void quantities(CaseTable cases) {
    billed(received(cases, "billed short", "97"), BILL);
    billed(received(cases, "billed at tolerance", "98"), BILL);
    billed(received(cases, "settled", "97"), BILL).at(120, "Discrepancy resolved", "note=credit");
    received(cases, "delivery short", "90");
    received(cases, "over", "102.01");
    received(cases, "over at tolerance", "102");
    received(cases, "damaged", "100").at(55, "Damage recorded", "quantity=10 note=wet");
    received(cases, "damaged beside", "90").at(55, "Damage recorded", "quantity=10 note=wet");
  }

  private static void pricesAndUnits(CaseTable cases) {
    billed(received(cases, "dear", "100"), EVERYTHING + "price=2.56 amount=256 currency=EUR");
    billed(
        received(cases, "dear at tolerance", "100"),
        EVERYTHING + "price=2.55 amount=255 currency=EUR");
    billed(received(cases, "cheap", "100"), EVERYTHING + "price=2.40 amount=240 currency=EUR");
    billed(
        received(cases, "other currency", "100"), EVERYTHING + "price=9 amount=900 currency=PLN");
    ordered(cases, "units").at(50, "Goods received", "quantity=10 unit=CS");
    billed(received(cases, "twice", "100"), BILL)
        .at(100, "Invoice received", BILL + "@invoice=ACME-1A");
    billed(
            received(cases, "in two parts", "100"),
            "quantity=50 unit=EA price=2.50 amount=125 currency=EUR")
        .at(
            100,
            "Invoice received",
            "quantity=50 unit=EA price=2.50 amount=125 currency=EUR @invoice=ACME-2");
  }

  private static void missing(CaseTable cases) {
    billed(ordered(cases, "no receipt"), BILL);
    billed(ordered(cases, "receipt came late"), BILL).at(70 + 121, "Goods received", EVERYTHING);
    billed(ordered(cases, "receipt came"), BILL).at(70 + 23, "Goods received", EVERYTHING);
    billed(ordered(cases, "matched later"), BILL)
        .at(70 + 25, "Goods received", EVERYTHING)
        .at(70 + 30, "Invoice matched", "");
    received(cases, "no invoice", "100");
    received(cases, "not posted in part", "50").at(52, "Goods received", "quantity=50 unit=EA");
    ordered(cases, "not posted").at(50, "Goods received", EVERYTHING);
    ordered(cases, "posted late")
        .at(50, "Goods received", EVERYTHING)
        .at(74.5, "Receipt posted", EVERYTHING);
    ordered(cases, "posted in time")
        .at(50, "Goods received", EVERYTHING)
        .at(74, "Receipt posted", EVERYTHING);
  }

  private static void late(CaseTable cases) {
    ordered(cases, "nothing came");
    billed(received(cases, "approved late", "100"), BILL)
        .at(
            80 + 7 * 24 + 1,
            "Payment approved",
            "amount=250 currency=EUR dueAt=2026-03-20T00:00:00Z by=ann")
        .at(1_000, "Paid", "amount=250 currency=EUR");
  }

  /** What a person would look at to tell one cause from another. */
  private static void told(CaseTable cases) {
    ordered(cases, "told")
        .at(50, "Goods received", EVERYTHING + "@SKU=124 @purchase_order=4500000001")
        .at(51, "Quality hold", "@SKU=124")
        .at(58.5, "Quality released", "@SKU=124")
        .at(60, "Goods received", EVERYTHING + "@SKU=124")
        .at(70, "Receipt posted", EVERYTHING + "@SKU=123")
        .at(80, "Invoice blocked", "note=")
        .at(81, "Invoice blocked", "note=PO-price-looks-old")
        .at(82, "Invoice blocked", "note=again");
  }

  private static void hostile(CaseTable cases) {
    cases
        .of("hostile")
        .at(
            0,
            "Purchase order released",
            "quantity=1e30 unit=EA price=NaN currency=XXXX deliveryDueAt=soon")
        .at(1, "Goods received", "quantity=ten unit=EA")
        .at(2, "Invoice received", "quantity=0 unit=EA price=0 amount=0 @invoice=A");
  }

  private static CaseState state(String name) {
    return Objects.requireNonNull(states.get(name), name);
  }

  /**
   * Type, opened at hour, closed at hour (or 'open'), exposure; of all that is known at the hour.
   */
  private static String found(String name, double now) {
    CaseFindings findings = CaseFindings.of(PACK, state(name), CaseTable.hours(now));
    return findings.discrepancies().stream()
        .map(ProcureToPayTest::text)
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static String text(Discrepancy each) {
    return "%s %s..%s %s"
        .formatted(
            each.rule().name(),
            hour(each.openedAt()),
            each.closedAt() == null ? "open" : hour(each.closedAt()),
            each.exposure().amount().toPlainString());
  }

  private static String hour(Instant at) {
    double hours = Duration.between(CaseTable.START, at).toMillis() / 3_600_000.0;
    return hours == Math.rint(hours) ? Long.toString((long) hours) : Double.toString(hours);
  }

  @Test
  void smoothCase_findsNothing_andMeasuresEverything() {
    assertThat(found("smooth", 5_000)).isEmpty();
    assertThat(state("smooth").measures())
        .extracting(Measure::kpi, m -> hour(m.from()) + ".." + hour(m.to()), Measure::met)
        .containsExactly(
            tuple("receipt-to-match", "50..90", true),
            tuple("receipt-to-post", "50..60", true),
            tuple("invoice-match-rate", "80..90", true),
            tuple("invoice-approval-cycle-time", "80..100", true),
            tuple("payment-on-time", "100..200", true));
    assertThat(state("smooth").events()).isEmpty();
    assertThat(state("smooth").lastEventAt()).isEqualTo(CaseTable.hours(200));
  }

  @Test
  void facts_ofOneCase_areExact_andWhatIsNotKnownIsAbsent() {
    Map<String, String> facts = new TreeMap<>();
    state("smooth").facts().forEach((name, value) -> facts.put(name, value.toString()));

    assertThat(facts)
        .containsEntry("ordered_quantity", "100")
        .containsEntry("order_price", "2.5")
        .containsEntry("ordered_amount", "250")
        .containsEntry("delivery_due_at", "2026-03-05T08:00:00Z")
        .containsEntry("requester", "ann")
        .containsEntry("releaser", "bob")
        .containsEntry("receiver", "carl")
        .containsEntry("poster", "dora")
        .containsEntry("approver", "erik")
        .containsEntry("supplier", "ACME")
        .containsEntry("site", "north")
        .containsEntry("sku", "123")
        .containsEntry("purchase_order", "4500000001")
        .containsEntry("goods_receipt", "R1")
        .containsEntry("invoice", "ACME-1")
        .containsEntry("invoice_count", "1")
        .containsEntry("invoiced_amount", "250")
        .containsEntry("receive_to_post_hours", "10")
        .containsEntry("receive_to_match_hours", "40")
        .containsEntry("invoice_to_approval_hours", "20")
        .containsEntry("received_per_ordered", "1")
        .containsEntry("link_confidence", "1")
        .containsEntry("units_differ", "false")
        .doesNotContainKeys(
            "announced_quantity",
            "damaged_quantity",
            "damage_note",
            "blocked_at",
            "settled_at",
            "repeated_invoices",
            "invoice_before_receipt_hours");
  }

  @Test
  void facts_thatTellCausesApart_areTakenFromTheEventsThatShowThem() {
    Map<String, String> facts = new TreeMap<>();
    state("told").facts().forEach((name, value) -> facts.put(name, value.toString()));

    assertThat(facts)
        .containsEntry("block_note", "PO-price-looks-old")
        .containsEntry("received_sku", "124")
        .containsEntry("posted_sku", "123")
        .containsEntry("skus_differ", "true")
        .containsEntry("receipt_names_order", "false")
        .containsEntry("hold_hours", "7.5");
    assertThat(state("smooth").facts())
        .doesNotContainKeys("block_note", "hold_hours")
        .containsEntry("skus_differ", new FactValue.Flag(false));
  }

  @Test
  void openCase_isCountedAsOpen_notAsShort() {
    assertThat(state("not posted").measures())
        .containsExactly(
            new Measure("receipt-to-match", CaseTable.hours(50), null, null),
            new Measure("receipt-to-post", CaseTable.hours(50), null, null));
    assertThat(state("nothing came").measures()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          billed short       | 100  | quantity-short 70..open 7.50
          billed short       | 121  | quantity-short 70..open 7.50
          billed at tolerance | 247 |
          settled            | 130  | quantity-short 70..120 7.50
          delivery short     | 119  |
          delivery short     | 120  | delivery-short 120..open 25.00
          over               | 100  | quantity-over 50..open 5.02
          over at tolerance  | 100  |
          damaged            | 120  | delivery-short 120..open 25.00
          damaged beside     | 120  | delivery-short 120..open 25.00
          dear               | 100  | price-variance 70..open 6.00
          dear at tolerance  | 100  |
          cheap              | 100  | price-variance 70..open 10.00
          other currency     | 100  |
          units              | 60   | unit-of-measure-difference 50..open 225.00
          twice              | 99   |
          twice              | 110  | duplicate-invoice 100..open 250.00
          in two parts       | 110  |
          no receipt         | 119  |
          no receipt         | 200  | delivery-overdue 120..open 250.00, invoice-without-receipt 190..open 250.00
          receipt came late  | 192  | delivery-overdue 120..191 250.00, invoice-before-receipt 191..open 250.00, invoice-without-receipt 190..191 250.00
          receipt came       | 95   |
          matched later      | 101  | invoice-before-receipt 95..100 250.00
          no invoice         | 385  |
          no invoice         | 386  | receipt-without-invoice 386..open 250.00
          not posted in part | 75   |
          not posted in part | 76   | receipt-partly-posted 76..open 125.00
          not posted         | 73.9 |
          not posted         | 74   | receipt-not-posted 74..open 250.00
          posted late        | 74   | receipt-not-posted 74..74.5 250.00
          posted in time     | 100  |
          nothing came       | 119  |
          nothing came       | 120  | delivery-overdue 120..open 250.00
          approved late      | 247  |
          approved late      | 300  | approval-overdue 248..249 250.00, same-person-requested-and-approved 249..open 250.00
          approved late      | 5000 | payment-overdue 472..1000 250.00, same-person-requested-and-approved 249..open 250.00
          hostile            | 24   |
          hostile            | 25   | receipt-not-posted 25..open 0.00
          """)
  void rules_asOfAnHour_findWhatIsThere(String name, double hour, @Nullable String expected) {
    assertThat(found(name, hour)).isEqualTo(expected == null ? "" : expected);
  }

  @Test
  void nextDueAt_isWhenTheNextRuleComesTrueByItself() {
    assertThat(CaseFindings.of(PACK, state("no receipt"), CaseTable.hours(119)).nextDueAt())
        .isEqualTo(CaseTable.hours(120));
    assertThat(CaseFindings.of(PACK, state("no receipt"), CaseTable.hours(120)).nextDueAt())
        .isEqualTo(CaseTable.hours(190));
    assertThat(CaseFindings.of(PACK, state("smooth"), CaseTable.hours(0)).nextDueAt()).isNull();
  }

  @Test
  void evidence_isTheEventsThatTheRuleNames_inTheirOrder() {
    Discrepancy short97 =
        CaseFindings.of(PACK, state("billed short"), CaseTable.hours(100)).discrepancies().get(0);

    assertThat(short97.evidence()).hasSize(4);
    assertThat(
            state("billed short").events().stream()
                .filter(event -> short97.evidence().contains(event.evidence()))
                .map(event -> event.activity().value()))
        .containsExactly(
            "Purchase order released", "Goods received", "Invoice received", "Invoice entered");
  }

  @Test
  void valuesThatDoNotFit_areNotKnown_andStopNothing() {
    assertThat(state("hostile").facts())
        .doesNotContainKeys(
            "ordered_quantity", "order_price", "delivery_due_at", "received_quantity")
        .containsKeys("invoice_price", "invoiced_amount");
  }
}
