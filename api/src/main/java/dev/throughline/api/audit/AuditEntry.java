package dev.throughline.api.audit;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.Location;
import dev.throughline.model.ThroughlineException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One entry as it is stored.
 *
 * @param number from 0, without gaps
 * @param entry canonical JSON
 * @param hash SHA-256 in hexadecimal digits
 */
public record AuditEntry(long number, String entry, String hash) {
  private static final Pattern LINE =
      Pattern.compile(
          "\\{\"entry\":(.*),\"hash\":\"([0-9a-f]{64})\",\"number\":(\\d{1,18})}", Pattern.DOTALL);

  byte[] hashBytes() {
    return HexFormat.of().parseHex(hash);
  }

  /** The entry as a line of an export; the entry's text goes in as it is. */
  String toLine() {
    return "{\"entry\":%s,\"hash\":\"%s\",\"number\":%d}".formatted(entry, hash, number);
  }

  /**
   * Reads what {@link #toLine} writes.
   *
   * @throws ThroughlineException {@code AUDIT_BROKEN} for anything else
   */
  static AuditEntry parse(String line, Location location) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new ThroughlineException(
          ErrorCode.AUDIT_BROKEN, "the line is no entry of an audit trail", location);
    }
    return new AuditEntry(Long.parseLong(matcher.group(3)), matcher.group(1), matcher.group(2));
  }
}
