package dev.throughline.api.webhooks;

import dev.throughline.api.config.ThroughlineProperties;
import dev.throughline.api.store.Connections;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The parts that tell other systems. */
@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {
  private static final int JITTER_PERCENT = 10;

  @Bean
  WebhookSettings webhookSettings(ThroughlineProperties properties) {
    ThroughlineProperties.Webhooks given = properties.webhooks();
    return new WebhookSettings(
        given.urls(), secrets(given), given.allowedHosts(), given.timeout(), given.interval());
  }

  private static List<WebhookSecret> secrets(ThroughlineProperties.Webhooks given) {
    List<String> texts = new ArrayList<>(given.secrets());
    Path file = given.secretsFile();
    if (file != null) {
      try {
        texts.addAll(Files.readAllLines(file));
      } catch (IOException unreadable) {
        throw new IllegalArgumentException(
            "throughline.webhooks.secrets-file must be readable, was " + file, unreadable);
      }
    }
    return texts.stream()
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .map(WebhookSecret::parse)
        .toList();
  }

  @Bean(destroyMethod = "close")
  WebhookSender webhookSender(Connections connections, WebhookSettings settings, Clock clock) {
    return new WebhookSender(
            connections, new WebhookPost(settings), new RetrySchedule(jitter()), clock)
        .start();
  }

  /** Up to a tenth longer. */
  private static UnaryOperator<Duration> jitter() {
    SecureRandom random = new SecureRandom();
    return delay ->
        delay.plus(delay.multipliedBy(random.nextInt(JITTER_PERCENT + 1)).dividedBy(100));
  }

  @Bean
  Outbox outbox(WebhookSettings settings, WebhookSender sender) {
    return new Outbox(settings, sender);
  }
}
