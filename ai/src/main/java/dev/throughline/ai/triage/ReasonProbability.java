package dev.throughline.ai.triage;

import dev.throughline.model.Reason;

/**
 * How likely a reason is.
 *
 * @param probability in 0..1
 */
public record ReasonProbability(Reason reason, double probability) {
  public ReasonProbability {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("probability must be in 0..1, was " + probability);
    }
  }
}
