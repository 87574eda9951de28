package dev.throughline.api.webhooks;

import dev.throughline.api.background.BackgroundTask;
import dev.throughline.api.store.Connections;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sends what is due, at least once each, until it is received, given up after the last attempt, or
 * the receiver says that it is gone (410). Whatever is not a 2xx is a failure, a redirect too.
 */
final class WebhookSender implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookSender.class);
  private static final int BATCH = 32;
  private static final int PARALLEL = 4;
  private static final int GONE = 410;
  private static final Duration AFTER_TIMEOUT = Duration.ofSeconds(30);

  private final Connections connections;
  private final WebhookSettings settings;
  private final WebhookPost post;
  private final RetrySchedule schedule;
  private final Clock clock;
  private final BackgroundTask task = new BackgroundTask("webhooks", this::sendAllDue);

  WebhookSender(Connections connections, WebhookPost post, RetrySchedule schedule, Clock clock) {
    this.connections = connections;
    this.settings = post.settings();
    this.post = post;
    this.schedule = schedule;
    this.clock = clock;
  }

  /** Looks for what is due, now and at intervals; does nothing without receivers. */
  WebhookSender start() {
    if (!settings.urls().isEmpty()) {
      task.startEvery(settings.interval());
    }
    return this;
  }

  /** Sends soon; asking several times before it happens is asking once. */
  void request() {
    if (!settings.urls().isEmpty()) {
      task.request();
    }
  }

  private void sendAllDue() {
    while (sendDue().blockOptional().orElse(0L) == BATCH) {
      LOG.debug("more webhooks are due");
    }
  }

  /** Sends what is due now; the number of attempts. */
  Mono<Long> sendDue() {
    Instant now = clock.instant();
    Instant leaseEnd = now.plus(settings.timeout()).plus(AFTER_TIMEOUT);
    DeliveryRows.Claim claim = new DeliveryRows.Claim(now, leaseEnd, settings.urlTexts(), BATCH);
    return connections
        .inTransaction(connection -> DeliveryRows.claim(connection, claim))
        .collectList()
        .flatMapMany(Flux::fromIterable)
        .flatMap(delivery -> attempt(delivery, now), PARALLEL)
        .count();
  }

  private Mono<Long> attempt(Delivery delivery, Instant now) {
    return post.send(delivery, now)
        .map(status -> status / 100 == 2 ? "" : "status " + status)
        .onErrorResume(failure -> Mono.just(describe(failure)))
        .flatMap(error -> connections.inTransaction(told(delivery, error)).single());
  }

  private static String describe(Throwable failure) {
    return failure.getClass().getSimpleName() + ": " + failure.getMessage();
  }

  private Function<PostgresqlConnection, Publisher<Long>> told(Delivery delivery, String error) {
    Instant now = clock.instant();
    if (error.isEmpty()) {
      return connection -> DeliveryRows.delivered(connection, delivery, now);
    }
    LOG.info(
        "Attempt {} of {} at {}: {}",
        delivery.attempt(),
        delivery.message(),
        delivery.url(),
        error);
    if (error.equals("status " + GONE)) {
      LOG.warn("The receiver {} is gone; nothing is sent to it any more", delivery.url());
      return connection -> DeliveryRows.disable(connection, delivery.url(), now);
    }
    return schedule
        .after(delivery.attempt())
        .<Function<PostgresqlConnection, Publisher<Long>>>map(
            delay ->
                connection -> DeliveryRows.retryAt(connection, delivery, now.plus(delay), error))
        .orElse(connection -> DeliveryRows.givenUp(connection, delivery, now, error));
  }

  @Override
  public void close() {
    task.close();
    post.close();
  }
}
