package dev.throughline.api.triage;

import dev.throughline.ai.triage.Playbook;
import dev.throughline.mining.pack.ProcessPack;
import dev.throughline.model.FindingType;
import dev.throughline.model.Reason;

/**
 * Says what a process pack says.
 *
 * @param pack whose findings are advised on
 */
record PackPlaybook(ProcessPack pack) implements Playbook {
  /** For a type that the pack knows no more, such as one of an older version. */
  static final String NOT_KNOWN = "Look at the case and its events.";

  @Override
  public String action(FindingType type, Reason reason) {
    return pack.action(type, reason).orElse(NOT_KNOWN);
  }
}
