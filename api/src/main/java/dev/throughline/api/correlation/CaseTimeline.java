package dev.throughline.api.correlation;

import dev.throughline.model.CaseId;
import dev.throughline.model.LogName;
import dev.throughline.model.ObjectType;
import java.util.List;

/**
 * One case across systems: its events in their total order.
 *
 * @param events at least one
 */
public record CaseTimeline(
    LogName log, ObjectType leadingType, CaseId caseId, List<TimelineEvent> events) {
  public CaseTimeline {
    if (events.isEmpty()) {
      throw new IllegalArgumentException("a timeline must have at least one event");
    }
    events = List.copyOf(events);
  }

  /** The lowest confidence of its links. */
  public double confidence() {
    return events.stream().mapToDouble(TimelineEvent::confidence).min().orElseThrow();
  }
}
