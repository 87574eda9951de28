package dev.throughline.api.web.exceptions;

import dev.throughline.api.approval.Permission;
import dev.throughline.api.approval.Proposal;
import dev.throughline.api.approval.Step;
import dev.throughline.api.approval.StepTaken;
import dev.throughline.api.correlation.TimelineEvent;
import dev.throughline.api.findings.FindingChange;
import dev.throughline.api.triage.StoredAdvice;
import dev.throughline.model.Finding;
import java.util.List;
import java.util.Map;

/**
 * Everything that is known of one finding when somebody looks at it.
 *
 * @param changes oldest first
 * @param decided what people did, and what they may do now
 * @param advice the latest first; empty when there is none
 * @param events of the finding's case, in their order; empty when they are not known
 */
record Seen(
    Finding finding,
    List<FindingChange> changes,
    Decided decided,
    List<StoredAdvice> advice,
    List<TimelineEvent> events) {

  /**
   * What people did and may do.
   *
   * @param steps oldest first
   * @param proposals oldest first
   */
  record Decided(
      List<StepTaken> steps, List<Proposal> proposals, Map<Step, Permission> permissions) {}
}
