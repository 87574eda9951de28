package dev.throughline.api.webhooks;

import dev.throughline.api.store.Connections;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table of what is due at whom. */
final class DeliveryRows {
  /** Several processes may claim: each row goes to one of them. */
  private static final String CLAIM =
      """
      WITH due AS (
        SELECT message_id, url FROM webhook_delivery
        WHERE state = 'PENDING' AND due_at <= $1 AND url = ANY ($2)
        ORDER BY due_at, message_id LIMIT $3 FOR UPDATE SKIP LOCKED)
      UPDATE webhook_delivery d SET attempts = d.attempts + 1, due_at = $4
      FROM due, outbox_message m
      WHERE d.message_id = due.message_id AND d.url = due.url AND m.id = d.message_id
      RETURNING d.message_id, d.url, d.attempts, m.body
      """;

  private static final String FINISH =
      "UPDATE webhook_delivery SET state = $3, finished_at = $4, last_error = nullif($5, '')"
          + " WHERE message_id = $1 AND url = $2";
  private static final String RETRY =
      "UPDATE webhook_delivery SET due_at = $3, last_error = $4"
          + " WHERE message_id = $1 AND url = $2";
  private static final String DISABLE =
      "INSERT INTO webhook_disabled (url, disabled_at) VALUES ($1, $2) ON CONFLICT DO NOTHING";
  private static final String DROP =
      "UPDATE webhook_delivery SET state = 'DISABLED', finished_at = $2"
          + " WHERE url = $1 AND state = 'PENDING'";

  /**
   * Takes deliveries that are due. Should the process end before it tells how they went, they are
   * due again at the end of the lease.
   */
  static Flux<Delivery> claim(PostgresqlConnection connection, Claim claim) {
    return Connections.query(
        connection,
        claim.limit(),
        row ->
            new Delivery(
                value(row, 0, String.class),
                value(row, 1, String.class),
                value(row, 2, Integer.class),
                value(row, 3, String.class)),
        CLAIM,
        claim.now(),
        claim.urls().toArray(String[]::new),
        claim.limit(),
        claim.leaseEnd());
  }

  /** Which deliveries are taken, and for how long. */
  record Claim(Instant now, Instant leaseEnd, List<String> urls, int limit) {}

  static Mono<Long> delivered(PostgresqlConnection connection, Delivery delivery, Instant now) {
    return finish(connection, delivery, "DELIVERED", now, "");
  }

  static Mono<Long> givenUp(
      PostgresqlConnection connection, Delivery delivery, Instant now, String error) {
    return finish(connection, delivery, "GIVEN_UP", now, error);
  }

  private static Mono<Long> finish(
      PostgresqlConnection connection, Delivery delivery, String state, Instant now, String error) {
    return Connections.update(
        connection, FINISH, delivery.message(), delivery.url(), state, now, error);
  }

  static Mono<Long> retryAt(
      PostgresqlConnection connection, Delivery delivery, Instant at, String error) {
    return Connections.update(connection, RETRY, delivery.message(), delivery.url(), at, error);
  }

  /** The receiver wants no more: what waits for it is dropped, and nothing is added. */
  static Mono<Long> disable(PostgresqlConnection connection, String url, Instant now) {
    return Connections.update(connection, DISABLE, url, now)
        .then(Connections.update(connection, DROP, url, now));
  }

  private static <T> T value(Readable row, int index, Class<T> type) {
    return Objects.requireNonNull(row.get(index, type));
  }

  private DeliveryRows() {}
}
