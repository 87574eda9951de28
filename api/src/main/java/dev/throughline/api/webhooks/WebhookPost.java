package dev.throughline.api.webhooks;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/** Sends one signed message. Follows no redirect, repeats nothing, and reads no answer's body. */
final class WebhookPost implements AutoCloseable {
  private static final int MAX_CONNECTIONS = 8;
  private static final Duration MAX_CONNECT = Duration.ofSeconds(10);

  private final WebhookSettings settings;
  private final AddressGuard guard;
  private final ConnectionProvider connections =
      ConnectionProvider.builder("webhooks").maxConnections(MAX_CONNECTIONS).build();

  /** A thread of its own: looking a name up blocks it. */
  private final LoopResources loop = LoopResources.create("webhooks", 1, true);

  private final HttpClient client;

  WebhookPost(WebhookSettings settings) {
    this(settings, InetAddress::getAllByName);
  }

  WebhookPost(WebhookSettings settings, GuardedResolver.NameService names) {
    this.settings = settings;
    this.guard = new AddressGuard(settings.allowedHosts());
    Duration connect =
        settings.timeout().compareTo(MAX_CONNECT) < 0 ? settings.timeout() : MAX_CONNECT;
    this.client =
        HttpClient.create(connections)
            .runOn(loop)
            .resolver(new GuardedResolver(guard, names))
            .followRedirect(false)
            .disableRetry(true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(connect.toMillis()))
            .responseTimeout(settings.timeout());
  }

  WebhookSettings settings() {
    return settings;
  }

  /** The status that the receiver answered; an error when it did not answer in time. */
  Mono<Integer> send(Delivery delivery, Instant now) {
    URI url = URI.create(delivery.url());
    if (!guard.isListed(url)) {
      return Mono.error(
          new IllegalArgumentException("not among throughline.webhooks.allowed-hosts"));
    }
    long timestamp = now.getEpochSecond();
    String signatures =
        settings.secrets().stream()
            .map(secret -> secret.sign(delivery.message(), timestamp, delivery.body()))
            .collect(Collectors.joining(" "));
    return client
        .headers(
            headers ->
                headers
                    .set("content-type", "application/json")
                    .set("user-agent", "throughline")
                    .set("webhook-id", delivery.message())
                    .set("webhook-timestamp", Long.toString(timestamp))
                    .set("webhook-signature", signatures))
        .post()
        .uri(url)
        .send(
            Mono.fromSupplier(
                () -> Unpooled.wrappedBuffer(delivery.body().getBytes(StandardCharsets.UTF_8))))
        .response()
        .map(response -> response.status().code())
        .timeout(settings.timeout());
  }

  @Override
  public void close() {
    connections.dispose();
    loop.dispose();
  }
}
