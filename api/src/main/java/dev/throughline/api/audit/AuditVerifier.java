package dev.throughline.api.audit;

import dev.throughline.api.audit.AuditReport.Breach;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Recomputes a chain entry by entry and holds it against signed checkpoints. Needs no database: the
 * entries come from wherever the caller reads them.
 *
 * <p>The chain alone shows a change, a gap or a swap. Only a checkpoint shows a tail that was cut
 * off or a chain that was computed anew; then the entries between the last checkpoint that fits and
 * the first that does not are in doubt, and the first of them is named.
 */
final class AuditVerifier {
  private final List<SignedCheckpoint> checkpoints;
  private byte[] hash = AuditChain.start();
  private long entries;
  private int agreed;
  private long agreedSize;
  private @Nullable Breach breach;

  AuditVerifier(List<SignedCheckpoint> checkpoints, VerifierKey key) {
    this.checkpoints = List.copyOf(checkpoints);
    long size = 0;
    for (SignedCheckpoint checkpoint : checkpoints) {
      if (!key.isSigner(checkpoint)) {
        breach = new Breach(size, "a checkpoint was not signed with the key of this trail");
        return;
      }
      if (checkpoint.size() <= size) {
        breach =
            new Breach(
                Math.max(0, checkpoint.size()),
                "a checkpoint of %d entries stands behind one of %d"
                    .formatted(checkpoint.size(), size));
        return;
      }
      size = checkpoint.size();
    }
  }

  /** The next entry of the trail. */
  void accept(AuditEntry entry) {
    if (breach != null) {
      return;
    }
    if (entry.number() != entries) {
      breach =
          new Breach(entries, "entry %d stands where %d should".formatted(entry.number(), entries));
      return;
    }
    byte[] expected = AuditChain.next(hash, entry.entry());
    if (!Arrays.equals(expected, entry.hashBytes())) {
      breach = new Breach(entries, "the entry does not have the hash that it was written with");
      return;
    }
    hash = expected;
    entries++;
    checkAgainstCheckpoint();
  }

  private void checkAgainstCheckpoint() {
    if (agreed == checkpoints.size() || checkpoints.get(agreed).size() != entries) {
      return;
    }
    String root = Base64.getEncoder().encodeToString(hash);
    if (root.equals(checkpoints.get(agreed).root())) {
      agreed++;
      agreedSize = entries;
    } else {
      breach =
          new Breach(
              agreedSize,
              "entries %d to %d are not those that were signed".formatted(agreedSize, entries - 1));
    }
  }

  /** Where the next entry should be is something else. */
  void reject(String reason) {
    if (breach == null) {
      breach = new Breach(entries, reason);
    }
  }

  /** What was found up to here. */
  AuditReport report() {
    if (breach == null && agreed < checkpoints.size()) {
      long signed = checkpoints.get(checkpoints.size() - 1).size();
      breach =
          new Breach(
              entries,
              "entries %d to %d are missing; they were signed".formatted(entries, signed - 1));
    }
    return new AuditReport(entries, agreed, Optional.ofNullable(breach));
  }
}
