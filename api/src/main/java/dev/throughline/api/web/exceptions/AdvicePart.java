package dev.throughline.api.web.exceptions;

import dev.throughline.ai.triage.Influence;
import dev.throughline.ai.triage.ReasonProbability;
import dev.throughline.api.triage.StoredAdvice;
import dev.throughline.api.web.Shown;
import java.util.List;

/**
 * What triage says about an exception.
 *
 * @param reason the most likely one
 * @param others the other reasons, the most likely first
 * @param advisedBy whether rules or a model say so, and which
 * @param summaryBy who wrote the summary, in a sentence
 */
record AdvicePart(
    Likely reason,
    List<Likely> others,
    String risk,
    int priority,
    String action,
    List<Spoke> influences,
    String summary,
    String summaryBy,
    String advisedBy,
    String at) {
  private static final int MOST_OTHERS = 4;
  private static final int MOST_INFLUENCES = 6;
  private static final int HASH_SHOWN = 12;

  /**
   * A reason and how likely it is.
   *
   * @param percent 0..100, for a bar
   */
  record Likely(String words, String probability, int percent) {
    static Likely of(ReasonProbability reason) {
      return new Likely(
          Shown.sentence(reason.reason().words()),
          Shown.percent(reason.probability()),
          (int) Math.round(reason.probability() * 100));
    }
  }

  /** What spoke for the reason, or against it. */
  record Spoke(String feature, String how) {
    static Spoke of(Influence influence) {
      return new Spoke(influence.feature(), influence.weight() < 0 ? "against" : "for");
    }
  }

  static AdvicePart of(StoredAdvice stored) {
    List<ReasonProbability> reasons = stored.advice().reasons();
    return new AdvicePart(
        Likely.of(reasons.get(0)),
        reasons.stream()
            .skip(1)
            .filter(reason -> Math.round(reason.probability() * 100) > 0)
            .limit(MOST_OTHERS)
            .map(Likely::of)
            .toList(),
        Shown.percent(stored.advice().risk()),
        stored.advice().priority(),
        stored.advice().action(),
        stored.advice().influences().stream().limit(MOST_INFLUENCES).map(Spoke::of).toList(),
        stored.summary(),
        writtenBy(stored.summaryBy()),
        advisedBy(stored.advice().advisedBy()),
        Shown.minute(stored.at()));
  }

  private static String writtenBy(String by) {
    return by.startsWith("model/")
        ? "Written by the language model "
            + by.substring("model/".length())
            + "; every number, date, name and id in it was checked against the facts."
        : "Written from a template (" + by + ").";
  }

  /** Such as 'a model (5d41402abc4b)' or 'rules (purchase/1)'. */
  static String advisedBy(String by) {
    int cut = by.indexOf('/');
    String which = by.substring(cut + 1);
    if (by.startsWith("model/")) {
      return "a model (" + which.substring(0, Math.min(HASH_SHOWN, which.length())) + ")";
    }
    return "rules (" + which + ")";
  }
}
