package dev.throughline.api.triage;

import dev.throughline.ai.triage.Influence;
import dev.throughline.ai.triage.ReasonProbability;
import dev.throughline.model.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reasons and influences as JSON, as the store keeps them:
 *
 * <pre>
 * [{"reason": "RECEIPT_NOT_POSTED", "probability": 0.93}]
 * [{"feature": "received but not posted", "weight": 2.125}]
 * </pre>
 */
final class AdviceJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static String writeReasons(List<ReasonProbability> reasons) {
    return JSON.writeValueAsString(
        reasons.stream()
            .map(r -> Map.of("reason", r.reason().name(), "probability", r.probability()))
            .toList());
  }

  static List<ReasonProbability> readReasons(String text) {
    List<ReasonProbability> reasons = new ArrayList<>();
    for (JsonNode reason : JSON.readTree(text)) {
      reasons.add(
          new ReasonProbability(
              Reason.valueOf(reason.path("reason").stringValue()),
              reason.path("probability").doubleValue()));
    }
    return reasons;
  }

  static String writeInfluences(List<Influence> influences) {
    return JSON.writeValueAsString(
        influences.stream()
            .map(i -> Map.of("feature", i.feature(), "weight", i.weight()))
            .toList());
  }

  static List<Influence> readInfluences(String text) {
    List<Influence> influences = new ArrayList<>();
    for (JsonNode influence : JSON.readTree(text)) {
      influences.add(
          new Influence(
              influence.path("feature").stringValue(), influence.path("weight").doubleValue()));
    }
    return influences;
  }

  private AdviceJson() {}
}
