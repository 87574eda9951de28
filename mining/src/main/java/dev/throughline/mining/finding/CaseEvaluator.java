package dev.throughline.mining.finding;

import java.util.List;

/**
 * Evaluates a pack's expressions over cases. What it says depends on the events alone: not on their
 * order of arrival, the time, or which cases are looked at together.
 */
public interface CaseEvaluator {

  /**
   * Looks at the cases that the store holds ready; cases without events are absent.
   *
   * @param cases about how many they are: few are not worth dividing
   * @return one state per case, sorted by case
   * @throws dev.throughline.model.ThroughlineException {@code STORE_UNAVAILABLE} when the events
   *     cannot be read
   * @throws java.util.concurrent.CancellationException when the thread is interrupted
   */
  List<CaseState> evaluate(long cases);
}
