package dev.throughline.api.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.throughline.api.config.RunningService;
import dev.throughline.api.config.RunningTestService;
import dev.throughline.api.grpc.GrpcClient;
import dev.throughline.api.grpc.v1.Attribute;
import dev.throughline.api.grpc.v1.CanonicalEvents;
import dev.throughline.api.grpc.v1.Event;
import dev.throughline.api.grpc.v1.IngestRequest;
import dev.throughline.api.grpc.v1.IngestResponse;
import dev.throughline.api.grpc.v1.ObjectReference;
import dev.throughline.api.grpc.v1.SourceRecords;
import dev.throughline.api.security.Person;
import dev.throughline.api.security.UserAccounts;
import dev.throughline.ingest.map.record.JsonRecords;
import dev.throughline.ingest.store.EventStore;
import dev.throughline.ingest.store.ImportRun;
import dev.throughline.model.LogName;
import dev.throughline.model.Role;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Events over real connections into a real database. */
class IntakeTest {
  private static final LogName LOG = new LogName("operations");
  private static final String FEED = "wms-feed";
  private static final String AUDITOR = "audrey";
  private static final String PASSWORD = "correct horse battery";
  private static final String EVENTS = "/api/v1/events";

  @TempDir static Path folder;
  private static RunningService service;
  private static GrpcClient grpc;
  private static EventStore store;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @BeforeAll
  static void start() {
    service = RunningTestService.start(folder, "--test.store=database");
    UserAccounts users = service.part(UserAccounts.class);
    users.add("test", Person.of(FEED, Role.INTEGRATION_OPERATOR), PASSWORD).block();
    users.add("test", Person.of(AUDITOR, Role.AUDITOR), PASSWORD).block();
    grpc = new GrpcClient(service.grpcPort());
    store = service.part(EventStore.class);
  }

  @AfterAll
  static void stop() {
    grpc.close();
    service.close();
  }

  @Test
  void sameEvent_inEveryFormat_isStoredOnce() throws Throwable {
    String event = canonical("same", "2026-03-01T10:15:00.123456+01:00");
    String envelope =
        """
        {"specversion":"1.0","id":"c-1","source":"urn:wms","type":"event","data":%s}"""
            .formatted(event);
    String encoded =
        """
        {"specversion":"1.0","id":"c-2","source":"urn:wms","type":"event","data_base64":"%s"}"""
            .formatted(Base64.getEncoder().encodeToString(event.getBytes(StandardCharsets.UTF_8)));

    assertCounts(post("application/json", "[" + event + "]"), 1, 1, 0, 0);
    assertCounts(post("application/x-ndjson", event + "\n"), 1, 0, 1, 0);
    assertCounts(post("application/cloudevents+json", envelope), 1, 0, 1, 0);
    assertCounts(
        post("application/cloudevents-batch+json", "[" + envelope + "," + encoded + "]"),
        2,
        0,
        2,
        0);
    assertCounts(
        json(
            send(
                request(EVENTS, FEED, "application/json")
                    .header("ce-specversion", "1.0")
                    .header("ce-id", "c-3")
                    .header("ce-source", "urn:wms")
                    .header("ce-type", "event")
                    .POST(BodyPublishers.ofString(event))
                    .build())),
        1,
        0,
        1,
        0);
    IngestResponse overGrpc = IngestCall.send(feed(), events(1, proto("same"))).get(0);
    assertThat(overGrpc.getDuplicate()).isEqualTo(1);

    assertThat(stored("same")).hasSize(1);
  }

  @Test
  void event_overGrpc_equalsTheOneOverRest() throws Throwable {
    post("application/json", "[" + canonical("twin-rest", "2026-03-01T09:15:00.123456Z") + "]");
    IngestCall.send(feed(), events(1, proto("twin-grpc")));

    dev.throughline.model.Event rest = stored("twin-rest").get(0);
    dev.throughline.model.Event other = stored("twin-grpc").get(0);
    assertThat(other).usingRecursiveComparison().ignoringFields("id").isEqualTo(rest);
  }

  @Test
  void poison_amongManyRecords_isQuarantinedAndTheRestIsAccepted() throws Exception {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      body.append(i % 10 == 3 ? poison(i / 10) : canonical("many-" + i, "2026-03-01T10:00:00Z"))
          .append('\n');
    }

