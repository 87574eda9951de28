package dev.throughline.api.triage;

import dev.throughline.ai.predict.Evaluation;
import dev.throughline.ai.predict.ModelManifest;
import dev.throughline.model.Reason;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who gives advice.
 *
 * @param advisedBy as advice says it
 * @param problem why a model is not used, when one was refused
 * @param model the model in use; absent when the rules advise
 */
record AdvisorResponse(String advisedBy, @Nullable String problem, @Nullable Model model) {

  /**
   * Where the model comes from, and how good it was on cases later than those it learnt from.
   *
   * @param sha256 of its file
   * @param from when the first case that it learnt from was opened
   * @param to when the last one was opened
   * @param cases that it learnt from, by reason
   * @param quality of the model
   * @param baseline of the rules, on the same cases
   */
  record Model(
      String sha256,
      Instant trainedAt,
      String dataSha256,
      Instant from,
      Instant to,
      Map<Reason, Long> cases,
      String software,
      Evaluation quality,
      Evaluation baseline) {

    static Model from(ModelManifest manifest) {
      var header = manifest.header();
      return new Model(
          manifest.sha256(),
          manifest.trainedAt(),
          header.dataSha256(),
          header.from(),
          header.to(),
          header.cases(),
          header.software(),
          manifest.model(),
          manifest.baseline());
    }
  }

  static AdvisorResponse from(CurrentModel.Advisor advisor) {
    ModelManifest manifest = advisor.manifest();
    return new AdvisorResponse(
        advisor.name(), advisor.problem(), manifest == null ? null : Model.from(manifest));
  }
}
