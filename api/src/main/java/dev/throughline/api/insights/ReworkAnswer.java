package dev.throughline.api.insights;

import dev.throughline.api.insights.MiningResponse.ManifestResponse;
import dev.throughline.api.insights.MiningResponse.ReworkResponse;
import dev.throughline.mining.engine.MiningResult;
import java.util.List;

/** Activities done more than once in a case. */
record ReworkAnswer(long cases, List<ReworkResponse> rework, ManifestResponse manifest) {
  static ReworkAnswer from(MiningResult result) {
    return new ReworkAnswer(
        result.cases(),
        result.rework().stream().map(ReworkResponse::from).toList(),
        ManifestResponse.from(result.manifest()));
  }
}
