package dev.throughline.api.triage;

import static dev.throughline.model.Role.ACCOUNTS_PAYABLE_ANALYST;
import static dev.throughline.model.Role.AUDITOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.throughline.api.config.RunningService;
import dev.throughline.api.config.RunningTestService;
import dev.throughline.api.database.TestDatabase;
import dev.throughline.api.findings.StoredFindings;
import dev.throughline.api.grpc.GrpcServer;
import dev.throughline.api.grpc.v1.Advice;
import dev.throughline.api.grpc.v1.GetAdviceRequest;
import dev.throughline.api.grpc.v1.TriageRequest;
import dev.throughline.api.grpc.v1.TriageServiceGrpc;
import dev.throughline.api.security.Person;
import dev.throughline.api.security.UserAccounts;
import dev.throughline.model.FindingId;
import dev.throughline.model.Role;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Advice over REST and gRPC, by people who may and people who may not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TriageApiTest {
  private static final String PASSWORD = "correct horse battery";
  private static final Instant OPENED = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir static Path folder;
  private RunningService service;
  private StoredFindings findings;
  private ManagedChannel channel;
  private int cases;

  @BeforeAll
  void start() {
    service = RunningTestService.start(folder, "--throughline.triage.automatic=false");
    findings = new StoredFindings(service.part(TestDatabase.class), "operations");
    channel =
        NettyChannelBuilder.forAddress("127.0.0.1", service.part(GrpcServer.class).port())
            .usePlaintext()
            .build();
    add("anna", ACCOUNTS_PAYABLE_ANALYST);
    add("otto", AUDITOR);
  }

  @AfterAll
  void stop() {
    channel.shutdownNow();
    service.close();
  }

  private void add(String name, Role role) {
    service.part(UserAccounts.class).add("admin", Person.of(name, role), PASSWORD).block();
  }

  private FindingId newFinding() {
    return findings.open("duplicate-invoice", "45/" + ++cases, 250_000, OPENED);
  }

  private WebTestClient.ResponseSpec call(HttpMethod method, String name, String path) {
    return WebTestClient.bindToServer()
        .baseUrl(service.address().toString())
        .responseTimeout(Duration.ofSeconds(30))
        .build()
        .method(method)
        .uri("/api/v1/" + path)
        .headers(headers -> headers.setBasicAuth(name, PASSWORD))
        .exchange();
  }

  @Test
  void rest_triage_storesAdviceThatEveryRoleMayRead() {
    FindingId id = newFinding();
    call(HttpMethod.GET, "otto", "findings/" + id + "/advice").expectStatus().isNotFound();

    call(HttpMethod.POST, "anna", "findings/" + id + "/triage")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.reason")
        .isEqualTo("DUPLICATE_DOCUMENT")
        .jsonPath("$.reasons[0].words")
        .isEqualTo("duplicate document")
        .jsonPath("$.advisedBy")
        .isEqualTo("rules/1")
        .jsonPath("$.priority")
        .isEqualTo(2)
        .jsonPath("$.evidence[0].event")
        .isEqualTo("1");

    call(HttpMethod.GET, "otto", "findings/" + id + "/advice")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.findingVersion")
        .isEqualTo(2);
    call(HttpMethod.GET, "otto", "findings/" + id + "/advice/history")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.length()")
        .isEqualTo(1);
  }

  @Test
  void rest_triageByAnAuditor_isForbiddenAndOfNothingIsNotFound() {
    call(HttpMethod.POST, "otto", "findings/" + newFinding() + "/triage")
        .expectStatus()
        .isForbidden();
    for (String id : new String[] {"0", "-3", "999999999"}) {
      call(HttpMethod.POST, "anna", "findings/" + id + "/triage").expectStatus().isNotFound();
    }
  }

  @Test
  void rest_advisor_isTheRulesUntilAModelIsTrained() {
    call(HttpMethod.GET, "otto", "models/triage")
        .expectStatus()
        .isOk()
        .expectBody()
        .json("{\"advisedBy\":\"rules/1\"}");
  }

  @Test
  void grpc_triage_answersWithWhatIsStored() {
    FindingId id = newFinding();

    Advice advice = as("anna").triage(TriageRequest.newBuilder().setFindingId(id.value()).build());

    assertThat(advice.getReasons(0).getReason()).isEqualTo("DUPLICATE_DOCUMENT");
    assertThat(advice.getFindingVersion()).isEqualTo(2);
    assertThat(advice.getSummary()).startsWith("Duplicate invoice in case \"45/");
    assertThat(as("otto").getAdvice(GetAdviceRequest.newBuilder().setFindingId(id.value()).build()))
        .isEqualTo(advice);
  }

  @Test
  void grpc_triageByAnAuditorOrOfNothing_isRefused() {
    TriageRequest request = TriageRequest.newBuilder().setFindingId(999_999_999).build();

    assertThat(refused(() -> as("otto").triage(request))).isEqualTo(Status.Code.PERMISSION_DENIED);
    assertThat(refused(() -> as("anna").triage(request))).isEqualTo(Status.Code.NOT_FOUND);
    assertThat(refused(() -> as("anna").triage(TriageRequest.getDefaultInstance())))
        .isEqualTo(Status.Code.NOT_FOUND);
  }

  private static Status.Code refused(Runnable call) {
    return catchThrowableOfType(StatusRuntimeException.class, call::run).getStatus().getCode();
  }

  private TriageServiceGrpc.TriageServiceBlockingStub as(String name) {
    Metadata metadata = new Metadata();
    String credentials =
        Base64.getEncoder()
            .encodeToString((name + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    metadata.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Basic " + credentials);
    return TriageServiceGrpc.newBlockingStub(channel)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(metadata));
  }
}
