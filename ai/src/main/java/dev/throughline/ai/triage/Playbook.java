package dev.throughline.ai.triage;

import dev.throughline.model.FindingType;
import dev.throughline.model.Reason;

/** What to do about a finding; a process pack says it for its own types. */
@FunctionalInterface
public interface Playbook {
  /**
   * What to do when a finding has come about for the reason.
   *
   * @return one or two sentences; never blank
   */
  String action(FindingType type, Reason reason);
}
