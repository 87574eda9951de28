package dev.throughline.api.insights;

import dev.throughline.api.insights.MiningResponse.DurationsResponse;
import dev.throughline.api.insights.MiningResponse.ManifestResponse;
import dev.throughline.mining.engine.MiningResult;

/** How long cases take from their first to their last event. */
record DurationsAnswer(long cases, DurationsResponse caseDurations, ManifestResponse manifest) {
  static DurationsAnswer from(MiningResult result) {
    return new DurationsAnswer(
        result.cases(),
        DurationsResponse.from(result.durations()),
        ManifestResponse.from(result.manifest()));
  }
}
