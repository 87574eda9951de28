package dev.throughline.api.audit;

import dev.throughline.api.audit.AuditReport.Breach;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Follows a trail from the last checkpoint on: its last entry must be there, and the chain go on.
 */
final class SinceCheckpoint {
  private final long signed;
  private final String root;
  private long size;
  private byte[] hash = AuditChain.start();
  private @Nullable Breach breach;

  /**
   * @param last empty when nothing was signed yet
   */
  SinceCheckpoint(Optional<SignedCheckpoint> last) {
    signed = last.map(SignedCheckpoint::size).orElse(0L);
    root = last.map(SignedCheckpoint::root).orElse("");
    size = from();
  }

  /** The first entry that is needed. */
  long from() {
    return Math.max(0, signed - 1);
  }

  void accept(AuditEntry entry) {
    if (breach != null) {
      return;
    }
    boolean isSigned = entry.number() < signed;
    boolean fits =
        isSigned
            ? root.equals(Base64.getEncoder().encodeToString(entry.hashBytes()))
            : Arrays.equals(AuditChain.next(hash, entry.entry()), entry.hashBytes());
    if (entry.number() != size || !fits) {
      breach =
          new Breach(
              size, isSigned ? "it is not what was signed" : "the chain does not go on from it");
      return;
    }
    hash = entry.hashBytes();
    size++;
  }

  Optional<Breach> breach() {
    if (breach == null && size < signed) {
      breach = new Breach(size, "it was signed and is missing");
    }
    return Optional.ofNullable(breach);
  }

  /** Whether there is more than what was signed. */
  boolean isLonger() {
    return size > signed;
  }

  long size() {
    return size;
  }

  String head() {
    return HexFormat.of().formatHex(hash);
  }
}