    JsonNode answer = post("application/x-ndjson", body.toString());

    assertCounts(answer, 1_000, 900, 0, 100);
    JsonNode records = answer.get("quarantinedRecords");
    assertThat(records.size()).isEqualTo(100);
    for (int i = 0; i < 100; i++) {
      assertThat(records.get(i).get("record").asInt()).isEqualTo(i * 10 + 4);
    }
    assertThat(records.get(0).get("code").asString()).isEqualTo("MALFORMED_ROW");
    assertThat(records.get(1).get("code").asString()).isEqualTo("BAD_TIMESTAMP");
    assertThat(records.get(1).get("field").asString()).isEqualTo("/occurredAt");
    assertThat(records.get(2).get("field").asString()).isEqualTo("/objects/0/id");
    assertThat(records.get(3).get("code").asString()).isEqualTo("BAD_ENCODING");
  }

  private static String poison(int kind) {
    return switch (kind % 4) {
      case 0 -> "{\"id\": \"broken";
      case 1 -> canonical("p", "yesterday");
      case 2 -> canonical("p", "2026-03-01T10:00:00Z").replace("\"R-1\"", "\" \"");
      default -> "\u0000not utf-8\u0000";
    };
  }

  @Test
  void ledger_ofEachSource_holdsAndIsVisible() throws Exception {
    String other = canonical("ledger-1", "2026-03-01T10:00:00Z").replace("wms.north", "wms.ledger");
    String bad = canonical("ledger-2", "never").replace("wms.north", "wms.ledger");
    post("application/json", "[" + other + "," + other + "," + bad + "]");
    post("application/json", "[" + other + "]");

    JsonNode runs = json(get("/api/v1/logs/operations/imports?pageSize=1000")).get("items");
    List<JsonNode> ofSource = new ArrayList<>();
    runs.forEach(
        run -> {
          if (run.get("file").asString().equals("wms.ledger")) {
            ofSource.add(run);
          }
        });
    assertThat(ofSource).hasSize(1);
    assertCounts(ofSource.get(0), 4, 1, 2, 1);
  }

  @Test
  void grpc_stream_answersEachRequestInItsOrder() throws Throwable {
    IngestRequest[] requests =
        IntStream.range(0, 200)
            .mapToObj(i -> events(1_000 + i, proto("stream-" + i), proto("stream-" + i / 2)))
            .toArray(IngestRequest[]::new);

    List<IngestResponse> responses = IngestCall.send(feed(), requests);

    assertThat(responses.stream().map(IngestResponse::getNumber))
        .containsExactlyElementsOf(IntStream.range(1_000, 1_200).mapToObj(Long::valueOf).toList());
    assertThat(responses.stream().mapToInt(IngestResponse::getAccepted).sum()).isEqualTo(200);
    assertThat(responses.stream().mapToInt(IngestResponse::getDuplicate).sum()).isEqualTo(200);
  }

  @Test
  void grpc_badEvents_haveTheReasonsOfTheJsonForm() throws Throwable {
    Event noTime = proto("grpc-bad-1").toBuilder().clearOccurredAt().build();
    Event noNumber =
        proto("grpc-bad-2").toBuilder()
            .addAttributes(Attribute.newBuilder().setKey("a/b").setReal("12,50"))
            .build();
    Event twice =
        proto("grpc-bad-3").toBuilder()
            .addAttributes(Attribute.newBuilder().setKey("quantity").setText("x"))
            .build();
    Event blank = proto("grpc-bad-4").toBuilder().setSource(" ").build();

    IngestResponse response =
        IngestCall.send(feed(), events(7, noTime, proto("grpc-good"), noNumber, twice, blank))
            .get(0);

    assertThat(response.getAccepted()).isEqualTo(1);
    assertThat(response.getQuarantined()).isEqualTo(4);
    assertThat(
            response.getQuarantinedRecordsList().stream()
                .map(r -> r.getRecord() + " " + r.getCode() + " " + r.getField()))
        .containsExactly(
            "1 MISSING_FIELD /occurredAt",
            "3 BAD_VALUE /attributes/a~1b",
            "4 BAD_VALUE /attributes/quantity",
            "5 MISSING_FIELD /source");
  }

  @Test
  void grpc_withoutCredentialsOrRole_isRefused() {
    assertThat(failure(grpc.anonymous()).getStatus().getCode())
        .isEqualTo(Status.Code.UNAUTHENTICATED);
    StatusRuntimeException forbidden = failure(grpc.as(AUDITOR, PASSWORD));
    assertThat(forbidden.getStatus().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
    assertThat(GrpcClient.info(forbidden).getReason()).isEqualTo("NOT_ALLOWED");
  }

  @Test
  void grpc_invalidRequests_sayWhyAndWhere() {
    StatusRuntimeException unknown =
        failure(
            feed(),
            IngestRequest.newBuilder()
                .setSourceRecords(SourceRecords.newBuilder().setMapping("sap"))
                .build());
    assertThat(unknown.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(GrpcClient.info(unknown).getReason()).isEqualTo("BAD_ARGUMENT");
    assertThat(unknown.getStatus().getDescription()).contains("no mapping 'sap'");

    CanonicalEvents.Builder many = CanonicalEvents.newBuilder();
    IntStream.range(0, 10_001).forEach(i -> many.addEvents(Event.getDefaultInstance()));
    StatusRuntimeException tooMany =
        failure(feed(), IngestRequest.newBuilder().setEvents(many).build());
    assertThat(tooMany.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(GrpcClient.info(tooMany).getReason()).isEqualTo("TOO_LARGE");
    assertThat(tooMany.getStatus().getDescription()).contains("events.events");
  }

  /** The mapping is looked at only closely enough to see that it is used. */
  @Test
  void sourceRecord_overRestAndGrpc_isTheSameEvent() throws Throwable {
    String record =
        """
        {"messageId":"m-77","facility":{"region":"north","number":"12"},\
        "eventType":"RECEIPT_CONFIRMED","eventTimeMs":1772356500000,"sentTimeMs":1772356501000,\
        "operatorId":"op7","receipt":{"number":"R-9","deliveryNote":"D-9",\
        "customerOrderRef":"PO4500000123"},"item":{"code":"N-0004711","quantity":12.5,"uom":"EA"}}""";

    JsonNode first = json(postTo(EVENTS + "?mapping=wms", FEED, "application/x-ndjson", record));
    IngestResponse second =
        IngestCall.send(
                feed(),
                IngestRequest.newBuilder()
                    .setNumber(5)
                    .setSourceRecords(
                        SourceRecords.newBuilder()
                            .setMapping("wms")
                            .addRecords(ByteString.copyFromUtf8(record)))
                    .build())
            .get(0);

    assertCounts(first, 1, 1, 0, 0);
    assertThat(second.getDuplicate()).isEqualTo(1);
    assertThat(stored("m-77").get(0).activity().value()).isEqualTo("Goods received");
  }

  @Test
  void replay_corrected_isStoredOnce() throws Exception {
    JsonNode answer = post("application/json", "[" + canonical("replayed", "soon") + "]");
    long id = answer.get("quarantinedRecords").get(0).get("id").asLong();
    String address = "/api/v1/quarantine/" + id + "/replay";

    HttpResponse<String> still = postTo(address, FEED, "application/json", "");
    assertThat(still.statusCode()).as(still.body()).isEqualTo(400);
    assertThat(json(still).get("code").asString()).isEqualTo("BAD_TIMESTAMP");
    assertThat(json(still).get("errors").get(0).get("place").asString()).contains("/occurredAt");
    assertThat(stored("replayed")).isEmpty();

    String corrected = "{\"record\":" + canonical("replayed", "2026-03-01T09:15:00.123456Z") + "}";
    HttpResponse<String> done = postTo(address, FEED, "application/json", corrected);
    assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
    JsonNode replay = json(done).get("replay");
    assertThat(replay.get("accepted").asBoolean()).isTrue();
    assertThat(replay.get("by").asString()).isEqualTo(FEED);
    assertThat(stored("replayed")).hasSize(1);
    assertThat(stored("replayed").get(0).attributes())
        .contains(
            new dev.throughline.model.Attribute(
                "quantity",
                new dev.throughline.model.AttributeValue.Real(new java.math.BigDecimal("12.50"))));

    long events = store.log(LOG).block().events();
    HttpResponse<String> again = postTo(address, FEED, "application/json", corrected);
    assertThat(json(again)).isEqualTo(json(done));
    assertThat(store.log(LOG).block().events()).isEqualTo(events);
    assertThat(json(get("/api/v1/quarantine/" + id))).isEqualTo(json(done));
    JsonNode newest = json(get("/api/v1/quarantine?log=operations&pageSize=1000")).get("items");
    assertThat(newest.findValuesAsString("id")).contains(Long.toString(id));
  }

  @Test
  void replay_withoutTheRole_isForbidden() throws Exception {
    JsonNode answer = post("application/json", "[" + canonical("not replayed", "soon") + "]");
    long id = answer.get("quarantinedRecords").get(0).get("id").asLong();

    HttpResponse<String> refused =
        postTo("/api/v1/quarantine/" + id + "/replay", AUDITOR, "application/json", "");

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(postTo(EVENTS, AUDITOR, "application/json", "[]").statusCode()).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/v1/events|text/csv|a,b|415|BAD_ARGUMENT",
        "/api/v1/events?mapping=sap|application/json|[]|400|BAD_ARGUMENT",
        "/api/v1/events|application/json|{}|400|BAD_ARGUMENT",
        "/api/v1/events|application/json|''|400|BAD_ARGUMENT",
        "/api/v1/quarantine/99999999/replay|application/json|''|404|NOT_FOUND",
        "/api/v1/quarantine/1/replay|application/json|[]|400|BAD_ARGUMENT"
      })
  void rest_invalidRequest_saysWhy(
      String address, String type, String body, int status, String code) throws Exception {
    HttpResponse<String> refused = postTo(address, FEED, type, body);

    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(status);
    assertThat(json(refused).get("code").asString()).isEqualTo(code);
  }

  @Test
  void rest_emptyArray_isAnEmptyLedger() throws Exception {
    assertCounts(post("application/json", " [ ] "), 0, 0, 0, 0);
  }

  @Test
  void rest_envelopeWithoutItsFields_isQuarantined() throws Exception {
    JsonNode answer =
        post("application/cloudevents-batch+json", "[{\"specversion\":\"1.0\",\"id\":\"x\"},7]");

    assertCounts(answer, 2, 0, 0, 2);
    assertThat(answer.get("quarantinedRecords").get(0).get("field").asString())
        .isEqualTo("/source");
  }

  /** Eight clients send overlapping events by both ways: each event is accepted exactly once. */
  @Test
  void manyClients_overlappingEvents_acceptEachOnce() throws Exception {
    int events = 400;
    ExecutorService clients = Executors.newFixedThreadPool(8);
    List<Future<Long>> accepted = new ArrayList<>();
    for (int client = 0; client < 8; client++) {
      int from = client * 50;
      boolean overGrpc = client % 2 == 0;
      Callable<Long> work =
          () -> overGrpc ? acceptedOverGrpc(from, events) : acceptedOverRest(from, events);
      accepted.add(clients.submit(work));
    }
    long sum = 0;
    for (Future<Long> one : accepted) {
      sum += one.get();
    }
    clients.shutdown();

    assertThat(sum).isEqualTo(events);
    assertThat(store.events(LOG).filter(e -> e.id().value().startsWith("race-")).count().block())
        .isEqualTo(events);
    long received = 0;
    for (ImportRun run : store.imports(LOG).collectList().block()) {
      received += run.count().received() - run.count().duplicate() - run.count().quarantined();
    }
    assertThat(received).isEqualTo(store.log(LOG).block().events());
  }

  private static long acceptedOverGrpc(int from, int events) {
    IngestRequest[] requests =
        IntStream.range(0, events)
            .mapToObj(i -> events(i, proto("race-" + (from + i) % events)))
            .toArray(IngestRequest[]::new);
    try {
      return IngestCall.send(feed(), requests).stream()
          .mapToLong(IngestResponse::getAccepted)
          .sum();
    } catch (Throwable failed) {
      throw new AssertionError(failed);
    }
  }

  private static long acceptedOverRest(int from, int events) throws Exception {
    long accepted = 0;
    for (int i = 0; i < events; i += 20) {
      StringBuilder body = new StringBuilder();
      for (int k = i; k < i + 20; k++) {
        body.append(canonical("race-" + (from + k) % events, "2026-03-01T10:00:00Z")).append('\n');
      }
      accepted += post("application/x-ndjson", body.toString()).get("accepted").asLong();
    }
    return accepted;
  }

  private static String canonical(String id, String occurredAt) {
    return """
        {"id":"%s","source":"wms.north","activity":"Goods received","occurredAt":"%s",\
        "recordedAt":"2026-03-01T10:00:00Z","resource":"op7","objects":[{"type":"goods receipt",\
        "id":"R-1"},{"type":"SKU","id":"4711","qualifier":"received"}],"correlationIds":\
        {"trace":"4bf92f35"},"attributes":{"quantity":12.50,"boxes":3,"unit":"EA","open":true,\
        "dueAt":{"at":"2026-03-31T00:00:00+02:00"}}}"""
        .formatted(id, occurredAt);
  }

  private static Event proto(String id) {
    return Event.newBuilder()
        .setId(id)
        .setSource("wms.north")
        .setActivity("Goods received")
        .setOccurredAt(Timestamp.newBuilder().setSeconds(1_772_356_500L).setNanos(123_456_000))
        .setRecordedAt(Timestamp.newBuilder().setSeconds(1_772_359_200L))
        .setResource("op7")
        .addObjects(ObjectReference.newBuilder().setType("goods receipt").setId("R-1"))
        .addObjects(
            ObjectReference.newBuilder().setType("SKU").setId("4711").setQualifier("received"))
        .putCorrelationIds("trace", "4bf92f35")
        .addAttributes(Attribute.newBuilder().setKey("quantity").setReal("12.50"))
        .addAttributes(Attribute.newBuilder().setKey("boxes").setWhole(3))
        .addAttributes(Attribute.newBuilder().setKey("unit").setText("EA"))
        .addAttributes(Attribute.newBuilder().setKey("open").setFlag(true))
        .addAttributes(
            Attribute.newBuilder().setKey("dueAt").setMoment("2026-03-31T00:00:00+02:00"))
        .build();
  }

  private static IngestRequest events(long number, Event... events) {
    return IngestRequest.newBuilder()
        .setNumber(number)
        .setEvents(CanonicalEvents.newBuilder().addAllEvents(List.of(events)))
        .build();
  }

  private static Channel feed() {
    return grpc.as(FEED, PASSWORD);
  }

  private static StatusRuntimeException failure(Channel channel, IngestRequest... requests) {
    Throwable failure = catchThrowable(() -> IngestCall.send(channel, requests));
    assertThat(failure).isInstanceOf(StatusRuntimeException.class);
    return (StatusRuntimeException) failure;
  }

  private static List<dev.throughline.model.Event> stored(String id) {
    return store.events(LOG).filter(e -> e.id().value().equals(id)).collectList().block();
  }

  private static void assertCounts(
      JsonNode answer, long received, long accepted, long duplicate, long quarantined) {
    assertThat(
            List.of(
                answer.get("received").asLong(),
                answer.get("accepted").asLong(),
                answer.get("duplicate").asLong(),
                answer.get("quarantined").asLong()))
        .as(answer.toString())
        .containsExactly(received, accepted, duplicate, quarantined);
  }

  private static JsonNode post(String type, String body) throws Exception {
    HttpResponse<String> answer = postTo(EVENTS, FEED, type, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer);
  }

  private static HttpResponse<String> postTo(String address, String user, String type, String body)
      throws Exception {
    byte[] bytes =
        body.replace('\u0000', '\u00FF')
            .getBytes(
                body.indexOf('\u0000') < 0 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    return send(request(address, user, type).POST(BodyPublishers.ofByteArray(bytes)).build());
  }

  private static HttpResponse<String> get(String address) throws Exception {
    return send(request(address, AUDITOR, "application/json").GET().build());
  }

  private static HttpRequest.Builder request(String address, String user, String type) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port()).resolve(address))
        .header("Authorization", GrpcClient.basic(user, PASSWORD))
        .header("Content-Type", type);
  }

  private static HttpResponse<String> send(HttpRequest request)
      throws IOException, InterruptedException {
    return HTTP.send(request, BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return JsonRecords.JSON.readTree(answer.body());
  }
}
