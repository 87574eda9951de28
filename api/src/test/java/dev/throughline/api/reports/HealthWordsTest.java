package dev.throughline.api.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.throughline.api.kpis.AgeBucket;
import dev.throughline.api.kpis.Ageing;
import dev.throughline.api.kpis.Ageing.OfAge;
import dev.throughline.api.kpis.Ageing.OfType;
import dev.throughline.api.kpis.DecisionCounts;
import dev.throughline.api.kpis.KpiFigure;
import dev.throughline.api.kpis.OpenTotal;
import dev.throughline.api.kpis.PackVersion;
import dev.throughline.api.kpis.Period;
import dev.throughline.api.kpis.ProcessKpis;
import dev.throughline.api.reports.HealthPage.AmountRow;
import dev.throughline.api.reports.HealthPage.Tile;
import dev.throughline.api.reports.ProcessHealth.DataQuality;
import dev.throughline.api.reports.ProcessHealth.Mined;
import dev.throughline.ingest.store.IntakeCount;
import dev.throughline.mining.engine.MiningQuery;
import dev.throughline.mining.engine.Origin;
import dev.throughline.mining.pack.Kpi;
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
  private static final LogName LOG = new LogName("operations");
  private static final PackVersion PACK =
      new PackVersion("procure-to-pay", "1.0", "9a8b7c6d5e4f" + "0".repeat(52));
  private static final Period MARCH =
      new Period(Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-04-01T00:00:00Z"));
  private static final DecisionCounts DECISIONS = new DecisionCounts(9, 7, 1, 6, 0, 1, 1);
  private static final DataQuality DATA =
      new DataQuality(new IntakeCount(1_010, 1_000, 7, 3), 992, 1_000);

  private static OpenTotal total(long count, String... amounts) {
    List<Money> money = new ArrayList<>();
    for (String amount : amounts) {
      String[] parts = amount.split(" ", 2);
      money.add(new Money(new BigDecimal(parts[1]), Currency.getInstance(parts[0])));
    }
    return new OpenTotal(count, money);
  }

  private static OfType type(String name, long count, String... amounts) {
    return new OfType(new FindingType(name), total(count, amounts), List.of());
  }

  private static KpiFigure kpi(long n, long met) {
    return new KpiFigure(
        new Kpi(
            "receipt-to-post",
            "Receipt to posting (inventory update latency)",
            Kpi.Measure.DURATION,
            "received_at",
            "posted_at",
            null,
            null,
            Duration.ofHours(24),
            new BigDecimal("0.95")),
        n,
        met,
        n == 0 ? null : Duration.ofMinutes(156),
        n == 0 ? null : Duration.ofHours(20),
        0,
        0);
  }

  private static ProcessKpis kpis(Period period, List<KpiFigure> figures) {
    return new ProcessKpis(LOG, "Procure to pay", PACK, period, period.to(), figures);
  }

  private static ProcessHealth health(List<KpiFigure> kpis, OpenTotal open, List<OfType> types) {
    return new ProcessHealth(
        kpis(MARCH, kpis),
        kpis(MARCH.before(), kpis.stream().map(kpi -> kpi(0, 0)).toList()),
        new Ageing(
            LOG, PACK, MARCH.to(), open, List.of(new OfAge(AgeBucket.UNDER_1_DAY, open)), types),
        OpenTotal.NONE,
        DECISIONS,
        new Mined(TimeStatistics.NONE, TimeStatistics.NONE, null, List.of()),
        DATA,
        Origin.stored(LOG, 1_000, new ObjectType("purchase order line"), Origin.NO_LINKS)
            .manifest(MiningQuery.ALL));
  }

  private static Tile firstTile(KpiFigure kpi) {
    return HealthWords.page(health(List.of(kpi), OpenTotal.NONE, List.of())).tiles().get(0);
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
    List<OfType> types =
        List.of(
            type("price-variance", 2, "EUR 700.00"),
            type("quantity-short", 1, "EUR 600.00", "SEK 70.00", "USD 8.00"),
            type("quantity-over", 1, "EUR 500.00"),
            type("duplicate-invoice", 1, "EUR 400.00"),
            type("milestone-overdue", 1, "EUR 300.00"),
            type("receipt-not-posted", 3, "EUR 1234.50"),
            type("invoice-before-receipt", 1, "USD 5.00"));
    HealthPage page =
        HealthWords.page(health(List.of(), total(10, "EUR 3734.50", "USD 5.00"), types));

    assertThat(page.discrepancies())
        .hasSize(5)
        .startsWith(
            new AmountRow("price variance", "2", "EUR 700.00"),
            new AmountRow("quantity short", "1", "EUR 600.00 + 2 currencies"));
    assertThat(page.tiles())
        .filteredOn(tile -> tile.title().equals("Money at stake"))
        .extracting(Tile::value, Tile::verdict)
        .containsExactly(tuple("EUR 3,734.50", "+ 1 currency · 10 exceptions open"));
    assertThat(page.otherDiscrepancies())
        .isEqualTo("and 2 other types: 4 exceptions, EUR 1,234.50 + USD 5.00");
    assertThat(page.headline())
        .isEqualTo("10 exceptions are open and put EUR 3,734.50 + USD 5.00 at stake.");
    assertThat(page.barsTitle()).isEqualTo("Count, to scale");
  }

  @Test
  void page_nothingOpen_saysSo() {
    HealthPage page = HealthWords.page(health(List.of(), OpenTotal.NONE, List.of()));

    assertThat(page.headline()).isEqualTo("No exception is open.");
    assertThat(page.ageing()).containsExactly(new AmountRow("less than 1 day", "0", "–"));
    assertThat(page.mapCaption()).isEqualTo("No case began in this period.");
    assertThat(page.map()).isEmpty();
  }

  @Test
  void page_data_addsUpAndSaysWhatIsLinked() {
    assertThat(HealthWords.page(health(List.of(), OpenTotal.NONE, List.of())).quality())
        .containsExactly(
            "Of 1,010 records 1,000 were accepted, 7 were duplicates and 3 are in quarantine.",
            "992 of 1,000 events belong to a case (99.2 %); 8 do not.");
  }

  @Test
  void page_period_isWrittenByItsFirstAndLastDay() {
    HealthPage page = HealthWords.page(health(List.of(), OpenTotal.NONE, List.of()));

    assertThat(page.period()).isEqualTo("1 March 2026 – 31 March 2026");
    assertThat(page.comparison()).isEqualTo("compared with 29 January 2026 – 28 February 2026");
  }
}
