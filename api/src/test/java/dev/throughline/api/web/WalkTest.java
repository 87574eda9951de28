package dev.throughline.api.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.throughline.api.audit.AuditEntry;
import dev.throughline.api.audit.AuditTrail;
import dev.throughline.api.commandline.CommandLineInterface;
import dev.throughline.api.config.RunningService;
import dev.throughline.api.config.ServiceSettings;
import dev.throughline.api.config.ThroughlineService;
import dev.throughline.api.grpc.GrpcClient;
import dev.throughline.api.grpc.v1.IngestResponse;
import dev.throughline.api.intake.IngestCall;
import dev.throughline.api.security.Person;
import dev.throughline.api.security.UserAccounts;
import dev.throughline.api.web.Browser.Scripts;
import dev.throughline.api.webhooks.Receiver;
import dev.throughline.model.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole way once, with nothing but real parts: events over gRPC, PostgreSQL, Spark, two people
 * in Chromium, a receiver of webhooks, and the command that verifies the audit trail.
 */
@Tag("browser")
class WalkTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String KEY = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String LINE = "4500000001/10";
  private static final String QUEUE = "/exceptions?type=quantity-short";

  @TempDir Path folder;
  private Receiver receiver;
  private RunningService service;

  @BeforeEach
  void start() throws IOException {
    receiver = new Receiver();
    service =
        ThroughlineService.start(
            ServiceSettings.DEFAULTS
                .with("throughline.http.port", "0")
                .with("throughline.grpc.port", "0")
                .with("throughline.data-directory", folder.toString())
                .with("throughline.webhooks.urls", receiver.url("/decisions").toString())
                .with("throughline.webhooks.allowed-hosts", "127.0.0.1")
                .with("throughline.webhooks.secrets", "whsec_" + KEY));
    add(Person.of("feed", Role.INTEGRATION_OPERATOR));
    add(Person.of("anna", Role.ACCOUNTS_PAYABLE_ANALYST));
    add(Person.of("bob", Role.FINANCE_CONTROLLER));
  }

  @AfterEach
  void stop() {
    service.close();
    receiver.close();
  }

  private void add(Person person) {
    service.part(UserAccounts.class).add("test", person, password(person.name())).block();
  }

  private static String password(String user) {
    return "the password of " + user;
  }

  @Test
  void shortDelivery_fromItsEventsToTheAuditedDecision() throws Throwable {
    sendEvents();
    String exception;
    try (Browser browser = new Browser(service, folder, Scripts.ON)) {
      exception = propose(browser);
      approve(browser.forget(), exception);
    }
    checkMessage(exception);
    checkTrail(exception);
  }

  private void sendEvents() throws Throwable {
    try (GrpcClient grpc = new GrpcClient(service.grpcPort())) {
      List<IngestResponse> answers =
          IngestCall.send(grpc.as("feed", password("feed")), ShortDelivery.request(LINE));
      assertThat(answers).singleElement().matches(answer -> answer.getAccepted() == 4);
    }
  }

  /** Finds the exception in the queue, triaged, and proposes. */
  private static String propose(Browser anna) throws IOException {
    anna.signIn("anna", password("anna"), "/exceptions");
    anna.awaitAt(QUEUE, ".queue .state[data-state='triaged']");
    assertThat(anna.texts(".queue td[data-label='Case'] a")).containsExactly(LINE);
    anna.press(".queue th a");
    anna.await("#button-propose");
    assertThat(anna.texts(".stake dd")).containsExactly("5.00 EUR");
    assertThat(anna.texts(".likely strong")).isNotEmpty();
    assertThat(anna.driver.findElement(By.id("action-propose")).getDomProperty("value"))
        .as("what the playbook says")
        .isNotBlank();
    String exception = anna.address().getPath();
    anna.press("#button-propose");
    anna.await(".proposal");
    assertThat(anna.texts(".notice")).singleElement().asString().startsWith("Proposed.");
    assertThat(anna.driver.findElement(By.id("button-approve")).isEnabled()).isFalse();
    assertThat(anna.texts("#why-approve"))
        .containsExactly("You proposed this; somebody else must decide.");
    anna.screenshot("walk-proposed");
    anna.expectAccessible();
    anna.expectNothingUnwanted();
    return exception;
  }

  private static void approve(Browser bob, String exception) throws IOException {
    bob.signIn("bob", password("bob"), exception);
    bob.driver.findElement(By.id("comment-approve")).sendKeys("agreed");
    bob.press("#button-approve");
    bob.await(".state[data-state='approved']");
    assertThat(bob.texts(".notice"))
        .singleElement()
        .asString()
        .startsWith("Your approval is recorded");
    bob.screenshot("walk-approved");
    bob.expectNothingUnwanted();
  }

  /** Verified as a receiver does that has nothing of this service but the secret. */
  private void checkMessage(String exception) throws GeneralSecurityException {
    await().atMost(Duration.ofSeconds(60)).until(() -> !receiver.received().isEmpty());
    assertThat(receiver.received()).hasSize(1);
    Receiver.Received message = receiver.received().get(0);
    String id = message.header("webhook-id");
    String time = message.header("webhook-timestamp");
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(Base64.getDecoder().decode(KEY), "HmacSHA256"));
    byte[] signed =
        mac.doFinal((id + "." + time + "." + message.body()).getBytes(StandardCharsets.UTF_8));
    assertThat(message.header("webhook-signature"))
        .isEqualTo("v1," + Base64.getEncoder().encodeToString(signed));
    assertThat(Instant.ofEpochSecond(Long.parseLong(time)))
        .isBetween(Instant.now().minus(Duration.ofMinutes(5)), Instant.now());

    JsonNode body = JSON.readTree(message.body());
    assertThat(body.get("type").asString()).isEqualTo("finding.approved");
    JsonNode data = body.get("data");
    assertThat("/exceptions/" + data.get("finding").asLong()).isEqualTo(exception);
    assertThat(data.get("case").asString()).isEqualTo(LINE);
    assertThat(data.get("amount").asString()).isEqualTo("5.00");
    assertThat(data.get("proposedBy").asString()).isEqualTo("anna");
    assertThat(data.get("decidedBy").toString()).isEqualTo("[\"bob\"]");
  }

  private void checkTrail(String exception) {
    String subject = exception.replace("/exceptions/", "finding/");
    List<String> steps =
        service
            .part(AuditTrail.class)
            .entries(0)
            .map(AuditEntry::entry)
            .toStream()
            .map(JSON::readTree)
            .filter(entry -> entry.get("subject").asString().equals(subject))
            .map(entry -> entry.get("actor").asString() + " " + entry.get("action").asString())
            .toList();
    assertThat(steps).containsSubsequence("anna finding.proposed", "bob finding.approved");
    assertThat(CommandLineInterface.run("audit", "verify", "--data", folder.toString())).isZero();
  }
}
