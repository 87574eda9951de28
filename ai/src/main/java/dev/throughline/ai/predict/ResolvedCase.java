package dev.throughline.ai.predict;

import dev.throughline.model.Finding;
import dev.throughline.model.Reason;
import java.time.Instant;
import java.util.Comparator;

/**
 * A finding whose reason somebody confirmed: an example to learn from.
 *
 * @param finding with the facts as they were when advice was needed; facts that came later would
 *     tell the model what it cannot know
 * @param reason that was confirmed
 */
public record ResolvedCase(Finding finding, Reason reason) {
  /** Oldest first; findings of one instant by their numbers. */
  public static final Comparator<ResolvedCase> ORDER =
      Comparator.comparing(ResolvedCase::openedAt)
          .thenComparing(resolved -> resolved.finding().id());

  public Instant openedAt() {
    return finding.openedAt();
  }
}
