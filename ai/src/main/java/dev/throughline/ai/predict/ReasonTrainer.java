package dev.throughline.ai.predict;

import dev.throughline.ai.features.FeatureVector;
import dev.throughline.ai.features.FindingFeatures;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Reason;
import dev.throughline.model.ThroughlineException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Learns reasons from resolved cases. Equal cases and an equal seed give an equal model, byte by
 * byte, on one kind of JVM.
 */
public final class ReasonTrainer {
  // Logistic regression by stochastic gradient descent: small, fast, its probabilities need little
  // calibration, and its file is a matrix. Trees in native code would parse files in native code;
  // Tribuo's own forests took minutes.
  private static final double LEARNING_RATE = 0.3;
  private static final double EPSILON = 0.1;
  private static final int EPOCHS = 30;
  private static final int NO_LOGGING = -1;
  private static final int BATCH = 8;
  private static final int MIN_CASES = 3;
  private static final Logger TRIBUO = Logger.getLogger("org.tribuo");

  private final long seed;
  private final String software;

  /**
   * @param software the version of this software, for the model's header
   */
  public ReasonTrainer(long seed, String software) {
    this.seed = seed;
    this.software = software;
  }

  /**
   * Learns from the training part and calibrates on the calibration part.
   *
   * @throws ThroughlineException {@code TOO_FEW_CASES} when they have fewer than two reasons
   */
  public ReasonModel train(TimeSplit split) {
    SortedMap<Reason, Long> counts = new TreeMap<>();
    split.training().forEach(resolved -> counts.merge(resolved.reason(), 1L, Math::addExact));
    if (counts.size() < 2) {
      throw new ThroughlineException(
          ErrorCode.TOO_FEW_CASES,
          "training needs cases of at least two reasons, there is only " + counts.firstKey());
    }
    LinearSGDModel linear = fit(split.training());
    ReasonModel raw = new ReasonModel(header(split, counts, 1), linear);
    double temperature = Temperature.fit(outcomes(raw, split.calibration()));
    return new ReasonModel(header(split, counts, temperature), linear);
  }

  private LinearSGDModel fit(List<ResolvedCase> cases) {
    TRIBUO.setLevel(Level.WARNING);
    LabelFactory labels = new LabelFactory();
    OffsetDateTime latest = cases.get(cases.size() - 1).openedAt().atOffset(ZoneOffset.UTC);
    MutableDataset<Label> data =
        new MutableDataset<>(
            new SimpleDataSourceProvenance("resolved cases", latest, labels), labels);
    List<FeatureVector> vectors =
        cases.stream().map(resolved -> FindingFeatures.of(resolved.finding())).toList();
    Set<String> frequent = frequent(vectors);
    for (int i = 0; i < cases.size(); i++) {
      Label label = new Label(cases.get(i).reason().name());
      data.add(ReasonModel.example(label, vectors.get(i), frequent::contains));
    }
    return new LinearSGDTrainer(
            new LogMulticlass(),
            new AdaGrad(LEARNING_RATE, EPSILON),
            EPOCHS,
            NO_LOGGING,
            BATCH,
            seed)
        .train(data);
  }

  /** A feature of one or two cases is a coincidence, or the name of somebody in a note. */
  private static Set<String> frequent(List<FeatureVector> vectors) {
    Map<String, Integer> counts = new HashMap<>();
    vectors.forEach(
        vector -> vector.values().keySet().forEach(name -> counts.merge(name, 1, Integer::sum)));
    counts.values().removeIf(count -> count < MIN_CASES);
    return counts.keySet();
  }

  private static List<Temperature.Outcome> outcomes(ReasonModel model, List<ResolvedCase> cases) {
    List<Temperature.Outcome> result = new ArrayList<>();
    for (ResolvedCase resolved : cases) {
      int right = model.reasons().indexOf(resolved.reason());
      if (right >= 0) { // a reason that was never seen in training cannot be calibrated
        FeatureVector features = FindingFeatures.of(resolved.finding());
        result.add(new Temperature.Outcome(model.uncalibrated(features), right));
      }
    }
    return result;
  }

  private ModelHeader header(TimeSplit split, SortedMap<Reason, Long> counts, double temperature) {
    List<ResolvedCase> used = new ArrayList<>(split.training());
    used.addAll(split.calibration());
    SortedSet<String> types = new TreeSet<>();
    split.training().forEach(resolved -> types.add(resolved.finding().type().value()));
    Instant from = used.get(0).openedAt();
    Instant to = used.get(used.size() - 1).openedAt();
    return new ModelHeader(
        FindingFeatures.VERSION,
        seed,
        temperature,
        DataHash.of(used),
        from,
        to,
        types,
        counts,
        split.calibration().size(),
        software);
  }
}
