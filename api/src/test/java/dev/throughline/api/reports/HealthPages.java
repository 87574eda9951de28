package dev.throughline.api.reports;

import dev.throughline.api.reports.HealthPage.AmountRow;
import dev.throughline.api.reports.HealthPage.Pair;
import dev.throughline.api.reports.HealthPage.Tile;
import dev.throughline.mining.map.svg.BarColumn;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A page filled by hand, with texts as long as they get. */
final class HealthPages {

  static HealthPage full(String map) {
    return new HealthPage(
        "Procure to pay",
        "1 March 2026 – 31 March 2026",
        "compared with 29 January 2026 – 28 February 2026",
        "312 exceptions are open and put EUR 1,234,567.89 at stake; 84 of them have waited longer than 14 days.",
        List.of(
            new Tile(
                "Receipt to match",
                "89.2 %",
                "Target 90 % missed",
                true,
                "within 72 h · median 38.2 h",
                "n = 12,034 · before 87.1 % (n = 11,802)"),
            new Tile(
                "Receipt to posting",
                "96.4 %",
                "Target 95 % met",
                false,
                "within 24 h · median 2.6 h",
                "n = 12,511 · before 95.9 % (n = 12,002)"),
            new Tile(
                "Invoice match rate, first pass",
                "84.0 %",
                "Target 90 % missed",
                true,
                "matched without a block",
                "n = 11,020 · before 84.4 % (n = 10,876)"),
            new Tile(
                "Invoice approval cycle time",
                "91.7 %",
                "Target 90 % met",
                false,
                "within 5 d · median 2.1 d",
                "n = 10,322 · before 90.2 % (n = 10,111)"),
            new Tile(
                "Payment on time",
                "95.0 %",
                "Target 95 % met",
                false,
                "paid by the due date",
                "n = 9,876 · before 93.0 % (n = 9,544)"),
            new Tile(
                "Money at stake",
                "EUR 1,234,567.89",
                "12.1 % more than before",
                false,
                "312 exceptions are open",
                "before EUR 1,101,000.00 (298 open)")),
        List.of(
            new AmountRow("price variance", "71", "EUR 512,345.10"),
            new AmountRow("quantity short", "88", "EUR 322,001.99"),
            new AmountRow("duplicate invoice", "12", "EUR 201,220.00"),
            new AmountRow("invoice without receipt", "40", "EUR 99,000.80"),
            new AmountRow("unit of measure difference", "9", "EUR 50,000.00")),
        "and 5 other types: 92 exceptions, EUR 50,000.00",
        List.of(
            new AmountRow("less than 1 day", "40", "EUR 100,000.00"),
            new AmountRow("1 to 3 days", "61", "EUR 210,000.00"),
            new AmountRow("3 to 7 days", "70", "EUR 320,567.89"),
            new AmountRow("7 to 14 days", "57", "EUR 204,000.00"),
            new AmountRow("14 to 30 days", "50", "EUR 250,000.00"),
            new AmountRow("more than 30 days", "34", "EUR 150,000.00")),
        "At stake, to scale",
        BarColumn.draw(
            "Money at stake by age",
            Stream.of("100000", "210000", "320567.89", "204000", "250000", "150000")
                .map(BigDecimal::new)
                .toList()),
        List.of(
            new Pair("Proposed", "120"),
            new Pair("Approved", "98"),
            new Pair("Rejected", "11"),
            new Pair("Carried out", "90"),
            new Pair("Could not be carried out", "2"),
            new Pair("Waiting for approval longer than allowed", "4")),
        List.of(
            new AmountRow("supplier.portal → erp.main", "2,894", "2.1 d"),
            new AmountRow("erp.main → wms.north", "2,739", "1.2 d"),
            new AmountRow("wms.north → supplier.portal", "2,175", "3.5 d")),
        map,
        "18 of 42 activities; 96.7 % of the events and 72.5 % of the steps. Numbers are cases' events.",
        List.of(
            "Of 101,234 records 100,001 were accepted, 1,033 were duplicates and 200 are in quarantine.",
            "99.2 % of the events are linked to a case; 803 are not."),
        List.of(
            new Pair("log", "operations, watermark 100,001"),
            new Pair("input", "3f2a9c0d41e8…"),
            new Pair("pack", "procure-to-pay 1.0 (9a8b7c6d5e4f…)"),
            new Pair("cases", "purchase order line; all sites and suppliers"),
            new Pair("as of", "2026-04-01T00:00:00Z (UTC)"),
            new Pair("software", "Throughline 0.1.0")));
  }

  /** The same with a title and a first discrepancy that somebody chose to do harm. */
  static HealthPage hostile(String text) {
    HealthPage page = full("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>");
    return new HealthPage(
        text,
        page.period(),
        page.comparison(),
        page.headline(),
        page.tiles(),
        List.of(new AmountRow(text, "1", "EUR 1.00")),
        page.otherDiscrepancies(),
        page.ageing(),
        page.barsTitle(),
        page.ageingBars(),
        page.decisions(),
        page.handoffs(),
        page.map(),
        page.mapCaption(),
        List.of(text),
        List.of(new Pair("log", text)));
  }

  /** Every text that a reader of the page should find on it. */
  static List<String> texts(HealthPage page) {
    List<String> texts = new ArrayList<>();
    texts.addAll(List.of(page.title(), page.period(), page.comparison(), page.headline()));
    page.tiles()
        .forEach(
            tile ->
                texts.addAll(
                    List.of(
                        tile.title(),
                        tile.value(),
                        tile.verdict(),
                        tile.detail(),
                        tile.population())));
    Stream.of(page.discrepancies(), page.ageing(), page.handoffs())
        .flatMap(List::stream)
        .forEach(row -> texts.addAll(List.of(row.label(), row.count(), row.amount())));
    texts.add(page.otherDiscrepancies());
    Stream.of(page.decisions(), page.provenance())
        .flatMap(List::stream)
        .forEach(pair -> texts.addAll(List.of(pair.name(), pair.value())));
    texts.add(page.mapCaption());
    texts.addAll(page.quality());
    return texts;
  }

  private HealthPages() {}
}
