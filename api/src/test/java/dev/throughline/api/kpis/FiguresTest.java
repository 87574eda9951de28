package dev.throughline.api.kpis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import dev.throughline.api.config.RunningService;
import dev.throughline.api.config.ServiceSettings;
import dev.throughline.api.config.ThroughlineService;
import dev.throughline.api.grpc.GrpcClient;
import dev.throughline.api.grpc.v1.AgeExceptions;
import dev.throughline.api.grpc.v1.FindingRecord;
import dev.throughline.api.grpc.v1.GetAgeingRequest;
import dev.throughline.api.grpc.v1.GetAgeingResponse;
import dev.throughline.api.grpc.v1.GetFindingRequest;
import dev.throughline.api.grpc.v1.GetKpisRequest;
import dev.throughline.api.grpc.v1.GetKpisResponse;
import dev.throughline.api.grpc.v1.InsightServiceGrpc;
import dev.throughline.api.grpc.v1.KpiValue;
import dev.throughline.api.grpc.v1.ListFindingsRequest;
import dev.throughline.api.grpc.v1.ListFindingsResponse;
import dev.throughline.api.grpc.v1.OpenExceptions;
import dev.throughline.api.grpc.v1.TypeExceptions;
import dev.throughline.api.notebook.ServiceFigures;
import dev.throughline.api.security.Person;
import dev.throughline.api.security.UserAccounts;
import dev.throughline.api.web.Shown;
import dev.throughline.mining.map.ShownNumbers;
import dev.throughline.model.Role;
import io.grpc.Status;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Events go in; page, REST, gRPC and report say the same. The whole service, as a user starts it.
 */
class FiguresTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final java.time.Duration LIMIT = java.time.Duration.ofMinutes(3);
  private static final String MARCH = "from=2024-03-01&to=2024-04-01";
  private static final String PASSWORD = "password-of-wilma";

  @TempDir static Path folder;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static RunningService service;
  private static GrpcClient connection;
  private static InsightServiceGrpc.InsightServiceBlockingStub grpc;

  /**
   * Three lines of ten pieces at 2.50: posted after 2 hours, posted after 34 hours, and not posted.
   * A receipt that is not posted within a day is an exception: one that went away, one that stays.
   */
  @BeforeAll
  static void start() throws Exception {
    service =
        ThroughlineService.start(
            ServiceSettings.DEFAULTS
                .with("throughline.http.port", "0")
                .with("throughline.grpc.port", "0")
                .with("throughline.data-directory", folder.toString())
                .with("throughline.triage.automatic", "false"));
    UserAccounts users = service.part(UserAccounts.class);
    users.add("test", Person.of("wilma", Role.WAREHOUSE_SUPERVISOR), PASSWORD).block();
    users.add("test", Person.of("otto", Role.INTEGRATION_OPERATOR), PASSWORD).block();
    connection = new GrpcClient(service.grpcPort());
    grpc = InsightServiceGrpc.newBlockingStub(connection.as("wilma", PASSWORD));
    List<String> events = new ArrayList<>();
    line(events, "1/10", "2024-03-03T08:00:00Z", "2024-03-03T10:00:00Z");
    line(events, "2/10", "2024-03-05T08:00:00Z", "2024-03-06T18:00:00Z");
    line(events, "3/10", "2024-03-29T08:00:00Z", "");
    JsonNode answer = JSON.readTree(sendEvents("[" + String.join(",", events) + "]").body());
    assertThat(answer.get("accepted").asInt()).as(answer.toString()).isEqualTo(events.size());
    await()
        .atMost(LIMIT)
        .until(
            () ->
                rest("kpis?" + MARCH).get("kpis").toString().contains("\"open\":1,\"overdue\":1")
                    && rest("findings?type=receipt-not-posted").get("items").size() == 1
                    && rest("findings?type=receipt-not-posted&state=resolved").get("items").size()
                        == 1);
  }

  private static void line(List<String> events, String line, String received, String posted) {
    event(events, line, "Purchase order released", "erp.main", "2024-03-01T08:00:00Z");
    event(events, line, "Goods received", "wms.north", received);
    if (!posted.isEmpty()) {
      event(events, line, "Receipt posted", "erp.main", posted);
    }
  }

  private static void event(
      List<String> events, String line, String activity, String source, String at) {
    events.add(
        """
        {"id": "e-%d", "source": "%s", "activity": "%s", "occurredAt": "%s",
         "objects": [{"type": "purchase order line", "id": "%s"}],
         "attributes": {"quantity": 10, "price": 2.5, "unit": "EA", "currency": "EUR"}}
        """
            .formatted(events.size(), source, activity, at, line));
  }

  @AfterAll
  static void stop() {
    connection.close();
    service.close();
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(service.address().resolve(path))
        .header("Authorization", GrpcClient.basic("wilma", PASSWORD))
        .timeout(LIMIT);
  }

  private static HttpResponse<String> send(HttpRequest request)
      throws IOException, InterruptedException {
    return CLIENT.send(request, BodyHandlers.ofString(UTF_8));
  }

  private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path).GET().build());
  }

  private static HttpResponse<String> sendEvents(String events)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(service.address().resolve("/api/v1/events"))
            .header("Authorization", GrpcClient.basic("otto", PASSWORD))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(events))
            .build());
  }

  private static JsonNode rest(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer = get("/api/v1/" + path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static String words(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer = send(request(path).header("Accept", "text/html").GET().build());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    String text = answer.body().replaceAll("(?s)<(style|svg).*?</\\1>|<[^>]*>", " ");
    return HtmlUtils.htmlUnescape(text).replaceAll("\\s+", " ");
  }

  private static Timestamp moment(String instant) {
    return Timestamp.newBuilder().setSeconds(Instant.parse(instant).getEpochSecond()).build();
  }

  private static GetKpisResponse march() {
    return grpc.getKpis(
        GetKpisRequest.newBuilder()
            .setFrom(moment("2024-03-01T00:00:00Z"))
            .setTo(moment("2024-04-01T00:00:00Z"))
            .build());
  }

  /** Median of 2 and 34 hours, one of two within a day, and the third is open for 64 hours. */
  @Test
  void kpis_everywhere_areTheSameNumbers() throws Exception {
    JsonNode overRest = rest("kpis?" + MARCH);
    GetKpisResponse overGrpc = march();

    assertThat(overRest.get("kpis").size()).isEqualTo(5);
    assertThat(texts(overRest.get("kpis")))
        .contains(
            "receipt-to-post DURATION 86400 0.95 n 2 met 1 false 64800 122400 open 1 overdue 1")
        .isEqualTo(overGrpc.getKpisList().stream().map(FiguresTest::text).toList());
    assertThat(overGrpc.getPack().getHash()).isEqualTo(overRest.at("/pack/hash").asString());
    assertThat(overGrpc.getAsOf()).isEqualTo(moment(overRest.get("asOf").asString()));
    assertThat(ServiceFigures.kpis(folder, "operations", "2024-03-01", "2024-04-01").figures())
        .extracting(figure -> List.of(figure.kpi().name(), figure.n(), figure.met()))
        .as("in a notebook")
        .isEqualTo(
            overGrpc.getKpisList().stream()
                .map(kpi -> List.<Object>of(kpi.getName(), kpi.getN(), kpi.getMet()))
                .toList());
    String page = words("/kpis?" + MARCH);
    String report = words("/api/v1/reports/process-health.html?" + MARCH);
    for (JsonNode kpi : overRest.get("kpis")) {
      assertThat(page).contains(onPage(kpi));
      assertThat(report).contains(inReport(kpi));
    }
    String hash = overRest.at("/pack/hash").asString();
    assertThat(page).contains("procure-to-pay 1", hash);
    assertThat(report).contains("procure-to-pay 1 (" + hash.substring(0, 12));
  }

  private static List<String> texts(JsonNode kpis) {
    List<String> texts = new ArrayList<>();
    for (JsonNode kpi : kpis) {
      texts.add(
          "%s %s %s %s n %d met %d %s %s %s open %d overdue %d"
              .formatted(
                  kpi.get("name").asString(),
                  kpi.get("measure").asString(),
                  optional(kpi, "within"),
                  kpi.get("target").decimalValue().stripTrailingZeros().toPlainString(),
                  kpi.get("n").asLong(),
                  kpi.get("met").asLong(),
                  optional(kpi, "targetMet"),
                  optional(kpi, "median"),
                  optional(kpi, "p90"),
                  kpi.get("open").asLong(),
                  kpi.get("overdue").asLong()));
    }
    return texts;
  }

  private static String optional(JsonNode node, String field) {
    return node.hasNonNull(field) ? node.get(field).asString() : "-";
  }

  private static String text(KpiValue kpi) {
    return "%s %s %s %s n %d met %d %s %s %s open %d overdue %d"
        .formatted(
            kpi.getName(),
            kpi.getMeasure(),
            kpi.hasWithin() ? seconds(kpi.getWithin()) : "-",
            new BigDecimal(kpi.getTarget()).stripTrailingZeros().toPlainString(),
            kpi.getN(),
            kpi.getMet(),
            kpi.hasTargetMet() ? kpi.getTargetMet() : "-",
            kpi.hasMedian() ? seconds(kpi.getMedian()) : "-",
            kpi.hasP90() ? seconds(kpi.getP90()) : "-",
            kpi.getOpen(),
            kpi.getOverdue());
  }

  private static String seconds(Duration duration) {
    return BigDecimal.valueOf(duration.getSeconds())
        .add(BigDecimal.valueOf(duration.getNanos(), 9))
        .stripTrailingZeros()
        .toPlainString();
  }

  /** From n to overdue, as the row of the page has them. */
  private static String onPage(JsonNode kpi) {
    long n = kpi.get("n").asLong();
    return "%s %s %s %s %s %s %s %s"
        .formatted(
            Shown.count(n),
            Shown.share(kpi.get("met").asLong(), n),
            target(kpi),
            n == 0 ? "nothing measured" : kpi.get("targetMet").asBoolean() ? "met" : "missed",
            duration(kpi, "median"),
            duration(kpi, "p90"),
            Shown.count(kpi.get("open").asLong()),
            kpi.has("within") ? Shown.count(kpi.get("overdue").asLong()) : "–");
  }

  private static String inReport(JsonNode kpi) {
    String title = kpi.get("title").asString();
    int bracket = title.indexOf(" (");
    long n = kpi.get("n").asLong();
    String verdict =
        n == 0 ? ", nothing measured" : kpi.get("targetMet").asBoolean() ? " met" : " missed";
    return "%s %s Target %s%s"
        .formatted(
            bracket < 0 ? title : title.substring(0, bracket),
            Shown.share(kpi.get("met").asLong(), n),
            target(kpi),
            verdict);
  }

  private static String target(JsonNode kpi) {
    BigDecimal percent = kpi.get("target").decimalValue().movePointRight(2);
    return percent.stripTrailingZeros().toPlainString() + " %";
  }

  private static String duration(JsonNode kpi, String field) {
    return kpi.hasNonNull(field)
        ? ShownNumbers.duration(java.time.Duration.ofSeconds(kpi.get(field).asLong()))
        : "–";
  }

  /** The third line's receipt should have been posted on 30 March at 8: 40 hours ago. */
  @Test
  void ageing_everywhere_isTheSame() throws Exception {
    JsonNode overRest = rest("ageing?asOf=2024-04-01");
    GetAgeingResponse overGrpc =
        grpc.getAgeing(
            GetAgeingRequest.newBuilder().setAsOf(moment("2024-04-01T00:00:00Z")).build());
    String page = words("/kpis?" + MARCH);
    String report = words("/api/v1/reports/process-health.html?" + MARCH);

    assertThat(ages(type(overRest)))
        .containsExactly(
            "0: 0 []", "1: 1 [25.00 EUR]", "3: 0 []", "7: 0 []", "14: 0 []", "30: 0 []");
    assertThat(page).contains("Receipt not posted 1 25.00 EUR 0 1 0 0 0 0");
    assertThat(report).contains("receipt not posted 1 EUR 25.00");
    assertThat(ages(overRest))
        .isEqualTo(overGrpc.getByAgeList().stream().map(FiguresTest::age).toList());
    assertThat(page)
        .contains(
            "%s open as of 2024-04-01 00:00 UTC; at stake: %s ."
                .formatted(
                    Shown.count(overRest.get("count").asLong(), "exception", "exceptions"),
                    overRest.at("/amounts/0/amount").asString() + " EUR"));
    for (JsonNode age : overRest.get("byAge")) {
      String words = AgeBucket.valueOf(age.get("age").asString()).words();
      long count = age.get("count").asLong();
      String amount = age.at("/amounts/0/amount").asString();
      assertThat(page).contains(words + " " + count + " " + (count == 0 ? "–" : amount + " EUR"));
      assertThat(report).contains(words + " " + count + " " + (count == 0 ? "–" : "EUR " + amount));
    }
    assertThat(overGrpc.getByTypeList())
        .extracting(TypeExceptions::getType)
        .isEqualTo(
            overRest.get("byType").valueStream().map(t -> t.get("type").asString()).toList());
    assertThat(ages(type(rest("ageing?asOf=2024-03-06T12:00:00Z"))))
        .as("when the second line's receipt was not posted yet")
        .startsWith("0: 1 [25.00 EUR]", "1: 0 []");
  }

  private static JsonNode type(JsonNode ageing) {
    return ageing
        .get("byType")
        .valueStream()
        .filter(type -> type.get("type").asString().equals("receipt-not-posted"))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> ages(JsonNode totals) {
    List<String> texts = new ArrayList<>();
    for (JsonNode age : totals.get("byAge")) {
      List<String> amounts = new ArrayList<>();
      for (JsonNode money : age.get("amounts")) {
        amounts.add(money.get("amount").asString() + " " + money.get("currency").asString());
      }
      texts.add(age.get("fromDays").asInt() + ": " + age.get("count").asInt() + " " + amounts);
    }
    return texts;
  }

  private static String age(AgeExceptions age) {
    OpenExceptions total = age.getTotal();
    List<String> amounts =
        total.getAmountsList().stream()
            .map(money -> money.getAmount() + " " + money.getCurrency())
            .toList();
    return age.getFromDays() + ": " + total.getCount() + " " + amounts;
  }

  @Test
  void findings_pageByPage_areTheSameOverRestAndGrpc() throws Exception {
    List<Long> overRest = new ArrayList<>();
    String token = "";
    do {
      JsonNode page =
          rest(
              "findings?state=open&state=resolved&state=triaged&order=age&pageSize=1&pageToken="
                  + token);
      page.get("items").forEach(finding -> overRest.add(finding.get("id").asLong()));
      token = page.get("nextPageToken").asString();
    } while (!token.isEmpty());
    List<Long> overGrpc = new ArrayList<>();
    ListFindingsResponse page = ListFindingsResponse.getDefaultInstance();
    do {
      page =
          grpc.listFindings(
              ListFindingsRequest.newBuilder()
                  .addAllStates(List.of("OPEN", "RESOLVED", "TRIAGED"))
                  .setOrder("AGE")
                  .setPageSize(1)
                  .setPageToken(page.getNextPageToken())
                  .build());
      page.getFindingsList().forEach(finding -> overGrpc.add(finding.getId()));
    } while (!page.getNextPageToken().isEmpty());

    assertThat(overRest).hasSizeGreaterThanOrEqualTo(2).doesNotHaveDuplicates().isEqualTo(overGrpc);
    assertThat(get("/api/v1/findings?state=sleeping").statusCode()).isEqualTo(400);
    assertThat(get("/api/v1/findings?pageToken=forged").body()).contains("BAD_ARGUMENT");
    assertThat(get("/api/v1/findings/4711").statusCode()).isEqualTo(404);
    assertThat(get("/api/v1/kpis?log=nowhere").body()).contains("LOG_NOT_FOUND");
    assertThat(get("/api/v1/ageing?asOf=soon").statusCode()).isEqualTo(400);
    assertThatThrownBy(
            () -> grpc.listFindings(ListFindingsRequest.newBuilder().setOwner("NOBODY").build()))
        .satisfies(
            error -> assertThat(GrpcClient.info(error).getReason()).isEqualTo("BAD_ARGUMENT"));
    assertThatThrownBy(
            () ->
                InsightServiceGrpc.newBlockingStub(connection.anonymous())
                    .getKpis(GetKpisRequest.getDefaultInstance()))
        .satisfies(
            error ->
                assertThat(Status.fromThrowable(error).getCode())
                    .isEqualTo(Status.Code.UNAUTHENTICATED));
  }

  /** What a decision needs is what reading the exception gave. */
  @Test
  void finding_itsTag_isTheOneThatDecisionsAccept() throws Exception {
    JsonNode listed = rest("findings?type=receipt-not-posted&state=resolved").at("/items/0");
    String path = "/api/v1/findings/" + listed.get("id").asLong();
    HttpResponse<String> answer = get(path);
    JsonNode finding = JSON.readTree(answer.body());
    FindingRecord overGrpc =
        grpc.getFinding(
                GetFindingRequest.newBuilder().setFindingId(listed.get("id").asLong()).build())
            .getFinding();
    String tag = answer.headers().firstValue("ETag").orElseThrow();

    assertThat(finding).isEqualTo(listed);
    assertThat(tag).isEqualTo("\"" + overGrpc.getVersion() + "\"");
    assertThat(overGrpc.getExposure().getAmount())
        .isEqualTo(finding.at("/exposure/amount").asString())
        .isEqualTo("25.00");
    assertThat(overGrpc.getFactsOrThrow("received_quantity").getNumber())
        .isEqualTo(finding.at("/facts/received_quantity").asString());
    assertThat(overGrpc.getFactsMap().keySet())
        .containsExactlyInAnyOrderElementsOf(finding.get("facts").propertyNames());
    assertThat(rest("findings/" + overGrpc.getId() + "/changes").toString())
        .contains("\"state\":\"OPEN\"", "\"at\":\"2024-03-06T18:00:00Z\"");
    assertThat(decision(path, "\"999\"")).contains("STALE_VERSION");
    assertThat(decision(path, tag)).as("the tag is accepted").contains("WRONG_STATE");
    assertThat(send(request(path).header("If-None-Match", tag).GET().build()).statusCode())
        .isEqualTo(304);
  }

  private static String decision(String path, String tag) throws Exception {
    return send(request(path + "/proposals")
            .header("Content-Type", "application/json")
            .header("If-Match", tag)
            .header("Idempotency-Key", "key-" + tag.replace("\"", ""))
            .POST(BodyPublishers.ofString("{\"action\": \"Post the receipt\"}"))
            .build())
        .body();
  }
}
