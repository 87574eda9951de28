package dev.throughline.api.triage;

import dev.throughline.ai.predict.Evaluation;
import dev.throughline.ai.predict.Evaluator;
import dev.throughline.ai.predict.LearnedTriage;
import dev.throughline.ai.predict.ModelDirectory;
import dev.throughline.ai.predict.ModelManifest;
import dev.throughline.ai.predict.ReasonModel;
import dev.throughline.ai.predict.ReasonTrainer;
import dev.throughline.ai.predict.ResolvedCase;
import dev.throughline.ai.predict.TimeSplit;
import dev.throughline.ai.triage.Playbook;
import dev.throughline.ai.triage.RuleTable;
import dev.throughline.mining.engine.Origin;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Trains on resolved cases, measures on later ones beside the rules, and stores the model. */
public final class Training {
  /** Quality is that of reasons, whatever is done about them. */
  private static final Playbook PLAYBOOK = (type, reason) -> reason.words();

  /** What a model that is only measured is called. */
  private static final String UNSTORED = "unstored";

  private Training() {}

  /**
   * A model and how good it is beside the rules, on cases later than those it learnt from.
   *
   * @param quality of the model
   * @param baseline of the rules
   */
  public record Trained(
      TimeSplit split, ReasonModel model, Evaluation quality, Evaluation baseline) {

    /** Stores the model below the data directory: a service that runs there takes it up. */
    public ModelManifest store(Path dataDirectory, Instant at) throws IOException {
      return new ModelDirectory(TriageConfiguration.models(dataDirectory))
          .store(model, quality, baseline, at, platform());
    }
  }

  /**
   * Trains and measures.
   *
   * @throws dev.throughline.model.ThroughlineException {@code TOO_FEW_CASES} when there are too few
   */
  public static Trained train(List<ResolvedCase> cases, long seed) {
    return train(TimeSplit.of(cases), seed);
  }

  /** As the other one, with a given split. */
  public static Trained train(TimeSplit split, long seed) {
    ReasonModel model = new ReasonTrainer(seed, Origin.softwareVersion()).train(split);
    Evaluation quality =
        Evaluator.evaluate(new LearnedTriage(model, UNSTORED, PLAYBOOK), split.evaluation());
    Evaluation baseline = Evaluator.evaluate(new RuleTable(PLAYBOOK), split.evaluation());
    return new Trained(split, model, quality, baseline);
  }

  private static String platform() {
    return "Java %s, %s %s"
        .formatted(Runtime.version(), System.getProperty("os.name"), System.getProperty("os.arch"));
  }
}
