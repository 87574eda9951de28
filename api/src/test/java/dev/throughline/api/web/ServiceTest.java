package dev.throughline.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.api.config.RunningService;
import dev.throughline.api.config.RunningTestService;
import dev.throughline.ingest.store.EventStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The started service over HTTP: who gets in, what is answered, and how errors look. */
class ServiceTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String HOSTILE = "<script>alert(1)</script>\" onload='x' ${7*7} é/..;%41";

  @TempDir static Path folder;
  private static RunningService service;
  private static String password;

  private final WebTestClient anybody = client().build();
  private final WebTestClient admin =
      client().defaultHeaders(headers -> headers.setBasicAuth("admin", password)).build();

  @BeforeAll
  static void start() {
    service = RunningTestService.start(folder, "--throughline.uploads.max-size=100KB");
    password = service.firstPassword().orElseThrow();
    DemoLog.store(service.part(EventStore.class), "orders", 200);
    DemoLog.store(service.part(EventStore.class), HOSTILE, 3);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static WebTestClient.Builder client() {
    return WebTestClient.bindToServer()
        .baseUrl("http://127.0.0.1:" + service.port())
        .responseTimeout(Duration.ofSeconds(60));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/logs",
        "/api/v1/logs/orders",
        "/api/v1/logs/orders/imports",
        "/api/v1/logs/orders/imports/1/quarantine",
        "/api/v1/logs/orders/graph",
        "/api/v1/logs/orders/variants",
        "/api/v1/logs/orders/durations",
        "/api/v1/logs/orders/rework",
        "/api/v1/logs/orders/handoffs",
        "/api/v1/logs/orders/map.svg",
        "/api/v1/logs/orders/durations.svg",
        "/api/v1/openapi.json"
      })
  void api_withAndWithoutCredentials_isOpenToTheAdministratorOnly(String path) {
    anybody
        .get()
        .uri(path)
        .exchange()
        .expectStatus()
        .isUnauthorized()
        .expectHeader()
        .contentType("application/problem+json")
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("UNAUTHENTICATED");
    admin.get().uri(path).exchange().expectStatus().isOk();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/logs/orders",
        "/logs/orders/variants",
        "/logs/orders/durations",
        "/logs/orders/handoffs",
        "/logs/orders/data",
        "/logs/orders/imports/1",
        "/exceptions",
        "/exceptions/1",
        "/problems",
        "/nothing-here"
      })
  void page_withoutLogin_leadsToTheLogin(String path) {
    anybody
        .get()
        .uri(path)
        .accept(MediaType.TEXT_HTML)
        .exchange()
        .expectStatus()
        .isFound()
        .expectHeader()
        .location("/login");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/actuator/health/liveness",
        "/actuator/health/readiness",
        "/login",
        "/assets/throughline.css",
        "/assets/htmx/htmx.min.js"
      })
  void openPath_withoutLogin_isServed(String path) {
    anybody.get().uri(path).exchange().expectStatus().isOk();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/logs/orders",
        "/logs/orders/variants",
        "/exceptions",
        "/orphans",
        "/api/v1/logs",
        "/api/v1/logs/orders/graph",
        "/api/v1/logs/orders/map.svg"
      })
  void query_parameterWithoutValue_isNoFailureOfTheService(String path) {
    for (String name : List.of("leadingType", "from", "view", "activities", "limit", "state")) {
      admin
          .get()
          .uri(path + "?" + name)
          .exchange()
          .expectStatus()
          .value(status -> assertThat(status).as(name).isLessThan(500));
    }
  }

  @Test
  void page_everyResponse_carriesTheSecurityHeaders() {
    HttpHeaders headers = page("/logs/orders").getResponseHeaders();

    assertThat(headers.getFirst("Content-Security-Policy"))
        .startsWith("default-src 'self'")
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(headers.getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(headers.getFirst("Referrer-Policy")).isEqualTo("same-origin");
    assertThat(headers.getCacheControl()).contains("no-store");
  }

  @Test
  void page_hostileNames_stayText() {
    for (String tab : List.of("", "/variants", "/durations", "/handoffs", "/data")) {
      String html = body(page("/logs/" + Links.encoded(HOSTILE) + tab));
      assertThat(html).contains("&lt;script&gt;alert(1)").doesNotContain("<script>alert");
    }
    assertThat(body(page("/"))).contains("&lt;script&gt;alert(1)").doesNotContain("<script>alert");
  }

  @Test
  void page_noStyleAndNoScriptInside_soThatThePolicyHolds() {
    for (String path : List.of("/", "/logs/orders", "/logs/orders/variants", "/problems")) {
      String html = body(page(path));
      assertThat(html).doesNotContain(" style=").doesNotContain("<style").doesNotContain("onclick");
      assertThat(html).doesNotContain("https://");
    }
  }

  @Test
  void map_formWithoutScript_movesToItsOneAddress() {
    exchange(
            "/logs/orders?activities=40&activitiesNumber=100&activitiesShown=100"
                + "&paths=100&pathsNumber=30&pathsShown=100&slidersAutomatic=true&view=frequency"
                + "&time=median&from=&to=")
        .expectStatus()
        .isSeeOther()
        .expectHeader()
        .location("/logs/orders?activities=40&paths=30");
  }

  @Test
  void map_filterByAttribute_saysHowManyCasesOfAll() {
    String html = body(page("/logs/orders?attribute.vendor=Vendor%20A"));

    assertThat(html).containsPattern("\\d+ of 200 cases");
    assertThat(html).contains("vendor = Vendor A").contains("<svg");
  }

  @Test
  void variants_pagesOfAList_haveEachVariantOnceWhileDataGrow() {
    List<String> seen = new ArrayList<>();
    String token = "";
    do {
      JsonNode page = json("/api/v1/logs/orders/variants?pageSize=7&pageToken=" + token);
      page.get("items").forEach(item -> seen.add(item.get("activities").toString()));
      token = page.get("nextPageToken").asString();
      DemoLog.store(service.part(EventStore.class), "other-" + seen.size(), 1);
    } while (!token.isEmpty());

    assertThat(seen).doesNotHaveDuplicates();
    assertThat(seen).hasSize(json("/api/v1/logs/orders/graph").get("variants").asInt());
  }

  @Test
  void logs_pagesWhileLogsAreAdded_haveEveryEarlierLogOnce() {
    Set<String> before = names(json("/api/v1/logs?pageSize=1000"));
    List<String> seen = new ArrayList<>();
    String token = "";
    do {
      JsonNode page = json("/api/v1/logs?pageSize=1&pageToken=" + token);
      seen.addAll(names(page));
      token = page.get("nextPageToken").asString();
      if (seen.size() < 3) {
        DemoLog.store(service.part(EventStore.class), "aaa-" + seen.size(), 1);
      }
    } while (!token.isEmpty());

    assertThat(seen).doesNotHaveDuplicates().containsAll(before);
  }

  private static Set<String> names(JsonNode page) {
    Set<String> names = new TreeSet<>();
    page.get("items").forEach(item -> names.add(item.get("name").asString()));
    return names;
  }

  @Test
  void mined_sameTag_isNotSentAgain() {
    String tag =
        admin
            .get()
            .uri("/api/v1/logs/orders/graph")
            .exchange()
            .returnResult(Void.class)
            .getResponseHeaders()
            .getETag();

    admin
        .get()
        .uri("/api/v1/logs/orders/graph")
        .ifNoneMatch(tag)
        .exchange()
        .expectStatus()
        .isNotModified();
    admin
        .get()
        .uri("/api/v1/logs/orders/graph?to=2026-02-01")
        .ifNoneMatch(tag)
        .exchange()
        .expectStatus()
        .isOk();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/logs/orders/graph?attribute.colour=red",
        "/api/v1/logs/orders/graph?form=2026",
        "/api/v1/logs/orders/graph?leadingType=invoice",
        "/api/v1/logs/orders/map.svg?activities=101",
        "/api/v1/logs/orders/map.svg?view=sideways",
        "/api/v1/logs?pageSize=-1",
        "/api/v1/logs?pageToken=forged"
      })
  void api_wrongParameter_isAProblemThatNamesIt(String path) {
    admin
        .get()
        .uri(path)
        .exchange()
        .expectStatus()
        .isBadRequest()
        .expectHeader()
        .contentType("application/problem+json")
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("BAD_ARGUMENT")
        .jsonPath("$.type")
        .isEqualTo("/problems#bad-argument")
        .jsonPath("$.detail")
        .isNotEmpty()
        .jsonPath("$.requestId")
        .isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/api/v1/logs/none/graph", "/api/v1/logs/none", "/api/v1/logs/none/nothing"})
  void api_unknownAddress_isNotFound(String path) {
    admin
        .get()
        .uri(path)
        .exchange()
        .expectStatus()
        .isNotFound()
        .expectHeader()
        .contentType("application/problem+json");
  }

  @Test
  void import_csvBytes_areStoredWithALedgerAndAQuarantine() {
    String csv =
        "case,activity,timestamp\n"
            + "1,a,2026-01-01T00:00:00Z\n"
            + "1,b,2026-01-02T00:00:00Z\n"
            + "2,a,soon\n";
    String job =
        admin
            .post()
            .uri("/api/v1/logs/sent/imports?file=sent.csv")
            .contentType(MediaType.APPLICATION_OCTET_STREAM)
            .bodyValue(csv.getBytes(java.nio.charset.StandardCharsets.UTF_8))
            .exchange()
            .expectStatus()
            .isAccepted()
            .returnResult(Void.class)
            .getResponseHeaders()
            .getFirst("Location");

    Awaitility.await().until(() -> json(job).get("state").asString().equals("finished"));

    JsonNode ledger = json(job).get("ledger");
    assertThat(ledger.get("received").asInt()).isEqualTo(3);
    assertThat(ledger.get("accepted").asInt()).isEqualTo(2);
    assertThat(ledger.get("quarantined").asInt()).isEqualTo(1);
    JsonNode rejected =
        json("/api/v1/logs/sent/imports/" + ledger.get("id").asInt() + "/quarantine")
            .get("items")
            .get(0);
    assertThat(rejected.get("line").asInt()).isEqualTo(4);
    assertThat(rejected.get("file").asString()).isEqualTo("sent.csv");
    assertThat(rejected.get("code").asString()).isEqualTo("BAD_TIMESTAMP");
  }

  @Test
  void import_ambiguousDate_isAskedNotGuessed() {
    admin
        .post()
        .uri("/api/v1/logs/asked/imports?file=asked.csv&zone=UTC")
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .bodyValue("case,activity,timestamp\n1,a,03/04/2026 10:00\n".getBytes())
        .exchange()
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("AMBIGUOUS_DATE");
  }

  @Test
  void import_tooLarge_isRefused() {
    admin
        .post()
        .uri("/api/v1/logs/large/imports")
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .bodyValue(new byte[200_000])
        .exchange()
        .expectStatus()
        .isEqualTo(413)
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("TOO_LARGE");
  }

  @Test
  void import_onBehalfOfAnotherSite_isRefused() {
    admin
        .post()
        .uri("/api/v1/logs/foreign/imports")
        .header("Sec-Fetch-Site", "cross-site")
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .bodyValue(new byte[] {1})
        .exchange()
        .expectStatus()
        .isForbidden();
  }

  @Test
  void pageForm_withoutItsToken_isRefused() {
    admin
        .post()
        .uri("/uploads")
        .header("Content-Type", "multipart/form-data; boundary=x")
        .bodyValue("--x--".getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .exchange()
        .expectStatus()
        .isForbidden();
  }

  /** To accept a change: -Dopenapi.write=true, and commit the file. */
  @Test
  void openApi_document_isTheCommittedOne() throws IOException {
    String served =
        JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json("/api/v1/openapi.json"))
            + "\n";
    Path committed = Path.of("..", "docs", "reference", "openapi.json");
    if (Boolean.getBoolean("openapi.write")) {
      Files.writeString(committed, served);
    }
    assertThat(served).isEqualTo(Files.readString(committed));
  }

  private WebTestClient.ResponseSpec exchange(String path) {
    return admin
        .get()
        .uri(java.net.URI.create("http://127.0.0.1:" + service.port() + path))
        .exchange();
  }

  private EntityExchangeResult<String> page(String path) {
    return admin
        .get()
        .uri(java.net.URI.create("http://127.0.0.1:" + service.port() + path))
        .accept(MediaType.TEXT_HTML)
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody(String.class)
        .returnResult();
  }

  private static String body(EntityExchangeResult<String> result) {
    return result.getResponseBody();
  }

  private JsonNode json(String path) {
    return JSON.readTree(
        admin
            .get()
            .uri(path)
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody(String.class)
            .returnResult()
            .getResponseBody());
  }
}
