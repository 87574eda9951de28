package dev.throughline.api.triage;

import dev.throughline.ai.predict.LearnedTriage;
import dev.throughline.ai.predict.ModelDirectory;
import dev.throughline.ai.predict.ModelManifest;
import dev.throughline.ai.triage.Advice;
import dev.throughline.ai.triage.Playbook;
import dev.throughline.ai.triage.RuleTable;
import dev.throughline.ai.triage.TriageModel;
import dev.throughline.model.Finding;
import dev.throughline.model.ThroughlineException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whoever advises right now: the model of the data directory, or the rules when there is none or
 * when its file was refused. Safe for many threads.
 */
final class CurrentModel implements TriageModel {
  private static final Logger LOG = LoggerFactory.getLogger(CurrentModel.class);

  private final ModelDirectory directory;
  private final Playbook playbook;
  private volatile Advisor advisor;

  /**
   * Who advises, and why.
   *
   * @param manifest of the model; null when the rules advise
   * @param problem why a model was refused; null when none was
   * @param changedAt of the manifest that was looked at; null when there was none
   */
  record Advisor(
      TriageModel model,
      @Nullable ModelManifest manifest,
      @Nullable String problem,
      @Nullable Instant changedAt) {

    /** As advice says it. */
    String name() {
      return manifest == null ? RuleTable.NAME : "model/" + manifest.sha256();
    }
  }

  CurrentModel(ModelDirectory directory, Playbook playbook) {
    this.directory = directory;
    this.playbook = playbook;
    this.advisor = rules(null, null);
    refresh();
  }

  private Advisor rules(@Nullable String problem, @Nullable Instant changedAt) {
    return new Advisor(new RuleTable(playbook), null, problem, changedAt);
  }

  Advisor advisor() {
    return advisor;
  }

  @Override
  public Advice advise(Finding finding) {
    return advisor.model().advise(finding);
  }

  /** Takes up a model that was trained meanwhile; cheap when nothing changed. Blocks briefly. */
  synchronized void refresh() {
    Optional<Instant> changedAt = directory.changedAt();
    if (changedAt.equals(Optional.ofNullable(advisor.changedAt()))) {
      return;
    }
    advisor = loaded(changedAt.orElse(null));
    LOG.info("Advice is given by {}", advisor.name());
  }

  private Advisor loaded(@Nullable Instant changedAt) {
    try {
      return directory
          .load()
          .map(found -> learned(found, changedAt))
          .orElseGet(() -> rules(null, changedAt));
    } catch (ThroughlineException refused) {
      LOG.error("The model is not used, the rules advise: {}", refused.getMessage());
      return rules(refused.getMessage(), changedAt);
    }
  }

  private Advisor learned(ModelDirectory.Loaded found, @Nullable Instant changedAt) {
    return new Advisor(
        new LearnedTriage(found.model(), found.manifest().sha256(), playbook),
        found.manifest(),
        null,
        changedAt);
  }
}
