package dev.throughline.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.api.config.RunningService;
import dev.throughline.api.config.RunningTestService;
import dev.throughline.api.database.TestDatabase;
import dev.throughline.api.findings.StoredFindings;
import dev.throughline.api.kpis.StoredMeasures;
import dev.throughline.api.kpis.StoredMeasures.Measure;
import dev.throughline.api.web.Browser.Scripts;
import dev.throughline.ingest.store.EventStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

/** The pages in headless Chromium, as a person uses them. Screenshots go to target/screenshots. */
@Tag("browser")
class BrowserTest {

  /** Day and month cannot be told apart, no offset, and one row without a case. */
  private static final String CSV =
      """
      Case ID;Activity;Timestamp;Vendor
      4711;Order created;03/04/2026 10:00;Kaas & Zn
      4711;Goods received;04/04/2026 11:30;Kaas & Zn
      4711;Invoice received;06/04/2026 09:15;Kaas & Zn
      4711;Paid;09/04/2026 09:15;Kaas & Zn
      4712;Order created;03/04/2026 12:00;<b>Müller</b>
      4712;Goods received;05/04/2026 12:00;<b>Müller</b>
      4712;Goods received;06/04/2026 12:00;<b>Müller</b>
      4712;Paid;07/04/2026 12:00;<b>Müller</b>
      ;Paid;07/04/2026 12:00;nobody
      """;

  private static final String FIGURES = "/kpis?from=2026-03-01&to=2026-04-01";

  @TempDir static Path folder;
  private static RunningService service;
  private static Browser browser;

  @BeforeAll
  static void start() throws IOException {
    service = RunningTestService.start(folder.resolve("data"));
    DemoLog.store(service.part(EventStore.class), "orders", 300);
    storeFigures();
    browser = browser(Scripts.ON);
  }

  /** A log with exceptions and KPIs, so that their pages have something to show. */
  private static void storeFigures() {
    DemoLog.store(service.part(EventStore.class), "operations", 1);
    TestDatabase database = service.part(TestDatabase.class);
    StoredFindings findings = new StoredFindings(database, "operations");
    Instant opened = Instant.parse("2026-03-05T10:00:00Z");
    findings.open("quantity-short", "4500000001/10", 250_000, opened);
    findings.open("price-variance", "4500000002/10", 99_950, opened.plusSeconds(2_000_000));
    findings.open("duplicate-invoice", "4500000003/10", 1_234_500, opened.plusSeconds(900_000));
    StoredMeasures.store(
        database,
        "operations",
        List.of(
            Measure.of(
                "receipt-to-post", "1", "2026-03-05T08:00:00Z", "2026-03-05T10:00:00Z", true),
            Measure.of("receipt-to-post", "2", "2026-03-25T08:00:00Z", "", false),
            Measure.of(
                "receipt-to-match", "1", "2026-03-05T08:00:00Z", "2026-03-15T08:00:00Z", false)));
  }

  @AfterAll
  static void stop() {
    browser.close();
    service.close();
  }

  @BeforeEach
  void forget() {
    browser.forget();
  }

  private static Browser browser(Scripts scripts) throws IOException {
    return new Browser(service, folder, scripts);
  }

  @Test
  void firstVisit_fromLoginOverUploadToTheMap_needsNoHelp() throws IOException {
    Path file = Files.writeString(folder.resolve("deliveries.csv"), CSV);
    browser.signIn("/");
    browser.driver.findElement(By.id("file")).sendKeys(file.toAbsolutePath().toString());
    browser.press(".upload button");
    browser.await("#questions-title");
    browser.driver.findElement(By.cssSelector("input[value='dd/MM/yyyy HH:mm']")).click();
    browser.driver.findElement(By.id("asked-zone")).sendKeys("Europe/Amsterdam");
    browser.driver.findElement(By.cssSelector("input[value='Vendor']")).click();
    browser.screenshot("preview");
    browser.expectAccessible();
    browser.press("button.primary");
    browser.await(".notice a");
    assertThat(browser.texts(".ledger dd")).containsExactly("9", "8", "0", "1");
    browser.screenshot("imported");
    browser.expectAccessible();
    browser.press("a.primary");
    assertThat(browser.mapLabels()).contains("Goods received", "Paid");
    browser.screenshot("map-of-upload");
    browser.expectNothingUnwanted();
  }

