package dev.throughline.api.web.exceptions;

import dev.throughline.api.findings.FindingQuestion;
import dev.throughline.api.web.Links;
import dev.throughline.api.web.Shown;
import dev.throughline.api.web.StateWords;
import dev.throughline.model.Finding;
import java.time.Instant;

/**
 * What stands at the top of an exception's page.
 *
 * @param age how long it has been open, or was
 * @param closed when it was done or went away; empty while it is open
 */
record Summary(
    String id,
    String path,
    String type,
    String state,
    String stateWord,
    String log,
    String caseId,
    String casePath,
    String exposure,
    String opened,
    String age,
    String closed,
    String owner,
    String site,
    String supplier,
    long version) {

  static Summary of(Finding finding, Instant now) {
    return new Summary(
        finding.id().toString(),
        Links.exception(finding.id()),
        Shown.sentence(finding.type().words()),
        StateWords.of(finding.state()),
        FindingQuestion.word(finding.state()),
        finding.log().value(),
        finding.caseId().value(),
        Links.caseOf(finding.log(), finding.caseId()),
        Shown.money(finding.exposure()),
        Shown.minute(finding.openedAt()),
        QueueRow.age(finding, now),
        finding.closedAt() == null ? "" : Shown.minute(finding.closedAt()),
        finding.owner().words(),
        QueueRow.known(finding.site()),
        QueueRow.known(finding.supplier()),
        finding.version());
  }
}
