package dev.throughline.api.approval;

import dev.throughline.model.Reason;
import dev.throughline.model.Role;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one person said to a proposal.
 *
 * @param roles that the person had then
 * @param reason the cause as the person confirmed or corrected it; null when they did not say
 */
public record Decision(
    Verdict verdict,
    String decidedBy,
    Set<Role> roles,
    Instant decidedAt,
    @Nullable String comment,
    @Nullable Reason reason) {

  /** Yes or no. */
  public enum Verdict {
    APPROVED,
    REJECTED
  }

  public Decision {
    if (roles.isEmpty()) {
      throw new IllegalArgumentException("who decides must have a role");
    }
    roles = Collections.unmodifiableSet(EnumSet.copyOf(roles));
  }
}
