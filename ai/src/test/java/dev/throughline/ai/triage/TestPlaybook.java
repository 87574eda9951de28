package dev.throughline.ai.triage;

import dev.throughline.model.FindingType;
import dev.throughline.model.Reason;

/** Names what it was asked about, so that a test sees that it was. */
public final class TestPlaybook implements Playbook {
  @Override
  public String action(FindingType type, Reason reason) {
    return "Settle the exception as %s.".formatted(reason.words());
  }
}
