package dev.throughline.api.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.api.reports.HealthPage.AmountRow;
import dev.throughline.api.reports.HealthPage.Tile;
import dev.throughline.api.reports.ProcessHealth.AgeTotal;
import dev.throughline.api.reports.ProcessHealth.DataQuality;
import dev.throughline.api.reports.ProcessHealth.DecisionCounts;
import dev.throughline.api.reports.ProcessHealth.KpiFigure;
import dev.throughline.api.reports.ProcessHealth.Measured;
import dev.throughline.api.reports.ProcessHealth.Mined;
import dev.throughline.api.reports.ProcessHealth.Provenance;
import dev.throughline.api.reports.ProcessHealth.Total;
import dev.throughline.api.reports.ProcessHealth.TypeTotal;
import dev.throughline.ingest.store.IntakeCount;
import dev.throughline.mining.engine.MiningQuery;
import dev.throughline.mining.engine.Origin;
import dev.throughline.mining.performance.TimeStatistics;
import dev.throughline.model.FindingType;
import dev.throughline.model.LogName;
import dev.throughline.model.Money;
import dev.throughline.model.ObjectType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthWordsTest {
  private static final ReportPeriod MARCH =
      new ReportPeriod(
          Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-04-01T00:00:00Z"));
  private static final DecisionCounts DECISIONS = new DecisionCounts(9, 7, 1, 6, 0, 1, 1);
  private static final DataQuality DATA =
      new DataQuality(new IntakeCount(1_010, 1_000, 7, 3), 992, 1_000);

  private static Total total(long count, String... amounts) {
    List<Money> money = new ArrayList<>();
    for (String amount : amounts) {
      String[] parts = amount.split(" ", 2);
      money.add(new Money(new BigDecimal(parts[1]), Currency.getInstance(parts[0])));
    }
    return new Total(count, money);
  }

  private static TypeTotal type(String name, long count, String amount) {
    return new TypeTotal(new FindingType(name), total(count, amount));
  }

  private static KpiFigure kpi(long n, long met) {
    return new KpiFigure(
        "receipt-to-post",
        "Receipt to posting (inventory update latency)",
        Duration.ofHours(24),
        new BigDecimal("0.95"),
        new Measured(n, met, n == 0 ? null : Duration.ofMinutes(156)),
        new Measured(0, 0, null));
  }

  private static ProcessHealth health(List<KpiFigure> kpis, Total open, List<TypeTotal> types) {
    return new ProcessHealth(
        "Procure to pay",
        MARCH,
        MARCH.to(),
        kpis,
        open,
        Total.NONE,
        types,
        List.of(new AgeTotal("less than 1 day", open)),
        DECISIONS,
        new Mined(TimeStatistics.NONE, TimeStatistics.NONE, null, List.of()),
        DATA,
        new Provenance(
            "procure-to-pay",
            Origin.stored(
                    new LogName("operations"),
                    1_000,
                    new ObjectType("purchase order line"),
                    Origin.NO_LINKS)
                .manifest(MiningQuery.ALL)));
  }

  private static Tile firstTile(KpiFigure kpi) {
    return HealthWords.page(health(List.of(kpi), Total.NONE, List.of())).tiles().get(0);
  }

  @Test
  void page_kpi_saysValueTargetPopulationAndThePeriodBefore() {
    assertThat(firstTile(kpi(2_000, 1_928)))
        .isEqualTo(
            new Tile(
                "Receipt to posting",
                "96.4 %",
                "Target 95 % met",
                false,
                "within 1 d · median 2.6 h",
                "n = 2,000 · before – (n = 0)"));
  }

  /** 94.97 % is not 95 %, whatever it would round to. */
  @Test
  void page_kpiJustBelowItsTarget_isMissedAndNotRoundedUp() {
    assertThat(firstTile(kpi(10_000, 9_499)))
        .extracting(Tile::value, Tile::verdict, Tile::isMissed)
        .containsExactly("94.9 %", "Target 95 % missed", true);
    assertThat(firstTile(kpi(10_000, 9_500)))
        .extracting(Tile::value, Tile::verdict, Tile::isMissed)
        .containsExactly("95.0 %", "Target 95 % met", false);
  }

  @Test
  void page_nothingMeasured_claimsNothing() {
    assertThat(firstTile(kpi(0, 0)))
        .extracting(Tile::value, Tile::verdict, Tile::isMissed, Tile::detail)
        .containsExactly("–", "Target 95 %, nothing measured", false, "within 1 d");
  }

  @Test
  void page_manyTypes_showsTheLargestAndSumsUpTheOthers() {
    List<TypeTotal> types =
        List.of(
            type("price-variance", 2, "EUR 700.00"),
            type("quantity-short", 1, "EUR 600.00"),
            type("quantity-over", 1, "EUR 500.00"),
            type("duplicate-invoice", 1, "EUR 400.00"),
            type("milestone-overdue", 1, "EUR 300.00"),
            type("receipt-not-posted", 3, "EUR 1234.50"),
            type("invoice-before-receipt", 1, "USD 5.00"));
    HealthPage page =
        HealthWords.page(health(List.of(), total(10, "EUR 3734.50", "USD 5.00"), types));

    assertThat(page.discrepancies())
        .hasSize(5)
        .startsWith(new AmountRow("price variance", "2", "EUR 700.00"));
    assertThat(page.otherDiscrepancies())
        .isEqualTo("and 2 other types: 4 exceptions, EUR 1,234.50 + USD 5.00");
    assertThat(page.headline())
        .isEqualTo("10 exceptions are open and put EUR 3,734.50 + USD 5.00 at stake.");
    assertThat(page.barsTitle()).isEqualTo("Count, to scale");
  }

  @Test
  void page_nothingOpen_saysSo() {
    HealthPage page = HealthWords.page(health(List.of(), Total.NONE, List.of()));

    assertThat(page.headline()).isEqualTo("No exception is open.");
    assertThat(page.ageing()).containsExactly(new AmountRow("less than 1 day", "0", "–"));
    assertThat(page.mapCaption()).isEqualTo("No case began in this period.");
    assertThat(page.map()).isEmpty();
  }

  @Test
  void page_data_addsUpAndSaysWhatIsLinked() {
    assertThat(HealthWords.page(health(List.of(), Total.NONE, List.of())).quality())
        .containsExactly(
            "Of 1,010 records 1,000 were accepted, 7 were duplicates and 3 are in quarantine.",
            "992 of 1,000 events belong to a case (99.2 %); 8 do not.");
  }

  @Test
  void page_period_isWrittenByItsFirstAndLastDay() {
    HealthPage page = HealthWords.page(health(List.of(), Total.NONE, List.of()));

    assertThat(page.period()).isEqualTo("1 March 2026 – 31 March 2026");
    assertThat(page.comparison()).isEqualTo("compared with 29 January 2026 – 28 February 2026");
  }
}
