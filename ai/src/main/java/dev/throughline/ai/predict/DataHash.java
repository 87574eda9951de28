package dev.throughline.ai.predict;

import dev.throughline.ai.features.FindingFeatures;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 of what a model learns from: moments, reasons and features, in order. */
final class DataHash {

  static String of(List<ResolvedCase> cases) {
    MessageDigest digest = sha256();
    for (ResolvedCase resolved : cases) {
      update(digest, resolved.openedAt() + " " + resolved.reason());
      FindingFeatures.of(resolved.finding())
          .values()
          .forEach((name, value) -> update(digest, name + "=" + value));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static String of(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  private static void update(MessageDigest digest, String line) {
    digest.update(line.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) '\n');
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  private DataHash() {}
}
