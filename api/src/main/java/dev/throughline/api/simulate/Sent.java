package dev.throughline.api.simulate;

import java.time.Instant;

/**
 * One record as it left its system.
 *
 * @param text one JSON object on one line, without the line's end
 */
public record Sent(Sending sending, String text) {
  public Feed feed() {
    return sending.message().feed();
  }

  public Instant at() {
    return Instant.ofEpochMilli(sending.sentMillis());
  }
}
