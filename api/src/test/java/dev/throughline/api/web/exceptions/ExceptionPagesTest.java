package dev.throughline.api.web.exceptions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.throughline.api.config.RunningService;
import dev.throughline.api.config.RunningTestService;
import dev.throughline.api.correlation.PurchaseEvents;
import dev.throughline.api.database.TestDatabase;
import dev.throughline.api.findings.StoredFindings;
import dev.throughline.api.security.Person;
import dev.throughline.api.security.UserAccounts;
import dev.throughline.ingest.store.EventStore;
import dev.throughline.mining.pack.PackYaml;
import dev.throughline.model.FindingId;
import dev.throughline.model.FindingType;
import dev.throughline.model.LogName;
import dev.throughline.model.Role;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.web.util.UriUtils;

/** The queue, an exception, its case, and events without a case, as the service sends them. */
class ExceptionPagesTest {
  private static final String HOSTILE = "<img src=x onerror=alert(1)>\u202egnp.exe";
  private static final String FACTS =
      """
      {"ordered_quantity": 120, "order_unit": "EA", "order_price": 12.5,
       "received_quantity": 100, "posted_quantity": 100, "posted_unit": "CS",
       "invoiced_quantity": 120, "invoice_price": 13, "releaser": "p.jansen",
       "ordered_at": {"at": "2026-03-01T08:00:00Z"}, "units_differ": true,
       "damage_note": "<script>alert(1)</script>"}
      """;

  private static final String CASE = "/cases/operations/4500000001%2F10";

  @TempDir static Path folder;
  private static RunningService service;
  private static FindingId first;

  @BeforeAll
  static void start() {
    service =
        RunningTestService.start(
            folder, "--throughline.triage.automatic=false", "--test.store=database");
    UserAccounts users = service.part(UserAccounts.class);
    users.add("test", Person.of("anna", Role.ACCOUNTS_PAYABLE_ANALYST), "password-of-anna").block();
    users
        .add(
            "test",
            Person.of("two", Role.ACCOUNTS_PAYABLE_ANALYST, Role.PROCUREMENT),
            "password-of-two")
        .block();
    StoredFindings findings = new StoredFindings(service.part(TestDatabase.class), "operations");
    Instant opened = Instant.parse("2026-03-05T10:00:00Z");
    first = findings.open("quantity-short", "4500000001/10", 25_000, opened, FACTS);
    findings.open("price-variance", "4500000002/10", 99_950, opened.plusSeconds(60), FACTS);
    findings.open("duplicate-invoice", HOSTILE, 100, opened.minusSeconds(60), "{}");
    storeEvents();
  }

  private static void storeEvents() {
    PurchaseEvents.store(
        service.part(EventStore.class),
        new LogName("operations"),
        "wms.north Goods received: po 4500000001, dn D1, sku A, gr G1, qty 4",
        "erp.main Purchase order released: line 4500000001/10, po 4500000001, sku A, qty 5",
        "erp.main Purchase order released: line 4500000001/20, po 4500000001, sku B, qty 5",
        "billing Invoice entered: line 4500000001/10, inv V1",
        "billing Paid: inv V1, pay P1",
        "erp.main Purchase order released: line %s, po 7, sku C, qty 1".formatted(HOSTILE),
        "wms.south %s: po 4500000001, sku %s, gr G9, qty 5".formatted(HOSTILE, HOSTILE));
    await().atMost(Duration.ofSeconds(60)).until(ExceptionPagesTest::isLinked);
  }

  /** All seven events: four to the first case, one each to two others, and one to none. */
  private static boolean isLinked() {
    return text(CASE).contains("<dt>Events</dt><dd>4</dd>")
        && text("/orphans").contains("<span>1 event</span>");
  }

