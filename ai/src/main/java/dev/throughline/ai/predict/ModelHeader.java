package dev.throughline.ai.predict;

import dev.throughline.model.Reason;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where a model comes from; part of its file, so that the file's hash vouches for it too. Nothing
 * of it depends on when or where the model was trained.
 *
 * @param featureVersion of {@link dev.throughline.ai.features.FindingFeatures}
 * @param seed of the training
 * @param temperature of the calibration; above zero
 * @param dataSha256 of the training and calibration cases
 * @param from when the oldest of them was opened
 * @param to when the latest of them was opened
 * @param types of finding that it saw
 * @param cases to learn from, by reason
 * @param calibrationCases how many
 * @param software its version
 */
public record ModelHeader(
    int featureVersion,
    long seed,
    double temperature,
    String dataSha256,
    Instant from,
    Instant to,
    SortedSet<String> types,
    SortedMap<Reason, Long> cases,
    long calibrationCases,
    String software) {
  public ModelHeader {
    if (!(temperature > 0 && Double.isFinite(temperature))) {
      throw new IllegalArgumentException("temperature must be above 0, was " + temperature);
    }
    if (!dataSha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("dataSha256 must be 64 hex digits, was " + dataSha256);
    }
    if (cases.size() < 2) {
      throw new IllegalArgumentException("a model must tell at least two reasons apart");
    }
    types = Collections.unmodifiableSortedSet(new TreeSet<>(types));
    cases = Collections.unmodifiableSortedMap(new TreeMap<>(cases));
  }
}
