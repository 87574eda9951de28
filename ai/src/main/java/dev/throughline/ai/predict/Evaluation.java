package dev.throughline.ai.predict;

import dev.throughline.model.Reason;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How good advice is, measured on cases with known reasons.
 *
 * @param cases how many
 * @param accuracy share whose most likely reason was right
 * @param macroF1 mean F1 over all reasons that are right or said somewhere, each counting the same
 * @param calibrationError expected calibration error of the most likely reason: in ten classes of
 *     probability, how far the mean probability is from the share that was right, weighted by cases
 * @param riskCalibrationError the same of the risk
 * @param reasons by reason
 */
public record Evaluation(
    long cases,
    double accuracy,
    double macroF1,
    double calibrationError,
    double riskCalibrationError,
    SortedMap<Reason, ReasonScore> reasons) {

  public Evaluation {
    reasons = Collections.unmodifiableSortedMap(new TreeMap<>(reasons));
  }

  /**
   * How good one reason is told.
   *
   * @param precision share of right ones where it was said; zero when it never was
   * @param recall share of its cases where it was said; zero when it has no case
   * @param f1 their harmonic mean
   * @param cases that have this reason
   */
  public record ReasonScore(double precision, double recall, double f1, long cases) {}
}
