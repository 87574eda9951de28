package dev.throughline.ai.predict;

import dev.throughline.ai.features.FeatureVector;
import dev.throughline.ai.triage.Influence;
import dev.throughline.model.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.tribuo.Example;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.la.DenseMatrix;

/**
 * A trained model: features to calibrated probabilities of reasons. Safe for many threads; equal
 * features give equal probabilities, bit by bit, also after the model was stored and loaded.
 */
public final class ReasonModel {
  // Multinomial logistic regression. A score is a weighted sum of features, so what spoke for a
  // reason can be read off: the feature's weight for it, less its weight for the other reasons,
  // each
  // as much as it was still likely.
  private final ModelHeader header;
  private final LinearSGDModel model;
  private final List<Reason> reasons;
  private final int[] rows;
  private final DenseMatrix weights;

  ReasonModel(ModelHeader header, LinearSGDModel model) {
    this.header = header;
    this.model = model;
    this.weights = model.getWeightsCopy();
    this.reasons =
        model.getOutputIDInfo().getDomain().stream()
            .map(label -> Reason.valueOf(label.getLabel()))
            .sorted()
            .toList();
    this.rows =
        reasons.stream()
            .mapToInt(reason -> model.getOutputIDInfo().getID(new Label(reason.name())))
            .toArray();
  }

  public ModelHeader header() {
    return header;
  }

  LinearSGDModel tribuo() {
    return model;
  }

  /** The reasons that it knows, in their order. */
  public List<Reason> reasons() {
    return reasons;
  }

  /** Probabilities in the order of {@link #reasons()}, as far as they can be trusted; sum 1. */
  public double[] probabilities(FeatureVector features) {
    return Temperature.apply(uncalibrated(features), header.temperature());
  }

  private boolean isKnown(String feature) {
    return model.getFeatureIDMap().get(feature) != null;
  }

  double[] uncalibrated(FeatureVector features) {
    Prediction<Label> prediction =
        model.predict(example(LabelFactory.UNKNOWN_LABEL, features, this::isKnown));
    Map<String, Label> scores = prediction.getOutputScores();
    double[] result = new double[reasons.size()];
    for (int i = 0; i < result.length; i++) {
      Label score = scores.get(reasons.get(i).name());
      result[i] = score == null ? 0 : score.getScore();
    }
    return result;
  }

  static Example<Label> example(Label label, FeatureVector features, Predicate<String> isUsed) {
    ArrayExample<Label> example = new ArrayExample<>(label);
    features
        .values()
        .forEach(
            (name, value) -> {
              if (isUsed.test(name)) {
                example.add(name, value);
              }
            });
    return example;
  }

  /**
   * What spoke most for or against one reason, the strongest first; equal ones by name.
   *
   * @param probabilities of these features
   * @param reason an index into {@link #reasons()}
   */
  public List<Influence> influences(
      FeatureVector features, double[] probabilities, int reason, int limit) {
    double others = Arrays.stream(probabilities).sum() - probabilities[reason];
    Map<String, Double> found = new LinkedHashMap<>();
    features
        .values()
        .forEach(
            (name, value) -> {
              if (isKnown(name)) {
                int column = model.getFeatureIDMap().getID(name);
                double against = 0;
                for (int i = 0; i < probabilities.length && others > 0; i++) {
                  if (i != reason) {
                    against += weights.get(rows[i], column) * probabilities[i] / others;
                  }
                }
                found.put(name, value * (weights.get(rows[reason], column) - against));
              }
            });
    List<Influence> result = new ArrayList<>();
    found.forEach((name, weight) -> result.add(new Influence(name, rounded(weight))));
    result.removeIf(influence -> influence.weight() == 0);
    result.sort(
        Comparator.comparingDouble((Influence i) -> -Math.abs(i.weight()))
            .thenComparing(Influence::feature));
    return List.copyOf(result.subList(0, Math.min(limit, result.size())));
  }

  private static double rounded(double weight) {
    return Math.rint(weight * 1000) / 1000;
  }
}
