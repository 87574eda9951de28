package dev.throughline.api.webhooks;

import dev.throughline.api.audit.CanonicalJson;
import dev.throughline.api.store.Connections;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Messages to other systems, stored in the transaction of what they tell, and sent afterwards. */
public final class Outbox {
  private static final String ADD_DELIVERIES =
      """
      INSERT INTO webhook_delivery (message_id, url, due_at)
      SELECT $1, url, $3 FROM unnest($2::text[]) AS receiver (url)
      WHERE url NOT IN (SELECT url FROM webhook_disabled)
      """;

  private final WebhookSettings settings;
  private final WebhookSender sender;

  Outbox(WebhookSettings settings, WebhookSender sender) {
    this.settings = settings;
    this.sender = sender;
  }

  /**
   * Something that other systems are told.
   *
   * @param type such as {@code finding.approved}
   * @param data values that {@link CanonicalJson} takes
   * @param at when it happened
   */
  public record Message(String type, Map<String, Object> data, Instant at) {
    String body() {
      return CanonicalJson.write(Map.of("type", type, "timestamp", at.toString(), "data", data));
    }
  }

  /** Stores the message for every receiver; without receivers it is kept all the same. */
  public Mono<Void> add(PostgresqlConnection connection, Message message) {
    String id = "msg_" + UUID.randomUUID().toString().replace("-", "");
    return Connections.update(
            connection,
            "INSERT INTO outbox_message (id, type, body, created_at) VALUES ($1, $2, $3, $4)",
            id,
            message.type(),
            message.body(),
            message.at())
        .then(
            Connections.update(
                connection,
                ADD_DELIVERIES,
                id,
                settings.urlTexts().toArray(String[]::new),
                message.at()))
        .then();
  }

  /** Says that messages were committed: they are sent soon. */
  public void committed() {
    sender.request();
  }
}
