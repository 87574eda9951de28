package dev.throughline.api.reports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throughline.api.database.TestDatabase;
import dev.throughline.api.findings.StoredFindings;
import dev.throughline.api.insights.StoreTraceLogs;
import dev.throughline.api.kpis.PeriodQuestion;
import dev.throughline.api.kpis.StoredMeasures;
import dev.throughline.api.kpis.StoredMeasures.Measure;
import dev.throughline.api.store.Connections;
import dev.throughline.ingest.store.EventStore;
import dev.throughline.mining.pack.PackYaml;
import dev.throughline.model.FindingId;
import dev.throughline.model.FindingState;
import dev.throughline.model.ThroughlineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.util.HtmlUtils;

/** The whole report over a real database; every expected figure was counted by hand. */
class HealthReportsTest {
  private static final PeriodQuestion MARCH = PeriodQuestion.of("2026-03-01", "2026-04-01");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-04-10T00:00:00Z"), ZoneOffset.UTC);

  private static TestDatabase database;
  private static HealthReports reports;

  @BeforeAll
  static void open() {
    database = TestDatabase.create();
    StoredFindings findings = new StoredFindings(database, OperationsFixture.LOG.value());
    findings.open("quantity-short", "1/10", 12_50, Instant.parse("2026-03-31T12:00:00Z"));
    FindingId price =
        findings.open("price-variance", "2/10", 1_234_00, Instant.parse("2026-03-10T00:00:00Z"));
    findings.change(
        price, 2, Instant.parse("2026-03-20T00:00:00Z"), FindingState.PROPOSED, 1_234_00);
    FindingId late =
        findings.open("receipt-not-posted", "3/10", 3_00, Instant.parse("2026-02-20T00:00:00Z"));
    findings.change(late, 2, Instant.parse("2026-03-02T00:00:00Z"), FindingState.PROPOSED, 3_00);
    findings.change(late, 3, Instant.parse("2026-03-03T00:00:00Z"), FindingState.APPROVED, 3_00);
    findings.change(late, 4, Instant.parse("2026-03-04T00:00:00Z"), FindingState.DONE, 3_00);
    StoredMeasures.store(
        database,
        OperationsFixture.LOG.value(),
        List.of(
            posting("1/10", "2026-03-05T08:00:00Z", "2026-03-05T10:00:00Z", true),
            posting("2/10", "2026-03-06T08:00:00Z", "2026-03-06T18:00:00Z", true),
            posting("3/10", "2026-03-07T08:00:00Z", "", false),
            posting("4/10", "2026-02-03T08:00:00Z", "2026-02-05T08:00:00Z", false)));
    EventStore events = OperationsFixture.threeReceipts().store(database);
    reports =
        HealthReports.standalone(
            new Connections(database.connections()), events, new StoreTraceLogs(events), CLOCK);
  }

  private static Measure posting(String line, String from, String to, boolean met) {
    return Measure.of("receipt-to-post", line, from, to, met);
  }

  @AfterAll
  static void close() {
    reports.close();
    database.close();
  }

  private static String words(byte[] html) {
    String text = new String(html, UTF_8).replaceAll("(?s)<style.*?</style>|<[^>]*>", " ");
    return HtmlUtils.htmlUnescape(text).replaceAll("\\s+", " ");
  }

  private static String html(PeriodQuestion request) {
    return words(Objects.requireNonNull(reports.html(request).block()));
  }

  private static String pdf(PeriodQuestion request) throws IOException {
    byte[] file = Objects.requireNonNull(reports.pdf(request).block());
    Files.createDirectories(Path.of("target", "reports"));
    Files.write(Path.of("target", "reports", "march.pdf"), file);
    try (PDDocument document = Loader.loadPDF(file)) {
      assertThat(document.getNumberOfPages()).isEqualTo(1);
      return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
    }
  }

  @Test
  void html_march_saysWhatWasCountedByHand() {
    assertThat(html(MARCH))
        .contains("1 March 2026 – 31 March 2026")
        .contains("2 exceptions are open and put EUR 1,246.50 at stake.")
        .contains("Receipt to posting 100 % Target 95 % met within 1 d · median 6.0 h")
        .contains("n = 2 · before 0.0 % (n = 1)")
        .contains("Payment on time – Target 95 %, nothing measured")
        .contains("price variance 1 EUR 1,234.00", "quantity short 1 EUR 12.50")
        .contains("less than 1 day 1 EUR 12.50", "14 to 30 days 1 EUR 1,234.00")
        .contains("more than 30 days 0 –")
        .contains("Proposed 2 Approved 1 Rejected 0 Carried out 1 Could not be carried out 0")
        .contains("Waiting for a decision, 1 of it longer than 3 days 1")
        .contains("when the period began: EUR 3.00", "1 exception open then")
        .contains("erp.main → wms.north 3 4.0 d", "wms.north → erp.main 2 6.0 h")
        .contains("Of 10 records 8 were accepted, 1 were duplicates and 1 are in quarantine.")
        .contains("8 of 8 events belong to a case (100 %); 0 do not.")
        .contains("pack procure-to-pay 1 (" + PackYaml.procureToPay().hash().substring(0, 12))
        .contains("as of 2026-04-01T00:00:00Z");
  }

  @Test
  void pdf_march_saysTheSame() throws IOException {
    assertThat(pdf(MARCH))
        .contains("2 exceptions are open and put EUR 1,246.50 at stake.")
        .contains("Receipt to posting 100 % Target 95 % met within 1 d · median 6.0 h")
        .contains("n = 2 · before 0.0 % (n = 1)")
        .contains("Payment on time – Target 95 %, nothing measured")
        .contains("price variance 1 EUR 1,234.00", "quantity short 1 EUR 12.50")
        .contains("less than 1 day 1 EUR 12.50", "14 to 30 days 1 EUR 1,234.00")
        .contains("Proposed 2 Approved 1 Rejected 0 Carried out 1 Could not be carried out 0")
        .contains("erp.main → wms.north 3 4.0 d")
        .contains("Of 10 records 8 were accepted, 1 were duplicates and 1 are in quarantine.");
  }

  @Test
  void html_withoutPeriod_endsWithTheDayOfTheLastEvent() {
    assertThat(html(new PeriodQuestion(null, null)))
        .contains("6 February 2026 – 7 March 2026", "as of 2026-03-08T00:00:00Z");
  }

  @Test
  void html_periodWithoutCases_saysSoAndDrawsNothing() {
    assertThat(html(PeriodQuestion.of("2025-01-01", "2025-02-01")))
        .contains("No exception is open.", "No case began in this period.");
  }

  @Test
  void html_periodThatEndsBeforeItBegins_isRefused() {
    assertThatThrownBy(() -> html(PeriodQuestion.of("2026-04-01", "2026-03-01")))
        .isInstanceOf(ThroughlineException.class)
        .hasMessageContaining("from must be before to");
  }
}
