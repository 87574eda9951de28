package dev.throughline.api.insights;

import dev.throughline.api.insights.MiningResponse.HandoffResponse;
import dev.throughline.api.insights.MiningResponse.ManifestResponse;
import dev.throughline.mining.engine.MiningResult;
import java.util.List;

/** Steps that pass from one system, role or resource to another. */
record HandoffsAnswer(long cases, List<HandoffResponse> handoffs, ManifestResponse manifest) {
  static HandoffsAnswer from(MiningResult result) {
    return new HandoffsAnswer(
        result.cases(),
        result.handoffs().stream().map(HandoffResponse::from).toList(),
        ManifestResponse.from(result.manifest()));
  }
}
