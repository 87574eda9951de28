package dev.throughline.api.web.cases;

import dev.throughline.api.correlation.CaseTimeline;
import dev.throughline.api.correlation.TimelineEvent;
import dev.throughline.api.web.Links;
import dev.throughline.api.web.Shown;
import dev.throughline.api.web.StateWords;
import dev.throughline.mining.map.CaseTimeline.Entry;
import dev.throughline.mining.map.svg.TimelineSvg;
import dev.throughline.model.Finding;
import dev.throughline.model.Finding.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One case across systems.
 *
 * @param period from the first event to the last
 * @param confidence the lowest of its links, in words
 * @param cut how many events are not drawn; empty when all are
 */
record CasePage(
    String log,
    String type,
    String caseId,
    String period,
    String took,
    String events,
    String systems,
    String confidence,
    List<FindingLink> findings,
    String svg,
    String cut,
    List<CaseRow> rows,
    String apiPath) {

  /** An exception of the case. */
  record FindingLink(
      String path, String type, String state, String stateWord, String exposure, String owner) {
    static FindingLink of(Finding finding) {
      return new FindingLink(
          Links.exception(finding.id()),
          Shown.sentence(finding.type().words()),
          StateWords.of(finding.state()),
          StateWords.word(finding.state()),
          Shown.money(finding.exposure()),
          finding.owner().words());
    }
  }

  static CasePage of(CaseTimeline timeline, List<Finding> findings) {
    List<TimelineEvent> events = timeline.events();
    Set<Evidence> evidence = new HashSet<>();
    findings.forEach(finding -> evidence.addAll(finding.evidence()));
    Instant first = events.get(0).event().occurredAt();
    Instant last = events.get(events.size() - 1).event().occurredAt();
    return new CasePage(
        timeline.log().value(),
        timeline.leadingType().value(),
        timeline.caseId().value(),
        Shown.minute(first) + " to " + Shown.minute(last) + " UTC",
        Shown.duration(Duration.between(first, last)),
        Shown.count(events.size()),
        Shown.count(events.stream().map(event -> event.event().source()).distinct().count()),
        Shown.percent(timeline.confidence()),
        findings.stream().map(FindingLink::of).toList(),
        TimelineSvg.draw(drawn(events, evidence)),
        events.size() > TimelineSvg.MOST_ENTRIES
            ? Shown.count(events.size() - TimelineSvg.MOST_ENTRIES)
            : "",
        rows(events, evidence),
        "/api/v1/logs/"
            + Links.encoded(timeline.log().value())
            + "/cases/"
            + Links.encoded(timeline.caseId().value())
            + "/links");
  }

  private static dev.throughline.mining.map.CaseTimeline drawn(
      List<TimelineEvent> events, Set<Evidence> evidence) {
    return new dev.throughline.mining.map.CaseTimeline(
        events.stream()
            .limit(TimelineSvg.MOST_ENTRIES)
            .map(
                event ->
                    new Entry(
                        event.event().source(),
                        event.event().activity(),
                        event.event().occurredAt(),
                        event.confidence(),
                        isEvidence(event, evidence)))
            .toList());
  }

  private static List<CaseRow> rows(List<TimelineEvent> events, Set<Evidence> evidence) {
    List<CaseRow> rows = new ArrayList<>();
    for (TimelineEvent event : events) {
      rows.add(CaseRow.of(rows.size() + 1, event, isEvidence(event, evidence)));
    }
    return rows;
  }

  private static boolean isEvidence(TimelineEvent event, Set<Evidence> evidence) {
    return evidence.contains(new Evidence(event.event().source(), event.event().id()));
  }
}
