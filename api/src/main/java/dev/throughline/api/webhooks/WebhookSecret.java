package dev.throughline.api.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A key shared with receivers, written {@code whsec_} and base64 of 24 to 64 bytes. */
final class WebhookSecret {
  private static final String PREFIX = "whsec_";
  private static final int MIN_BYTES = 24;
  private static final int MAX_BYTES = 64;

  private final SecretKeySpec key;

  private WebhookSecret(byte[] bytes) {
    key = new SecretKeySpec(bytes, "HmacSHA256");
  }

  /**
   * Reads a secret.
   *
   * @throws IllegalArgumentException when it is none; the message does not show it
   */
  static WebhookSecret parse(String text) {
    if (text.startsWith(PREFIX)) {
      byte[] bytes = Base64.getDecoder().decode(text.substring(PREFIX.length()));
      if (bytes.length >= MIN_BYTES && bytes.length <= MAX_BYTES) {
        return new WebhookSecret(bytes);
      }
    }
    throw new IllegalArgumentException(
        "throughline.webhooks.secrets must be whsec_ and base64 of %d to %d bytes each"
            .formatted(MIN_BYTES, MAX_BYTES));
  }

  /**
   * The signature of a message, such as {@code v1,K5oZ…=}.
   *
   * @param timestamp seconds since 1970
   */
  String sign(String id, long timestamp, String body) {
    try {
      Mac mac = Mac.getInstance(key.getAlgorithm());
      mac.init(key);
      byte[] signed =
          mac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(signed);
    } catch (GeneralSecurityException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  @Override
  public String toString() {
    return "WebhookSecret";
  }
}