  /** Whatever is answered. */
  private static String text(String path) {
    return String.valueOf(
        get("anna", path).expectBody(String.class).returnResult().getResponseBody());
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static ResponseSpec get(String user, String path) {
    return WebTestClient.bindToServer()
        .baseUrl("http://127.0.0.1:" + service.port())
        .responseTimeout(Duration.ofSeconds(60))
        .build()
        .get()
        .uri(URI.create("http://127.0.0.1:" + service.port() + path))
        .headers(headers -> headers.setBasicAuth(user, "password-of-" + user))
        .accept(MediaType.TEXT_HTML)
        .exchange();
  }

  private static String page(String path) {
    return String.valueOf(
        get("anna", path)
            .expectStatus()
            .isOk()
            .expectBody(String.class)
            .returnResult()
            .getResponseBody());
  }

  /** The numbers of the exceptions on a page, in its order. */
  private static List<String> shown(String html) {
    return Pattern.compile("href=\"/exceptions/(\\d+)\"")
        .matcher(html)
        .results()
        .map(result -> result.group(1))
        .toList();
  }

  @Test
  void queue_withoutFilter_hasAllOpenOnesWithTheMostMoneyFirst() {
    String html = page("/exceptions");

    assertThat(shown(html)).containsExactly("2", "1", "3");
    assertThat(html).contains("999.50 EUR", "3 exceptions", "accounts payable analyst", "north");
  }

  @Test
  void queue_withoutFilter_offersEveryTypeOfThePack() {
    List<String> offered =
        Pattern.compile("name=\"type\" value=\"([^\"]*)\"")
            .matcher(page("/exceptions"))
            .results()
            .map(result -> result.group(1))
            .toList();

    assertThat(offered)
        .containsExactlyElementsOf(
            PackYaml.procureToPay().types().stream().map(FindingType::value).toList())
        .contains("duplicate-invoice", "receipt-not-posted");
  }

  @Test
  void queue_byAge_hasTheOldestFirst() {
    assertThat(shown(page("/exceptions?order=age"))).containsExactly("3", "1", "2");
  }

  @Test
  void queue_filterInTheAddress_saysWhatItLeavesOut() {
    String html = page("/exceptions?type=quantity-short&supplier=ACME&owner=mine");

    assertThat(shown(html)).containsExactly("1");
    assertThat(html)
        .contains("1 of 3 exceptions", "supplier ACME", ", remove this filter")
        .contains("href=\"/exceptions?supplier=ACME&amp;owner=mine\"");
    assertThat(page("/exceptions?state=done")).contains("No exception fits this filter");
  }

  @Test
  void queue_formAsSent_movesToItsOneAddress() {
    get("anna", "/exceptions?order=exposure&owner=&text=&site=north&supplier=&state=open")
        .expectStatus()
        .isSeeOther()
        .expectHeader()
        .location("/exceptions?site=north&state=open");
  }

  @Test
  void queue_pageByPage_hasEachExceptionOnce() {
    List<String> seen = new ArrayList<>();
    String path = "/exceptions?pageSize=1";
    while (!path.isEmpty()) {
      String html = page(path);
      seen.addAll(shown(html));
      path = nextPage(html);
    }
    assertThat(seen).containsExactly("2", "1", "3");
  }

  private static String nextPage(String html) {
    return Pattern.compile("href=\"(/exceptions\\?[^\"]*pageToken=[^\"]*)\"")
        .matcher(html)
        .results()
        .map((MatchResult result) -> result.group(1).replace("&amp;", "&"))
        .findFirst()
        .orElse("");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/exceptions?state=sleeping",
        "/exceptions?type=No%20Type",
        "/exceptions?owner=nobody",
        "/exceptions?order=colour",
        "/exceptions?pageToken=forged"
      })
  void queue_wrongParameter_isAnErrorPage(String path) {
    get("anna", path).expectStatus().isBadRequest();
  }

  /** Whose is 'mine' with two roles would be a guess. */
  @Test
  void queue_mineWithTwoRoles_asksForTheOwner() {
    get("two", "/exceptions?owner=mine").expectStatus().isBadRequest();
    String html =
        String.valueOf(
            get("two", "/exceptions").expectBody(String.class).returnResult().getResponseBody());
    assertThat(html).doesNotContain("owner=mine").contains("procurement (yours)");
  }

