package dev.throughline.api.triage;

import dev.throughline.ai.summary.Summariser;
import dev.throughline.ai.summary.Summary;
import dev.throughline.ai.triage.Advice;
import dev.throughline.ai.triage.TriageModel;
import dev.throughline.api.triage.AdviceRows.NewAdvice;
import dev.throughline.model.Finding;
import io.micrometer.core.instrument.MeterRegistry;

/** Puts together what is stored about a finding, and counts by whom it was advised. */
final class Adviser {
  private final TriageModel model;
  private final Summariser template;
  private final MeterRegistry metrics;

  /**
   * @param template answers at once
   */
  Adviser(TriageModel model, Summariser template, MeterRegistry metrics) {
    this.model = model;
    this.template = template;
    this.metrics = metrics;
  }

  NewAdvice advise(Finding finding, String actor) {
    Advice advice = model.advise(finding);
    Summary summary = template.summarise(finding, advice);
    String by = advice.advisedBy().substring(0, advice.advisedBy().indexOf('/'));
    metrics.counter("throughline.advice", "by", by).increment();
    return new NewAdvice(finding, advice, summary.text(), summary.by(), actor);
  }
}
