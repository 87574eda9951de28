package dev.throughline.ai.triage;

import dev.throughline.model.Finding;
import dev.throughline.model.Reason;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What rules or a model say about a finding.
 *
 * @param reasons the most likely first, equal ones in the order of {@link Reason}; at least one,
 *     each once, together at most 1
 * @param risk the probability that money is lost unless somebody acts, see {@link Risk}; 0..1
 * @param priority 1 (first) to 5, see {@link Priority}
 * @param action what the playbook recommends for the most likely reason
 * @param influences what decided, the strongest first
 * @param evidence the events that the finding rests on; at least one
 * @param advisedBy who says so: {@code rules/} and the version of the table, or {@code model/} and
 *     the model's SHA-256
 */
public record Advice(
    List<ReasonProbability> reasons,
    double risk,
    int priority,
    String action,
    List<Influence> influences,
    List<Finding.Evidence> evidence,
    String advisedBy) {
  /** Sums of rounded probabilities may pass 1 by this much. */
  private static final double ROUNDING = 1e-3;

  private static final int MAX_ACTION_LENGTH = 1000;

  public Advice {
    requireReasons(reasons);
    require(risk >= 0 && risk <= 1, "risk must be in 0..1", risk);
    require(
        priority >= Priority.FIRST && priority <= Priority.LAST,
        "priority must be in 1..5",
        priority);
    require(
        !action.isBlank() && action.length() <= MAX_ACTION_LENGTH,
        "action must have 1 to 1000 characters",
        "'" + action + "'");
    require(!evidence.isEmpty(), "advice must cite at least one event", "none");
    require(!advisedBy.isBlank(), "advisedBy must not be blank", "'" + advisedBy + "'");
    reasons = List.copyOf(reasons);
    influences = List.copyOf(influences);
    evidence = List.copyOf(evidence);
  }

  /** The most likely reason. */
  public Reason reason() {
    return reasons.get(0).reason();
  }

  /** Of the most likely reason. */
  public double probability() {
    return reasons.get(0).probability();
  }

  private static void requireReasons(List<ReasonProbability> reasons) {
    require(!reasons.isEmpty(), "advice must have at least one reason", "none");
    Set<Reason> seen = EnumSet.noneOf(Reason.class);
    double sum = 0;
    double last = 1;
    for (ReasonProbability next : reasons) {
      require(seen.add(next.reason()), "a reason must be given once", next.reason());
      require(next.probability() <= last, "the most likely reason must come first", reasons);
      last = next.probability();
      sum += last;
    }
    require(sum <= 1 + ROUNDING, "probabilities must sum to at most 1", sum);
  }

  private static void require(boolean rule, String message, Object value) {
    if (!rule) {
      throw new IllegalArgumentException(message + ", was " + value);
    }
  }
}
