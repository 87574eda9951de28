package dev.throughline.api.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * Something that must stay on record.
 *
 * @param actor who did it: a user's name, or the part of this service
 * @param action what was done, such as {@code finding.approved}
 * @param subject what it was done to, such as {@code finding/12}
 * @param before what changed, as it was; empty when nothing was
 * @param after what changed, as it is now; free text of people goes in as {@link #digest} only, so
 *     that the text can be erased and the trail still holds
 */
public record AuditEvent(
    Instant at,
    String actor,
    String action,
    String subject,
    Map<String, Object> before,
    Map<String, Object> after) {

  public AuditEvent {
    if (actor.isBlank() || action.isBlank() || subject.isBlank()) {
      throw new IllegalArgumentException("an audit event must say who did what to what");
    }
    before = Collections.unmodifiableMap(new TreeMap<>(before));
    after = Collections.unmodifiableMap(new TreeMap<>(after));
  }

  /** The entry of the trail. */
  String toEntry() {
    return CanonicalJson.write(
        Map.of(
            "action", action,
            "actor", actor,
            "after", after,
            "at", at.toString(),
            "before", before,
            "subject", subject));
  }

  /** SHA-256 of a text, in hexadecimal digits. */
  public static String digest(String text) {
    return HexFormat.of().formatHex(AuditChain.sha256(text.getBytes(StandardCharsets.UTF_8)));
  }
}
