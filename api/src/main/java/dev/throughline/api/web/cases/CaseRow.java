package dev.throughline.api.web.cases;

import dev.throughline.api.correlation.TimelineEvent;
import dev.throughline.api.web.EventWords;
import dev.throughline.api.web.Shown;
import dev.throughline.ingest.correlate.LinkRules;
import dev.throughline.model.Event;
import java.time.Duration;
import java.util.stream.Collectors;

/**
 * One event of a case.
 *
 * @param late how much later it was recorded than it happened; empty when it is not, or not known
 * @param by who did it
 * @param why how it was linked to the case
 * @param keys the objects that link it; empty when it names the case
 * @param evidence whether an exception of the case rests on it
 */
record CaseRow(
    String number,
    String at,
    String late,
    String system,
    String activity,
    String event,
    String by,
    String says,
    String why,
    String keys,
    String confidence,
    boolean evidence) {
  private static final long LATE_HOURS = 1;

  static CaseRow of(int number, TimelineEvent linked, boolean evidence) {
    Event event = linked.event();
    boolean named = linked.rule().equals(LinkRules.NAMED);
    return new CaseRow(
        Shown.count(number),
        Shown.minute(event.occurredAt()),
        late(event),
        event.source().name(),
        event.activity().value(),
        event.id().value(),
        event.resource() == null ? "–" : event.resource(),
        EventWords.of(event),
        named ? "names the case" : linked.rule(),
        named
            ? ""
            : linked.keys().stream()
                .map(key -> key.type().value() + " " + key.id().value())
                .collect(Collectors.joining(" · ")),
        Shown.percent(linked.confidence()),
        evidence);
  }

  private static String late(Event event) {
    if (event.recordedAt() == null) {
      return "";
    }
    Duration late = Duration.between(event.occurredAt(), event.recordedAt());
    return late.toHours() < LATE_HOURS ? "" : Shown.duration(late);
  }
}
