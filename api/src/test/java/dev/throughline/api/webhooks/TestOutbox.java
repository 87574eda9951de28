package dev.throughline.api.webhooks;

import dev.throughline.api.store.Connections;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** An outbox for tests of other packages. */
public final class TestOutbox implements AutoCloseable {
  private final WebhookSender sender;
  private final Outbox outbox;

  private TestOutbox(Connections connections, WebhookSettings settings) {
    sender =
        new WebhookSender(
            connections,
            new WebhookPost(settings),
            new RetrySchedule(delay -> delay),
            Clock.systemUTC());
    outbox = new Outbox(settings, sender);
  }

  public static TestOutbox withoutReceivers(Connections connections) {
    return new TestOutbox(
        connections,
        new WebhookSettings(
            List.of(), List.of(), List.of(), Duration.ofSeconds(5), Duration.ofSeconds(5)));
  }

  public Outbox outbox() {
    return outbox;
  }

  @Override
  public void close() {
    sender.close();
  }
}
