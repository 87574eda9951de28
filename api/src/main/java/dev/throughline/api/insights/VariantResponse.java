package dev.throughline.api.insights;

import dev.throughline.mining.discovery.Variant;
import dev.throughline.model.Activity;
import java.util.List;

/**
 * One distinct sequence of activities.
 *
 * @param share of all cases, 0..1
 * @param exampleCase the smallest case id among them
 */
record VariantResponse(List<String> activities, long cases, double share, String exampleCase) {
  static VariantResponse from(Variant variant, long allCases) {
    return new VariantResponse(
        variant.activities().stream().map(Activity::value).toList(),
        variant.cases(),
        (double) variant.cases() / allCases,
        variant.example().value());
  }
}
