package dev.throughline.api.audit;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * One entry of the trail.
 *
 * @param number from 0
 * @param hash SHA-256 of the hash before and the entry, in hexadecimal digits
 * @param entry who did what to what, and when, as it was hashed
 */
record AuditEntryResponse(
    long number, String hash, @JsonRawValue @Schema(type = "object") String entry) {
  static AuditEntryResponse from(AuditEntry entry) {
    return new AuditEntryResponse(entry.number(), entry.hash(), entry.entry());
  }
}
