package dev.throughline.api.audit;

import java.util.Optional;

/**
 * What a verification found.
 *
 * @param entries that were looked at
 * @param checkpoints that the entries agree with
 * @param breach the first thing that is wrong; empty when all is well
 */
public record AuditReport(long entries, long checkpoints, Optional<Breach> breach) {

  /**
   * Where the trail is not what it was.
   *
   * @param number the first entry that is wrong or missing
   * @param reason one sentence
   */
  public record Breach(long number, String reason) {}
}
