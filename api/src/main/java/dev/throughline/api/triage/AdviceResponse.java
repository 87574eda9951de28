package dev.throughline.api.triage;

import dev.throughline.model.Finding;
import dev.throughline.model.Reason;
import java.time.Instant;
import java.util.List;

/**
 * Advice on an exception.
 *
 * @param id of this advice; a later one has a higher id
 * @param finding the exception's id
 * @param findingVersion of the exception, after the advice was stored
 * @param reason the most likely one
 * @param reasons the most likely first
 * @param risk probability that money is lost unless somebody acts, 0 to 1
 * @param priority 1 (first) to 5
 * @param action what the playbook recommends
 * @param summary plain text
 * @param summaryBy who wrote it
 * @param advisedBy {@code rules/…} or {@code model/} and the model's SHA-256
 * @param influences what spoke for the reason (above zero) or against it, the strongest first
 * @param evidence the events that the exception rests on
 */
record AdviceResponse(
    long id,
    long finding,
    long findingVersion,
    Instant at,
    Reason reason,
    List<Likely> reasons,
    double risk,
    int priority,
    String action,
    String summary,
    String summaryBy,
    String advisedBy,
    List<Influence> influences,
    List<Evidence> evidence) {

  /**
   * A reason.
   *
   * @param words the reason in words
   * @param probability 0 to 1
   */
  record Likely(Reason reason, String words, double probability) {}

  /** What spoke for the reason, or against it when its weight is below zero. */
  record Influence(String feature, double weight) {}

  /** An event. */
  record Evidence(String source, String event) {
    static Evidence from(Finding.Evidence evidence) {
      return new Evidence(evidence.source().name(), evidence.event().value());
    }
  }

  static AdviceResponse from(StoredAdvice stored) {
    var advice = stored.advice();
    return new AdviceResponse(
        stored.id(),
        stored.finding().value(),
        stored.findingVersion(),
        stored.at(),
        advice.reason(),
        advice.reasons().stream()
            .map(r -> new Likely(r.reason(), r.reason().words(), r.probability()))
            .toList(),
        advice.risk(),
        advice.priority(),
        advice.action(),
        stored.summary(),
        stored.summaryBy(),
        advice.advisedBy(),
        advice.influences().stream().map(i -> new Influence(i.feature(), i.weight())).toList(),
        advice.evidence().stream().map(Evidence::from).toList());
  }
}
