package dev.throughline.ai.predict;

import dev.throughline.ai.features.FeatureVector;
import dev.throughline.ai.features.FindingFeatures;
import dev.throughline.ai.triage.Advice;
import dev.throughline.ai.triage.Playbook;
import dev.throughline.ai.triage.Priority;
import dev.throughline.ai.triage.ReasonProbability;
import dev.throughline.ai.triage.Risk;
import dev.throughline.ai.triage.RuleTable;
import dev.throughline.ai.triage.TriageModel;
import dev.throughline.model.Finding;
import dev.throughline.model.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Advice by a trained model. It knows the types of finding that it has seen; about others the rules
 * speak, and say so.
 */
public final class LearnedTriage implements TriageModel {
  private static final int SHOWN_INFLUENCES = 6;
  private static final double SHOWN_PROBABILITY = 0.001;
  private static final double DIGITS = 10_000;

  private final ReasonModel model;
  private final String advisedBy;
  private final Playbook playbook;
  private final RuleTable rules;

  /**
   * @param sha256 of the model's file
   */
  public LearnedTriage(ReasonModel model, String sha256, Playbook playbook) {
    this.model = model;
    this.advisedBy = "model/" + sha256;
    this.playbook = playbook;
    this.rules = new RuleTable(playbook);
  }

  @Override
  public Advice advise(Finding finding) {
    if (!model.header().types().contains(finding.type().value())) {
      return rules.advise(finding);
    }
    FeatureVector features = FindingFeatures.of(finding);
    double[] probabilities = model.probabilities(features);
    List<ReasonProbability> reasons = shown(probabilities);
    Reason first = reasons.get(0).reason();
    double risk = rounded(Risk.of(reasons));
    return new Advice(
        reasons,
        risk,
        Priority.of(finding.exposure(), risk),
        playbook.action(finding.type(), first),
        model.influences(features, probabilities, model.reasons().indexOf(first), SHOWN_INFLUENCES),
        finding.evidence(),
        advisedBy);
  }

  private List<ReasonProbability> shown(double[] probabilities) {
    List<ReasonProbability> result = new ArrayList<>();
    for (int i = 0; i < probabilities.length; i++) {
      result.add(new ReasonProbability(model.reasons().get(i), rounded(probabilities[i])));
    }
    result.sort(
        Comparator.comparingDouble((ReasonProbability reason) -> -reason.probability())
            .thenComparing(ReasonProbability::reason));
    int last = 1; // the first is shown, however unlikely it is
    while (last < result.size() && result.get(last).probability() >= SHOWN_PROBABILITY) {
      last++;
    }
    return List.copyOf(result.subList(0, last));
  }

  private static double rounded(double probability) {
    return Math.rint(probability * DIGITS) / DIGITS;
  }
}
