package dev.throughline.api.web.exceptions;

import dev.throughline.api.findings.FindingQuestion;
import dev.throughline.api.triage.StoredAdvice;
import dev.throughline.api.web.Links;
import dev.throughline.api.web.Shown;
import dev.throughline.api.web.StateWords;
import dev.throughline.model.Finding;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One exception in the queue.
 *
 * @param reason the most likely one, with its probability; '–' without advice
 * @param age since it came about; how long it took when it is closed
 */
record QueueRow(
    String id,
    String path,
    String type,
    String caseId,
    String casePath,
    String exposure,
    String age,
    String opened,
    String owner,
    String reason,
    String probability,
    String state,
    String stateWord,
    String site,
    String supplier) {

  static QueueRow of(Finding finding, @Nullable StoredAdvice advice, Instant now) {
    return new QueueRow(
        finding.id().toString(),
        Links.exception(finding.id()),
        Shown.sentence(finding.type().words()),
        finding.caseId().value(),
        Links.caseOf(finding.log(), finding.caseId()),
        Shown.money(finding.exposure()),
        age(finding, now),
        Shown.minute(finding.openedAt()),
        finding.owner().words(),
        advice == null ? "–" : advice.advice().reason().words(),
        advice == null ? "" : Shown.percent(advice.advice().probability()),
        StateWords.of(finding.state()),
        FindingQuestion.word(finding.state()),
        known(finding.site()),
        known(finding.supplier()));
  }

  /** How long a finding is, or was, open; a clock that is behind makes it no younger than new. */
  static String age(Finding finding, Instant now) {
    Instant until = finding.closedAt() == null ? now : finding.closedAt();
    Duration age = Duration.between(finding.openedAt(), until);
    return Shown.duration(age.isNegative() ? Duration.ZERO : age);
  }

  static String known(@Nullable String name) {
    return name == null ? "–" : name;
  }
}
