package dev.throughline.mining.pack;

import dev.throughline.model.Activity;
import dev.throughline.model.FindingType;
import dev.throughline.model.Reason;
import dev.throughline.model.Role;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a discrepancy is found in a case. Expressions are Spark SQL over the case's facts and the
 * pack's parameters; they know no 'now': a rule whose {@code openedAt} lies in the future has not
 * found anything yet, and the case is looked at again then.
 *
 * @param name of this rule in its pack; several rules may find one type
 * @param when whether there is or was a discrepancy
 * @param openedAt when it came about; the case's last event when the expression is not known
 * @param until when it was over, if it was; null when it is over as soon as {@code when} no longer
 *     holds. A moment before {@code openedAt} is no end.
 * @param exposure the money at stake, in the currency of the case; none when the expression is not
 *     known, and never below zero
 * @param owner who is asked first
 * @param evidence activities whose events show it
 * @param playbook what to do, by reason
 * @param otherwise what to do for every other reason
 */
public record FindingRule(
    String name,
    FindingType type,
    String when,
    String openedAt,
    @Nullable String until,
    String exposure,
    Role owner,
    Set<Activity> evidence,
    Map<Reason, String> playbook,
    String otherwise) {
  public FindingRule {
    evidence = Set.copyOf(evidence);
    playbook = Map.copyOf(playbook);
    if (evidence.isEmpty()) {
      throw new IllegalArgumentException("rule '" + name + "' must name activities as evidence");
    }
  }

  /** What the playbook recommends for a reason: one or two sentences. */
  public String action(Reason reason) {
    return playbook.getOrDefault(reason, otherwise);
  }
}
