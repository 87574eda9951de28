package dev.throughline.ai.features;

import java.util.SortedMap;
import java.util.TreeMap;

/** Collects features; zero and what is not finite are left out. */
final class FeatureCollector {
  private final SortedMap<String, Double> values = new TreeMap<>();

  void number(String name, double value) {
    if (Double.isFinite(value) && value != 0) {
      values.put(name, value);
    }
  }

  void flag(String name, boolean holds) {
    if (holds) {
      values.put(name, 1.0);
    }
  }

  FeatureVector vector() {
    return new FeatureVector(values);
  }
}
