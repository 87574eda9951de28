package dev.throughline.ingest.correlate;

import dev.throughline.model.CaseId;
import java.util.List;

/**
 * One event in one case, and why.
 *
 * @param rule {@link LinkRules#NAMED}, or the name of a rule
 * @param keys the objects that link it, sorted
 * @param confidence above 0 and at most 1
 */
public record CaseLink(
    long event, CaseId caseId, String rule, List<ObjectKey> keys, double confidence) {
  public CaseLink {
    if (!(confidence > 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence must be in 0..1, was " + confidence);
    }
    keys = keys.stream().sorted().toList();
  }
}
