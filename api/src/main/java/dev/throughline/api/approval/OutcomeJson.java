package dev.throughline.api.approval;

import tools.jackson.databind.json.JsonMapper;

/** An outcome as text, for the answer that a repeated call gets. */
final class OutcomeJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static String write(DecisionOutcome outcome) {
    return JSON.writeValueAsString(outcome);
  }

  static DecisionOutcome read(String text) {
    return JSON.readValue(text, DecisionOutcome.class);
  }

  private OutcomeJson() {}
}
