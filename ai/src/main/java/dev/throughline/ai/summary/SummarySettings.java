package dev.throughline.ai.summary;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which language model is asked.
 *
 * @param baseUrl of an endpoint that speaks OpenAI's protocol, such as {@code
 *     http://127.0.0.1:11434/v1}
 * @param model its name there
 * @param apiKey sent as a bearer token; null when the endpoint needs none
 * @param timeout of one answer, from the first byte sent to the last byte read
 * @param maxTokens of one answer
 */
public record SummarySettings(
    URI baseUrl, String model, @Nullable String apiKey, Duration timeout, int maxTokens) {
  public SummarySettings {
    String scheme = baseUrl.getScheme();
    if (!"http".equals(scheme) && !"https".equals(scheme)) {
      throw new IllegalArgumentException("baseUrl must be http or https, was " + baseUrl);
    }
    if (model.isBlank()) {
      throw new IllegalArgumentException("model must not be blank");
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout must be positive, was " + timeout);
    }
    if (maxTokens < 1) {
      throw new IllegalArgumentException("maxTokens must be at least 1, was " + maxTokens);
    }
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "SummarySettings[baseUrl=%s, model=%s, timeout=%s, maxTokens=%d]"
        .formatted(baseUrl, model, timeout, maxTokens);
  }
}
