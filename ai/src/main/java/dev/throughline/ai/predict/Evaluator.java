package dev.throughline.ai.predict;

import dev.throughline.ai.triage.Advice;
import dev.throughline.ai.triage.Risk;
import dev.throughline.ai.triage.TriageModel;
import dev.throughline.model.Reason;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Measures advice against the reasons that people confirmed; rules and models the same way. */
public final class Evaluator {
  private final Map<Reason, long[]> counts = new EnumMap<>(Reason.class); // right, said, there
  private final CalibrationBins top = new CalibrationBins();
  private final CalibrationBins risk = new CalibrationBins();
  private long cases;
  private long right;

  private Evaluator() {}

  /**
   * Asks for advice on each case, as if its reason were not known, and compares.
   *
   * @param cases at least one
   */
  public static Evaluation evaluate(TriageModel model, List<ResolvedCase> cases) {
    if (cases.isEmpty()) {
      throw new IllegalArgumentException("there must be at least one case to measure on");
    }
    Evaluator evaluator = new Evaluator();
    for (ResolvedCase resolved : cases) {
      evaluator.add(model.advise(resolved.finding()), resolved.reason());
    }
    return evaluator.result();
  }

  private void add(Advice advice, Reason truth) {
    boolean isRight = advice.reason() == truth;
    cases++;
    right += isRight ? 1 : 0;
    count(truth)[2]++;
    count(advice.reason())[1]++;
    if (isRight) {
      count(truth)[0]++;
    }
    top.add(advice.probability(), isRight);
    risk.add(advice.risk(), Risk.LOSSES.contains(truth));
  }

  private long[] count(Reason reason) {
    return counts.computeIfAbsent(reason, unseen -> new long[3]);
  }

  private Evaluation result() {
    SortedMap<Reason, Evaluation.ReasonScore> scores = new TreeMap<>();
    counts.forEach((reason, count) -> scores.put(reason, score(count)));
    double macroF1 =
        scores.values().stream().mapToDouble(Evaluation.ReasonScore::f1).average().orElse(0);
    return new Evaluation(
        cases, (double) right / cases, macroF1, top.error(), risk.error(), scores);
  }

  private static Evaluation.ReasonScore score(long[] count) {
    double precision = count[1] == 0 ? 0 : (double) count[0] / count[1];
    double recall = count[2] == 0 ? 0 : (double) count[0] / count[2];
    double f1 = count[0] == 0 ? 0 : 2 * precision * recall / (precision + recall);
    return new Evaluation.ReasonScore(precision, recall, f1, count[2]);
  }

  /** Ten classes of probability, [0, 0.1) to [0.9, 1]. */
  private static final class CalibrationBins {
    private static final int BINS = 10;

    private final double[] said = new double[BINS];
    private final long[] happened = new long[BINS];
    private final long[] all = new long[BINS];

    void add(double probability, boolean held) {
      int bin = Math.min(BINS - 1, (int) (probability * BINS));
      said[bin] += probability;
      happened[bin] += held ? 1 : 0;
      all[bin]++;
    }

    double error() {
      double sum = 0;
      long total = 0;
      for (int bin = 0; bin < BINS; bin++) {
        sum += Math.abs(said[bin] - happened[bin]);
        total += all[bin];
      }
      return sum / total;
    }
  }
}
