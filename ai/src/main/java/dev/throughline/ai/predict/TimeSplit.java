package dev.throughline.ai.predict;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.time.Instant;
import java.util.List;

/**
 * Resolved cases in three parts of time, each in its order: what is learnt from is always older
 * than what it is measured on, as it will be in use. Cases of one instant stay together.
 *
 * @param training the oldest
 * @param calibration after them; shows how far the model's probabilities can be trusted
 * @param evaluation the latest; neither learnt from nor tuned on
 */
public record TimeSplit(
    List<ResolvedCase> training, List<ResolvedCase> calibration, List<ResolvedCase> evaluation) {
  /** Fewer than this in a part say nothing. */
  public static final int MIN_CASES = 20;

  /**
   * @throws ThroughlineException {@code TOO_FEW_CASES} when a part has fewer than 20 cases
   */
  public TimeSplit {
    requireEnough("training", training);
    requireEnough("calibration", calibration);
    requireEnough("evaluation", evaluation);
    training = training.stream().sorted(ResolvedCase.ORDER).toList();
    calibration = calibration.stream().sorted(ResolvedCase.ORDER).toList();
    evaluation = evaluation.stream().sorted(ResolvedCase.ORDER).toList();
  }

  /**
   * Splits at two instants: training before the first, evaluation from the second on.
   *
   * @param calibrationFrom inclusive
   * @param evaluationFrom inclusive
   */
  public static TimeSplit at(
      List<ResolvedCase> cases, Instant calibrationFrom, Instant evaluationFrom) {
    return new TimeSplit(
        cases.stream().filter(c -> c.openedAt().isBefore(calibrationFrom)).toList(),
        cases.stream()
            .filter(c -> !c.openedAt().isBefore(calibrationFrom))
            .filter(c -> c.openedAt().isBefore(evaluationFrom))
            .toList(),
        cases.stream().filter(c -> !c.openedAt().isBefore(evaluationFrom)).toList());
  }

  /** The oldest 60 % to learn from, the next 15 % to calibrate, the latest 25 % to measure. */
  public static TimeSplit of(List<ResolvedCase> cases) {
    requireEnough("all parts together", cases);
    List<ResolvedCase> sorted = cases.stream().sorted(ResolvedCase.ORDER).toList();
    return at(
        cases,
        sorted.get(sorted.size() * 60 / 100).openedAt(),
        sorted.get(sorted.size() * 75 / 100).openedAt());
  }

  private static void requireEnough(String part, List<ResolvedCase> cases) {
    if (cases.size() < MIN_CASES) {
      throw new ThroughlineException(
          ErrorCode.TOO_FEW_CASES,
          "%s needs at least %d resolved cases, there are %d"
              .formatted(part, MIN_CASES, cases.size()));
    }
  }
}
