package dev.throughline.api.webhooks;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * When a message is sent again, as Standard Webhooks 1.0.0 publishes it: ten attempts in 75 hours,
 * 35 minutes and 5 seconds.
 */
final class RetrySchedule {
  static final List<Duration> DELAYS =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(5),
          Duration.ofHours(10),
          Duration.ofHours(14),
          Duration.ofHours(20),
          Duration.ofHours(24));

  private final UnaryOperator<Duration> jitter;

  /**
   * @param jitter makes a delay a little longer, so that receivers are not called all at once
   */
  RetrySchedule(UnaryOperator<Duration> jitter) {
    this.jitter = jitter;
  }

  /** How long after the failed attempt (from 1) the next one comes; empty after the last. */
  Optional<Duration> after(int attempt) {
    return attempt > DELAYS.size()
        ? Optional.empty()
        : Optional.of(jitter.apply(DELAYS.get(attempt - 1)));
  }
}
