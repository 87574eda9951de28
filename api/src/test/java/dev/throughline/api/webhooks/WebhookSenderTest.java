package dev.throughline.api.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throughline.api.database.TestDatabase;
import dev.throughline.api.store.Connections;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages over real HTTP on loopback, at a clock that the test turns. */
class WebhookSenderTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final String OLD = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String NEW = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX";
  private static TestDatabase database;
  private static Connections connections;

  private final TurnedClock clock = new TurnedClock();
  private final List<WebhookSender> open = new ArrayList<>();
  private Receiver receiver;

  @BeforeAll
  static void openDatabase() {
    database = TestDatabase.create();
    connections = new Connections(database.connections());
  }

  @AfterAll
  static void closeDatabase() {
    database.close();
  }

  @BeforeEach
  void start() throws Exception {
    superuser("TRUNCATE outbox_message CASCADE");
    superuser("TRUNCATE webhook_disabled");
    receiver = new Receiver();
  }

  @AfterEach
  void stop() {
    open.forEach(WebhookSender::close);
    receiver.close();
  }

  @Test
  void sendDue_message_arrivesOnceAndSignedWithEverySecret() throws Exception {
    WebhookSender sender = sender(settings(List.of(OLD, NEW), "127.0.0.1"));
    add(sender, 7);

    assertThat(sender.sendDue().block()).isEqualTo(1);
    assertThat(sender.sendDue().block()).isZero();

    Receiver.Received got = receiver.received().get(0);
    assertThat(receiver.received()).hasSize(1);
    assertThat(got.body())
        .isEqualTo(
            "{\"data\":{\"finding\":7},\"timestamp\":\"2026-03-02T12:00:00Z\",\"type\":\"finding.approved\"}");
    assertThat(got.header("content-type")).isEqualTo("application/json");
    assertThat(got.header("webhook-timestamp")).isEqualTo(Long.toString(NOON.getEpochSecond()));
    String id = got.header("webhook-id");
    assertThat(id).startsWith("msg_");
    assertThat(got.header("webhook-signature"))
        .isEqualTo(
            WebhookSecret.parse(OLD).sign(id, NOON.getEpochSecond(), got.body())
                + " "
                + WebhookSecret.parse(NEW).sign(id, NOON.getEpochSecond(), got.body()));
    assertThat(states()).containsExactly("DELIVERED 1");
  }

  @Test
  void sendDue_receiverThatFails_isTriedByTheScheduleWithTheSameBody() throws Exception {
    receiver.answerWith(503);
    WebhookSender sender = sender(settings(List.of(OLD), "127.0.0.1"));
    add(sender, 7);
    List<Duration> waited = new ArrayList<>();
    assertThat(sender.sendDue().block()).isEqualTo(1);
    for (Duration delay : RetrySchedule.DELAYS) {
      clock.turn(delay.minusMillis(1));
      assertThat(sender.sendDue().block()).as("before " + delay).isZero();
      clock.turn(Duration.ofMillis(1));
      assertThat(sender.sendDue().block()).as("after " + delay).isEqualTo(1);
      waited.add(delay);
    }

    assertThat(waited).hasSize(9);
    assertThat(receiver.received()).hasSize(10);
    assertThat(receiver.received())
        .extracting(Receiver.Received::body)
        .containsOnly(receiver.received().get(0).body());
    assertThat(receiver.received())
        .extracting(r -> r.header("webhook-id"))
        .containsOnly(receiver.received().get(0).header("webhook-id"));
    assertThat(states()).containsExactly("GIVEN_UP 10");
    clock.turn(Duration.ofDays(9));
    assertThat(sender.sendDue().block()).isZero();
  }

  @Test
  void sendDue_receiverDownForThreeDays_losesNothing() throws Exception {
    receiver.answerWith(500);
    WebhookSender sender = sender(settings(List.of(OLD), "127.0.0.1"));
    for (int i = 0; i < 20; i++) {
      add(sender, i);
    }
    Instant back = NOON.plus(Duration.ofDays(3));
    while (clock.instant().isBefore(back)) {
      sender.sendDue().block();
      clock.turn(Duration.ofMinutes(30));
    }
    receiver.answerWith(200);
    receiver.received().clear();
    clock.turn(Duration.ofDays(1));
    sender.sendDue().block();

    assertThat(receiver.received())
        .extracting(Receiver.Received::body)
        .doesNotHaveDuplicates()
        .hasSize(20);
    assertThat(states()).hasSize(20).allMatch(state -> state.startsWith("DELIVERED"));
  }

  @Test
  void sendDue_processThatEndsBetweenClaimAndSending_isDoneByTheNextOne() throws Exception {
    WebhookSettings settings = settings(List.of(OLD), "127.0.0.1");
    WebhookSender killed = sender(settings);
    add(killed, 7);
    Instant leaseEnd = NOON.plus(settings.timeout()).plusSeconds(30);
    connections
        .inTransaction(
            c ->
                DeliveryRows.claim(
                    c, new DeliveryRows.Claim(NOON, leaseEnd, settings.urlTexts(), 10)))
        .blockLast();
    killed.close();

    WebhookSender next = sender(settings);
    assertThat(next.sendDue().block()).as("while the lease lasts").isZero();
    clock.turn(Duration.between(NOON, leaseEnd));
    assertThat(next.sendDue().block()).isEqualTo(1);

    assertThat(receiver.received()).hasSize(1);
    assertThat(states()).containsExactly("DELIVERED 2");
  }

  @Test
  void sendDue_receiverThatIsGone_isNotToldAnyMore() throws Exception {
    receiver.answerWith(410);
    WebhookSender sender = sender(settings(List.of(OLD), "127.0.0.1"));
    add(sender, 1);
    add(sender, 2);
    sender.sendDue().block();

    add(sender, 3);
    clock.turn(Duration.ofDays(30));

    assertThat(sender.sendDue().block()).isZero();
    assertThat(states()).hasSize(2).allMatch(state -> state.startsWith("DISABLED"));
  }

  @Test
  void sendDue_redirect_isAFailureAndNotFollowed() throws Exception {
    try (Receiver inside = new Receiver()) {
      receiver.redirectTo(inside.url("/inside"));
      WebhookSender sender = sender(settings(List.of(OLD), "127.0.0.1"));
      add(sender, 7);

      sender.sendDue().block();

      assertThat(inside.received()).isEmpty();
      assertThat(errors()).containsExactly("status 302");
    }
  }

  @Test
  void sendDue_nameThatLeadsInsideLater_makesNoConnection() throws Exception {
    WebhookSettings settings =
        new WebhookSettings(
            List.of(URI.create("http://hooks.example:" + receiver.port() + "/in")),
            List.of(WebhookSecret.parse(OLD)),
            List.of("hooks.example"),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5));
    InetAddress[] loopback = {InetAddress.getLoopbackAddress()};
    WebhookSender sender = sender(new WebhookPost(settings, host -> loopback));
    add(sender, settings, 7);

    sender.sendDue().block();

    assertThat(receiver.received()).isEmpty();
    assertThat(errors()).singleElement().asString().contains("allowed-hosts");
  }

  @Test
  void sendDue_receiverThatDoesNotAnswer_failsAfterTheTimeout() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      WebhookSettings settings =
          new WebhookSettings(
              List.of(URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/")),
              List.of(WebhookSecret.parse(OLD)),
              List.of("127.0.0.1"),
              Duration.ofMillis(300),
              Duration.ofSeconds(5));
      WebhookSender sender = sender(settings);
      add(sender, settings, 7);

      sender.sendDue().block();

      assertThat(states()).containsExactly("PENDING 1");
      assertThat(errors()).singleElement().asString().contains("Timeout");
    }
  }

  @Test
  void settings_hostThatIsNotListedOrNoSecret_areRefused() {
    assertThatThrownBy(() -> settings(List.of(OLD), "localhost"))
        .hasMessageContaining("throughline.webhooks.allowed-hosts must list the host");
    assertThatThrownBy(() -> settings(List.of(), "127.0.0.1"))
        .hasMessageContaining("throughline.webhooks.secrets must be given");
  }

  private WebhookSettings settings(List<String> secrets, String allowed) {
    return new WebhookSettings(
        List.of(receiver.url("/in")),
        secrets.stream().map(WebhookSecret::parse).toList(),
        List.of(allowed),
        Duration.ofSeconds(5),
        Duration.ofSeconds(5));
  }

  private WebhookSender sender(WebhookSettings settings) {
    return sender(new WebhookPost(settings));
  }

  private WebhookSender sender(WebhookPost post) {
    WebhookSender sender =
        new WebhookSender(connections, post, new RetrySchedule(delay -> delay), clock);
    open.add(sender);
    return sender;
  }

  private void add(WebhookSender sender, int finding) {
    add(sender, settings(List.of(OLD), "127.0.0.1"), finding);
  }

  private static void add(WebhookSender sender, WebhookSettings settings, int finding) {
    Outbox.Message message =
        new Outbox.Message("finding.approved", Map.of("finding", finding), NOON);
    connections.inTransaction(c -> new Outbox(settings, sender).add(c, message)).blockLast();
  }

  private static List<String> states() throws SQLException {
    return column("SELECT state || ' ' || attempts FROM webhook_delivery");
  }

  private static List<String> errors() throws SQLException {
    return column("SELECT last_error FROM webhook_delivery");
  }

  private static List<String> column(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = database.application();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  private static void superuser(String sql) throws SQLException {
    try (Connection connection = database.superuser();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Stands still until it is turned. */
  private static final class TurnedClock extends Clock {
    private volatile Instant now = NOON;

    void turn(Duration duration) {
      now = now.plus(duration);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException(Objects.toString(zone));
    }
  }
}
