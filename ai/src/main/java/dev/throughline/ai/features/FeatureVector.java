package dev.throughline.ai.features;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Named numbers about one finding. A name says in words what its number means, so that it can be
 * shown to people; a feature that is absent counts as zero.
 *
 * @param values by name; at least one, all finite, none zero
 */
public record FeatureVector(SortedMap<String, Double> values) {
  public FeatureVector {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("a feature vector must have at least one feature");
    }
    values.forEach(
        (name, value) -> {
          if (!Double.isFinite(value) || value == 0) {
            throw new IllegalArgumentException(
                "feature must be finite and not zero, was %s = %s".formatted(name, value));
          }
        });
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }
}