  @Test
  void map_sliderMoved_showsLessAndKeepsItInTheAddress() throws IOException {
    browser.signIn("/logs/orders");
    int all = browser.mapLabels().size();
    assertThat(Browser.colours(browser.screenshot("map"))).isGreaterThan(40);
    browser.set("activitiesNumber", "20");
    browser.awaitAddress("activities=20");
    browser.await("input[name='activitiesShown'][value='20']");
    browser.awaitLess(all);
    browser.set("pathsNumber", "10");
    browser.awaitAddress("paths=10");
    browser.await("input[name='pathsShown'][value='10']");
    assertThat(browser.mapLabels()).isNotEmpty();
    browser.screenshot("map-simplified");
    browser.driver.findElement(By.cssSelector("input[value='performance']")).click();
    browser.awaitAddress("view=performance");
    browser.screenshot("map-performance");
    browser.driver.findElement(By.linkText("Variants")).click();
    browser.await("table.variants");
    browser.screenshot("variants");
    browser.expectNothingUnwanted();
  }

  @Test
  void everyTab_narrowScreen_scrollsInOneDirectionOnly() throws IOException {
    browser.signIn("/logs/orders");
    browser.resize(500, 900);
    for (String tab : List.of("", "/variants", "/durations", "/handoffs", "/data")) {
      browser.open("/logs/orders" + tab);
      browser.screenshot("narrow" + tab.replace('/', '-'));
      assertThat(browser.overflow()).as("tab '%s' is wider than its window", tab).isFalse();
    }
    browser.open(FIGURES);
    browser.screenshot("narrow-kpis");
    assertThat(browser.overflow()).as("KPIs are wider than their window").isFalse();
    browser.expectNothingUnwanted();
  }

  @Test
  void everyPage_checkedByAxe_hindersNobody() throws IOException {
    browser.open("/");
    browser.await("#password");
    browser.expectAccessible();
    browser.signIn("/");
    for (String page :
        List.of(
            "/",
            "/logs/orders",
            "/logs/orders?view=performance",
            "/logs/orders/variants?attribute.vendor=Vendor%20A",
            "/logs/orders/durations",
            "/logs/orders/handoffs",
            "/logs/orders/data",
            "/logs/orders/imports/1",
            "/exceptions",
            "/exceptions?owner=procurement&text=4500&state=open",
            "/kpis?log=nothing-sent",
            FIGURES,
            "/problems",
            "/nothing-here")) {
      browser.open(page);
      browser.await("footer");
      browser.expectAccessible();
    }
  }

  @Test
  void kpis_momentChosen_isInTheAddressAndOnThePage() throws IOException {
    browser.signIn(FIGURES);
    browser.screenshot("kpis");
    chooseMoment(browser);
    browser.expectNothingUnwanted();
  }

  private static void chooseMoment(Browser reader) {
    String sums = "section[aria-labelledby=ageing-title] .coverage strong";
    assertThat(reader.texts(sums)).containsExactly("3 exceptions", "15,844.50 EUR");
    reader.set("asOf", "03/08/2026");
    reader.press(".controls button");
    reader.awaitAddress("asOf=2026-03-08");
    reader.await("input[name='asOf'][value='2026-03-08']");
    assertThat(reader.texts(sums)).containsExactly("1 exception", "2,500.00 EUR");
  }

  @Test
  void pages_scriptsSwitchedOff_areTheSame() throws IOException {
    browser.signIn("/logs/orders");
    List<String> withScripts = browser.mapLabels();
    try (Browser plain = browser(Scripts.OFF)) {
      plain.signIn("/logs/orders");
      assertThat(plain.mapLabels()).isEqualTo(withScripts);
      plain.screenshot("map-without-scripts");
      plain.open(FIGURES);
      plain.await("#asOf");
      chooseMoment(plain);
    }
  }
}
