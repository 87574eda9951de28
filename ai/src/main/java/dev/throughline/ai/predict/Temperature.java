package dev.throughline.ai.predict;

import java.util.List;

/**
 * One number that makes probabilities as sure as they are right: each is raised to the power 1/T,
 * and all are made to sum to one again. Above 1 it makes them less sure. It never changes which
 * reason is the most likely.
 */
final class Temperature {
  // The one parameter of Guo et al., 'On Calibration of Modern Neural Networks' (2017). The
  // negative
  // log likelihood has one minimum in 1/T, so a golden-section search finds it; StrictMath, so that
  // every JVM finds the same.
  private static final double MIN_LOG = -2.5;
  private static final double MAX_LOG = 2.5;
  private static final int STEPS = 60;
  private static final double GOLDEN = (StrictMath.sqrt(5) - 1) / 2;
  private static final double SMALLEST = 1e-12;

  /** Probabilities that a model gave, and which of them was right. */
  static final class Outcome {
    private final double[] probabilities;
    private final int right;

    /**
     * @param right index of the reason that was right
     */
    Outcome(double[] probabilities, int right) {
      this.probabilities = probabilities.clone();
      this.right = right;
    }
  }

  /**
   * The temperature under which the outcomes are most likely, between 0.08 and 12.
   *
   * @param outcomes at least one
   */
  static double fit(List<Outcome> outcomes) {
    double low = MIN_LOG;
    double high = MAX_LOG;
    double first = high - GOLDEN * (high - low);
    double second = low + GOLDEN * (high - low);
    double firstLoss = loss(outcomes, first);
    double secondLoss = loss(outcomes, second);
    for (int step = 0; step < STEPS; step++) {
      if (firstLoss <= secondLoss) {
        high = second;
        second = first;
        secondLoss = firstLoss;
        first = high - GOLDEN * (high - low);
        firstLoss = loss(outcomes, first);
      } else {
        low = first;
        first = second;
        firstLoss = secondLoss;
        second = low + GOLDEN * (high - low);
        secondLoss = loss(outcomes, second);
      }
    }
    return StrictMath.exp((low + high) / 2);
  }

  private static double loss(List<Outcome> outcomes, double logTemperature) {
    double temperature = StrictMath.exp(logTemperature);
    double sum = 0;
    for (Outcome outcome : outcomes) {
      double[] scaled = apply(outcome.probabilities, temperature);
      sum -= StrictMath.log(Math.max(SMALLEST, scaled[outcome.right]));
    }
    return sum;
  }

  /** New probabilities, in the same order, that sum to one. */
  static double[] apply(double[] probabilities, double temperature) {
    double[] scaled = new double[probabilities.length];
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = StrictMath.log(Math.max(SMALLEST, probabilities[i])) / temperature;
      max = Math.max(max, scaled[i]);
    }
    double sum = 0;
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = StrictMath.exp(scaled[i] - max);
      sum += scaled[i];
    }
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] /= sum;
    }
    return scaled;
  }

  private Temperature() {}
}
