package dev.throughline.ai.triage;

/**
 * What spoke for or against the most likely reason.
 *
 * @param feature in words, such as 'received per ordered is below one'
 * @param weight above zero when it spoke for the reason, below when against; comparable within one
 *     advice only
 */
public record Influence(String feature, double weight) {
  public Influence {
    if (feature.isBlank()) {
      throw new IllegalArgumentException("feature must not be blank");
    }
    if (!Double.isFinite(weight)) {
      throw new IllegalArgumentException("weight must be finite, was " + weight);
    }
  }
}
