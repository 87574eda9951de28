package dev.throughline.api.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as a user starts it: real PostgreSQL, real Spark, real HTTP, started twice. */
class ServiceEndToEndTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** Two cases; order -> pack takes 60 s and 120 s. The last row has no time. */
  private static final String ORDERS =
      """
      case,activity,timestamp,system
      o-1,order,2026-01-31T10:00:00Z,erp.main
      o-1,pack,2026-01-31T10:01:00Z,wms.north
      o-2,order,2026-02-01T10:00:00Z,erp.main
      o-2,pack,2026-02-01T10:02:00Z,wms.north
      o-3,order,soon,erp.main
      """;

  @TempDir Path directory;
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void service_importedLog_isMinedAndSurvivesARestart() throws Exception {
    String password;
    String graph;
    try (RunningService service = start()) {
      password = service.firstPassword().orElseThrow();
      assertThat(get(service, "wrong", "/api/v1/logs").statusCode()).isEqualTo(401);
      assertLedger(importOrders(service, password), 5, 4, 0, 1);
      assertLedger(importOrders(service, password), 5, 0, 4, 1);
      graph = graph(service, password);
      assertGraph(JSON.readTree(graph));
      assertThat(map(service, password)).contains("pack").isEqualTo(map(service, password));
      assertThatThrownBy(this::start)
          .isInstanceOfSatisfying(
              ThroughlineException.class,
              failure -> assertThat(failure.code()).isEqualTo(ErrorCode.ADDRESS_IN_USE));
    }
    try (RunningService service = start()) {
      assertThat(service.firstPassword()).isEmpty();
      assertThat(graph(service, password)).isEqualTo(graph);
    }
  }

  @Test
  void start_takenPort_isOneSentenceBeforeAnythingIsStarted() throws IOException {
    Path data = directory.resolve("never");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ServiceSettings settings =
          ServiceSettings.DEFAULTS
              .with("throughline.http.port", Integer.toString(taken.getLocalPort()))
              .with("throughline.data-directory", data.toString());

      assertThatThrownBy(() -> ThroughlineService.start(settings).close())
          .isInstanceOf(ThroughlineException.class)
          .hasMessageContaining("port %d is used by another process", taken.getLocalPort());
    }
    assertThat(data.resolve("postgres")).doesNotExist();
    assertThat(data.resolve("spark")).doesNotExist();
  }

  private RunningService start() {
    return ThroughlineService.start(
        ServiceSettings.DEFAULTS
            .with("throughline.http.port", "0")
            .with("throughline.grpc.port", "0")
            .with("throughline.data-directory", directory.toString()));
  }

  private JsonNode importOrders(RunningService service, String password) throws Exception {
    Path file = Files.writeString(directory.resolve("orders.csv"), ORDERS);
    HttpResponse<String> accepted =
        client.send(
            request(service, password, "/api/v1/logs/orders/imports?file=orders.csv")
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofFile(file))
                .build(),
            BodyHandlers.ofString());
    assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
    String location = accepted.headers().firstValue("Location").orElseThrow();
    return await()
        .atMost(LIMIT)
        .until(
            () -> JSON.readTree(get(service, password, URI.create(location).getPath()).body()),
            job -> job.get("state").asString().equals("finished"))
        .get("ledger");
  }

  private static void assertLedger(
      JsonNode ledger, long received, long accepted, long duplicate, long quarantined) {
    assertThat(ledger.get("received").asLong()).isEqualTo(received);
    assertThat(ledger.get("accepted").asLong()).isEqualTo(accepted);
    assertThat(ledger.get("duplicate").asLong()).isEqualTo(duplicate);
    assertThat(ledger.get("quarantined").asLong()).isEqualTo(quarantined);
  }

  private static void assertGraph(JsonNode graph) {
    assertThat(graph.get("cases").asLong()).isEqualTo(2);
    assertThat(graph.get("events").asLong()).isEqualTo(4);
    JsonNode step = graph.get("directlyFollows").get(0);
    assertThat(step.get("from").asString()).isEqualTo("order");
    assertThat(step.get("to").asString()).isEqualTo("pack");
    assertThat(step.get("count").asLong()).isEqualTo(2);
    assertThat(step.get("meanSeconds").asDouble()).isEqualTo(90);
    assertThat(step.get("sumSeconds").asDouble()).isEqualTo(180);
  }

  private String graph(RunningService service, String password) throws Exception {
    HttpResponse<String> answer = get(service, password, "/api/v1/logs/orders/graph");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private String map(RunningService service, String password) throws Exception {
    return get(service, password, "/api/v1/logs/orders/map.svg").body();
  }

  private HttpResponse<String> get(RunningService service, String password, String path)
      throws IOException, InterruptedException {
    return client.send(
        request(service, password, path).GET().build(),
        BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  private static HttpRequest.Builder request(RunningService service, String password, String path) {
    String credentials =
        Base64.getEncoder().encodeToString(("admin:" + password).getBytes(StandardCharsets.UTF_8));
    return HttpRequest.newBuilder(service.address().resolve(path))
        .header("Authorization", "Basic " + credentials)
        .timeout(LIMIT);
  }
}
