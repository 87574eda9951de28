package dev.throughline.api.audit;

import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

/**
 * What the trail was at one moment, in the text form of transparency logs (C2SP tlog-checkpoint):
 *
 * <pre>
 * throughline/5c0e43f1
 * 42
 * q9Xo…=
 * 2026-03-01T10:00:00Z
 * </pre>
 *
 * @param origin whose trail it is: the name of the key that signs
 * @param size how many entries there were
 * @param hash of the last of them, in hexadecimal digits
 */
record Checkpoint(String origin, long size, String hash, Instant at) {

  /** The text that is signed. */
  String text() {
    String root = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hash));
    return "%s\n%d\n%s\n%s\n".formatted(origin, size, root, at);
  }
}