  @Test
  void exception_facts_areComparedWithTheOrder() {
    String html = page("/exceptions/" + first);

    assertThat(html)
        .contains("Quantity short", "250.00 EUR", "2026-03-05 10:00", "p.jansen")
        .contains("−20 (−16.7 %)", "not EA", "+0.50 (+4 %)", "Units differ")
        .doesNotContain(">Announced<");
  }

  @Test
  void exception_hostileNames_stayText() {
    for (String path : List.of("/exceptions", "/exceptions/1", "/exceptions/3")) {
      assertThat(page(path))
          .doesNotContain("<script>alert", "<img src=x", " style=", "onclick", "https://");
    }
    assertThat(page("/exceptions/1")).contains("&lt;script&gt;alert(1)");
    assertThat(page("/exceptions")).contains("&lt;img src=x onerror=alert(1)&gt;");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/exceptions/99", "/exceptions/0", "/exceptions/one"})
  void exception_unknown_isNotFound(String path) {
    get("anna", path).expectStatus().isNotFound();
  }

  @Test
  void case_ofAnException_hasItsEventsInTheirOrderAndWhyTheyBelongToIt() {
    assertThat(page("/exceptions/" + first)).contains("href=\"" + CASE + "\"");
    String html = page(CASE);

    assertThat(html)
        .contains("purchase order line", "href=\"/exceptions/" + first + "\"", "250.00 EUR")
        .contains("<dt>Events</dt><dd>4</dd>", "<dt>Systems</dt><dd>3</dd>", "<dd>97 % sure</dd>")
        .contains("/api/v1/logs/operations/cases/4500000001%2F10/links");
    assertThat(cells(html, "Why"))
        .containsExactly(
            "purchase order and SKU SKU A · purchase order 4500000001",
            "names the case",
            "names the case",
            "invoice invoice V1");
    assertThat(cells(html, "Sure")).containsExactly("98 %", "100 %", "100 %", "97 %");
    assertThat(cells(html, "When (UTC)").get(0)).isEqualTo("2026-03-01 09:00");
    assertThat(html.substring(html.indexOf("<svg")))
        .contains("Goods received", "Paid", "wms.north", "billing");
  }

  /** The text of each cell of a column. */
  private static List<String> cells(String html, String label) {
    return Pattern.compile(
            "<td data-label=\"" + Pattern.quote(label) + "\".*?>(.*?)</td>", Pattern.DOTALL)
        .matcher(html)
        .results()
        .map(cell -> cell.group(1).replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").strip())
        .toList();
  }

  @Test
  void orphans_eventThatFitsTwoCases_isListedWithBoth() {
    String html = page("/orphans");

    assertThat(html)
        .contains("<span>1 event</span>", "wms.south", "event <span>e7</span>")
        .contains("several cases fit equally well")
        .contains("/api/v1/logs/operations/orphans");
    assertThat(cells(html, "Agrees")).hasSize(2).allMatch(text -> text.contains("4500000001"));
    assertThat(html).contains("href=\"" + CASE + "\"", "4500000001/20");
  }

  @Test
  void orphans_ofALogThatHasNone_saysSo() {
    assertThat(page("/orphans?log=nothing-sent"))
        .contains("<span>0 events</span>", "Every event that has arrived belongs to a case.")
        .doesNotContain("<li class=\"card\"");
    get("anna", "/orphans?pageToken=forged").expectStatus().isBadRequest();
  }

  @Test
  void caseAndOrphans_hostileNames_stayText() {
    for (String path :
        List.of("/orphans", "/cases/operations/" + UriUtils.encode(HOSTILE, UTF_8), CASE)) {
      assertThat(page(path)).doesNotContain("<img src=x", " style=", "onclick", "https://");
    }
    assertThat(page("/orphans")).contains("&lt;img src=x onerror=alert(1)&gt;");
    assertThat(page("/cases/operations/" + UriUtils.encode(HOSTILE, UTF_8)))
        .contains("&lt;img src=x onerror=alert(1)&gt;", "Duplicate invoice");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/cases/operations/9%2F9",
        "/cases/operations/4500000001",
        "/cases/operations/%20",
        "/cases/nothing-sent/4500000001%2F10"
      })
  void case_unknown_isNotFound(String path) {
    get("anna", path).expectStatus().isNotFound();
  }
}
