package dev.throughline.api.web.exceptions;

import dev.throughline.api.correlation.TimelineEvent;
import dev.throughline.api.web.EventWords;
import dev.throughline.api.web.Shown;
import dev.throughline.model.Event;
import dev.throughline.model.Finding;
import dev.throughline.model.Finding.Evidence;
import java.util.List;
import java.util.Optional;

/** An event that the rule looked at; '–' for what is not known of it. */
record EvidenceRow(
    String activity, String at, String system, String event, String by, String says) {

  static List<EvidenceRow> all(Finding finding, List<TimelineEvent> events) {
    return finding.evidence().stream().map(evidence -> of(evidence, events)).toList();
  }

  private static EvidenceRow of(Evidence evidence, List<TimelineEvent> events) {
    Optional<Event> event =
        events.stream()
            .map(TimelineEvent::event)
            .filter(one -> new Evidence(one.source(), one.id()).equals(evidence))
            .findFirst();
    return new EvidenceRow(
        event.map(one -> one.activity().value()).orElse("–"),
        event.map(one -> Shown.minute(one.occurredAt())).orElse("–"),
        evidence.source().name(),
        evidence.event().value(),
        event.map(Event::resource).orElse("–"),
        event.map(EventWords::of).orElse("–"));
  }
}
