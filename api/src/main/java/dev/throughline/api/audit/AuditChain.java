package dev.throughline.api.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** How one entry follows another: hash = SHA-256(hash before ‖ entry). */
final class AuditChain {
  private static final int HASH_BYTES = 32;

  /** What stands before the first entry. */
  static byte[] start() {
    return new byte[HASH_BYTES];
  }

  static byte[] next(byte[] before, String entry) {
    return sha256(before, entry.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  private AuditChain() {}
}
