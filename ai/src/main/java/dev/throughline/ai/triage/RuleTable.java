package dev.throughline.ai.triage;

import dev.throughline.ai.features.CaseFacts;
import dev.throughline.model.Finding;
import dev.throughline.model.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The reason by rules that people can read: the first line that applies says it. Needs no training,
 * so it is always there; it is also what a trained model has to be better than. Probabilities are
 * round numbers by experience, not measured.
 */
public final class RuleTable implements TriageModel {
  /** Names the table in advice; grows with every change of a line. */
  public static final String NAME = "rules/1";

  private final Playbook playbook;

  public RuleTable(Playbook playbook) {
    this.playbook = playbook;
  }

  @Override
  public Advice advise(Finding finding) {
    CaseFacts facts = CaseFacts.of(finding);
    String type = finding.type().value();
    Rule rule =
        PurchaseRules.LINES.stream()
            .filter(line -> line.appliesTo(type, facts))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("the last rule applies to everything"));
    List<ReasonProbability> reasons = reasons(rule, type);
    double risk = Risk.of(reasons);
    return new Advice(
        reasons,
        risk,
        Priority.of(finding.exposure(), risk),
        playbook.action(finding.type(), rule.reason()),
        List.of(new Influence(rule.because(), 1)),
        finding.evidence(),
        NAME);
  }

  /** What the rule leaves is shared equally by the other reasons that the type's rules know. */
  private static List<ReasonProbability> reasons(Rule rule, String type) {
    Set<Reason> others = new LinkedHashSet<>();
    for (Rule line : PurchaseRules.LINES) {
      if (line.types().contains(type)) {
        others.add(line.reason());
      }
    }
    others.add(Reason.OTHER);
    others.remove(rule.reason());
    List<ReasonProbability> result = new ArrayList<>();
    result.add(new ReasonProbability(rule.reason(), rule.probability()));
    double share = Math.min(rule.probability(), (1 - rule.probability()) / others.size());
    others.stream()
        .sorted(Comparator.naturalOrder())
        .forEach(other -> result.add(new ReasonProbability(other, rounded(share))));
    return result;
  }

  private static double rounded(double probability) {
    return Math.floor(probability * 10_000) / 10_000;
  }
}
