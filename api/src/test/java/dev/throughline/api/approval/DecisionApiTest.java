package dev.throughline.api.approval;

import static dev.throughline.model.Role.ACCOUNTS_PAYABLE_ANALYST;
import static dev.throughline.model.Role.AUDITOR;
import static dev.throughline.model.Role.FINANCE_CONTROLLER;
import static dev.throughline.model.Role.INTEGRATION_OPERATOR;
import static dev.throughline.model.Role.PROCUREMENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.api.approval.Channel.Call;
import dev.throughline.api.config.RunningService;
import dev.throughline.api.config.RunningTestService;
import dev.throughline.api.database.TestDatabase;
import dev.throughline.api.findings.StoredFindings;
import dev.throughline.api.grpc.GrpcServer;
import dev.throughline.api.security.Person;
import dev.throughline.api.security.UserAccounts;
import dev.throughline.model.FindingId;
import dev.throughline.model.Role;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Decisions over REST and gRPC of the started service: the same questions, the same answers. */
class DecisionApiTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Map<String, Role> PEOPLE =
      Map.of(
          "paula", PROCUREMENT,
          "anna", ACCOUNTS_PAYABLE_ANALYST,
          "frank", FINANCE_CONTROLLER,
          "audra", AUDITOR,
          "otto", INTEGRATION_OPERATOR);

  @TempDir static Path folder;
  private static RunningService service;
  private static StoredFindings findings;
  private static RestChannel rest;
  private static GrpcChannel grpc;
  private static int number;

  @BeforeAll
  static void start() {
    service = RunningTestService.start(folder, "--throughline.triage.automatic=false");
    findings = new StoredFindings(service.part(TestDatabase.class), "decided");
    UserAccounts users = service.part(UserAccounts.class);
    PEOPLE.forEach(
        (name, role) -> users.add("test", Person.of(name, role), Channel.PASSWORD).block());
    rest = new RestChannel(service.port());
    grpc = new GrpcChannel(service.part(GrpcServer.class).port());
  }

  @AfterAll
  static void stop() {
    grpc.close();
    service.close();
  }

  private static FindingId finding(long cents) {
    return findings.open(
        "quantity-short",
        "4500/" + ++number,
        cents,
        Example.NOON,
        "{\"receiver\": \"Rita\", \"requester\": \"FRANK\"}");
  }

  /** One story on each channel, step by step. */
  @Test
  void take_everyWayThroughTheStates_isAnsweredAlike() {
    List<String> overRest = story(rest);
    List<String> overGrpc = story(grpc);

    assertThat(overGrpc).isEqualTo(overRest);
    assertThat(overRest)
        .containsExactly(
            "WRONG_STATE",
            "NOT_ALLOWED",
            "MISSING_FIELD",
            "VERSION_NEEDED",
            "KEY_NEEDED",
            "STALE_VERSION",
            "OK PROPOSE PROPOSED 2 post the receipt 0/2  by paula tag 2 replayed false",
            "OK PROPOSE PROPOSED 2 post the receipt 0/2  by paula tag 2 replayed true",
            "KEY_REUSED",
            "SEPARATION_OF_DUTIES",
            "SEPARATION_OF_DUTIES",
            "STALE_VERSION",
            "MISSING_FIELD",
            "OK APPROVE PROPOSED 3 post the receipt 1/2 OTHER by anna tag 3 replayed false",
            "SEPARATION_OF_DUTIES",
            "NOT_ALLOWED",
            "OK REJECT REJECTED 4 post the receipt 1/2  by fiona tag 4 replayed false",
            "OK PROPOSE PROPOSED 5 ask for a credit note 0/2  by anna tag 5 replayed false",
            "OK APPROVE PROPOSED 6 ask for a credit note 1/2  by fiona tag 6 replayed false",
            "OK APPROVE APPROVED 7 ask for a credit note 2/2  by fred tag 7 replayed false",
            "OK FAIL FAILED 8 ask for a credit note 2/2  by otto tag 8 replayed false",
            "OK CONFIRM_REASON FAILED 8  0/0 DAMAGED_IN_TRANSIT by paula tag 8 replayed false",
            "NOT_FOUND");
  }

  private static List<String> story(Channel channel) {
    addOnce("fiona", FINANCE_CONTROLLER);
    addOnce("fred", FINANCE_CONTROLLER);
    FindingId id = finding(5_000_000);
    Call proposal = Call.of("propose", id, 1).action("post the receipt");
    List<String> answers = new ArrayList<>();
    answers.add(channel.take("anna", Call.of("approve", id, 1)));
    answers.add(channel.take("audra", proposal.key("a")));
    answers.add(channel.take("paula", Call.of("propose", id, 1)));
    answers.add(channel.take("paula", Call.of("propose", id, 0).action("x")));
    answers.add(channel.take("paula", proposal.key("")));
    answers.add(channel.take("paula", Call.of("propose", id, 9).action("x")));
    answers.add(channel.take("paula", proposal));
    answers.add(channel.take("paula", proposal));
    answers.add(channel.take("paula", proposal.action("something else")));
    answers.add(channel.take("paula", Call.of("approve", id, 2)));
    answers.add(channel.take("frank", Call.of("approve", id, 2)));
    answers.add(channel.take("anna", Call.of("approve", id, 1)));
    answers.add(channel.take("anna", Call.of("reject", id, 2)));
    answers.add(channel.take("anna", Call.of("approve", id, 2).reason("OTHER")));
    answers.add(channel.take("anna", Call.of("approve", id, 3)));
    answers.add(channel.take("otto", Call.of("approve", id, 3)));
    answers.add(channel.take("fiona", Call.of("reject", id, 3).comment("no receipt")));
    answers.add(channel.take("anna", Call.of("propose", id, 4).action("ask for a credit note")));
    answers.add(channel.take("fiona", Call.of("approve", id, 5)));
    answers.add(channel.take("fred", Call.of("approve", id, 6)));
    answers.add(channel.take("otto", Call.of("fail", id, 7).comment("ERP is down")));
    answers.add(channel.take("paula", Call.of("confirm", id, 8).reason("DAMAGED_IN_TRANSIT")));
    answers.add(
        channel.take("paula", Call.of("confirm", new FindingId(99_999_999), 1).reason("OTHER")));
    return answers;
  }

  private static void addOnce(String name, Role role) {
    UserAccounts users = service.part(UserAccounts.class);
    boolean known = Set.copyOf(users.list().map(Person::name).collectList().block()).contains(name);
    if (!known) {
      users.add("test", Person.of(name, role), Channel.PASSWORD).block();
    }
  }

  @Test
  void read_proposalsAndPermissions_areAlike() {
    FindingId id = finding(50_000);
    rest.take("paula", Call.of("propose", id, 1).action("post the receipt"));
    rest.take("anna", Call.of("reject", id, 2).comment("wrong line").reason("OTHER"));
    rest.take("anna", Call.of("propose", id, 3).action("ask for a credit note"));

    assertThat(grpc.proposals("audra", id))
        .isEqualTo(rest.proposals("audra", id))
        .isEqualTo(
            "post the receipt by paula: 500.00 EUR, 1\n"
                + "  REJECTED by anna: wrong line OTHER\n"
                + "ask for a credit note by anna: 500.00 EUR, 1\n");
    for (String user : PEOPLE.keySet()) {
      assertThat(grpc.permissions(user, id)).isEqualTo(rest.permissions(user, id));
    }
    assertThat(rest.permissions("frank", id))
        .contains(
            "APPROVE false SEPARATION_OF_DUTIES"
                + " you requested this purchase; somebody else must decide\n");
    assertThat(rest.permissions("anna", id))
        .contains(
            "APPROVE false SEPARATION_OF_DUTIES you proposed this; somebody else must decide\n");
  }

  @Test
  void take_callThatWasMadeOverTheOtherChannel_isReplayed() {
    FindingId id = finding(50_000);
    Call call = Call.of("propose", id, 1).action("post the receipt");

    assertThat(rest.take("paula", call)).endsWith("replayed false");
    assertThat(grpc.take("paula", call))
        .startsWith("OK PROPOSE PROPOSED 2")
        .endsWith("replayed true");
  }

  @Test
  void post_repeated_hasTheSameBytes() {
    Call call = Call.of("propose", finding(50_000), 1).action("post the receipt");

    HttpResponse<String> first = rest.post("paula", call);
    HttpResponse<String> second = rest.post("paula", call);

    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.statusCode()).isEqualTo(first.statusCode()).isEqualTo(200);
    assertThat(second.headers().firstValue("ETag")).isEqualTo(first.headers().firstValue("ETag"));
    assertThat(first.headers().firstValue("Idempotent-Replayed")).isEmpty();
    assertThat(second.headers().firstValue("Idempotent-Replayed")).contains("true");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'{\"action\":\"x\",\"approved\":true}' | 400 | UNKNOWN_ELEMENT | /approved",
        "'{\"action\":\"x\",\"reason\":\"NONE\"}' | 400 | BAD_VALUE | /reason",
        "'{\"action\":[1]}' | 400 | BAD_VALUE | /action",
        "'{\"action\":\"x\"' | 400 | BAD_ARGUMENT | ''",
        "'[]' | 400 | BAD_VALUE | ''",
        "'{\"action\":\"  \"}' | 400 | MISSING_FIELD | action"
      })
  void post_wrongBody_isAProblemThatNamesThePlace(
      String body, int status, String code, String place) {
    HttpResponse<String> response =
        rest.send(
            rest.request("paula", "/api/v1/findings/" + finding(1) + "/proposals")
                .header("Content-Type", "application/json")
                .header("If-Match", "\"1\"")
                .header("Idempotency-Key", DecisionFixture.newKey())
                .POST(BodyPublishers.ofString(body)));

    JsonNode problem = JSON.readTree(response.body());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(problem.get("code").asString()).isEqualTo(code);
    if (!place.isEmpty()) {
      assertThat(problem.get("errors").get(0).get("place").asString()).isEqualTo(place);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', 428, VERSION_NEEDED",
    "*, 428, VERSION_NEEDED",
    "W/\"1\", 412, STALE_VERSION",
    "1, 412, STALE_VERSION",
    "\"7\", 412, STALE_VERSION"
  })
  void post_tagThatIsMissingOrNotTheCurrentOne_isRefused(String tag, int status, String code) {
    var request =
        rest.request("paula", "/api/v1/findings/" + finding(1) + "/proposals")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", DecisionFixture.newKey())
            .POST(BodyPublishers.ofString("{\"action\":\"x\"}"));
    if (!tag.isEmpty()) {
      request.header("If-Match", tag);
    }
    HttpResponse<String> response = rest.send(request);

    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(JSON.readTree(response.body()).get("code").asString()).isEqualTo(code);
  }

  @Test
  void audit_entriesOverRest_areForAuditorsAndNewestFirst() {
    FindingId id = finding(50_000);
    rest.take("paula", Call.of("propose", id, 1).action("post the receipt"));

    JsonNode items =
        JSON.readTree(
                rest.send(rest.request("audra", "/api/v1/audit/entries?pageSize=1").GET()).body())
            .get("items");

    assertThat(items).hasSize(1);
    assertThat(items.get(0).get("entry").get("subject").asString()).isEqualTo("finding/" + id);
    assertThat(items.get(0).get("entry").get("actor").asString()).isEqualTo("paula");
    assertThat(rest.send(rest.request("paula", "/api/v1/audit/entries").GET()).statusCode())
        .isEqualTo(403);
    String export = rest.send(rest.request("audra", "/api/v1/audit/export").GET()).body();
    assertThat(export.lines()).isNotEmpty().allMatch(line -> line.startsWith("{\"entry\":{"));
  }
}
