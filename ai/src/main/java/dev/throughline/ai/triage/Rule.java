package dev.throughline.ai.triage;

import dev.throughline.ai.features.CaseFacts;
import dev.throughline.model.Reason;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One line of the rule table.
 *
 * @param types of finding that it speaks about; empty for all
 * @param because what it looks at, in words
 * @param holds whether it applies to the facts
 * @param probability of the reason when it applies, by experience; in 0..1
 */
record Rule(
    Set<String> types,
    String because,
    Predicate<CaseFacts> holds,
    Reason reason,
    double probability) {
  Rule {
    if (!(probability > 0 && probability < 1)) {
      throw new IllegalArgumentException("probability must be between 0 and 1, was " + probability);
    }
    types = Set.copyOf(types);
  }

  boolean appliesTo(String type, CaseFacts facts) {
    return (types.isEmpty() || types.contains(type)) && holds.test(facts);
  }
}
