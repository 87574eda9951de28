package dev.throughline.mining.map;

import dev.throughline.model.Activity;
import dev.throughline.model.Source;
import java.time.Instant;
import java.util.List;

/**
 * One case, event by event, in lanes of the systems that recorded it.
 *
 * @param entries in the total order of events
 */
public record CaseTimeline(List<Entry> entries) {
  public CaseTimeline {
    entries = List.copyOf(entries);
  }

  /** The systems in the order in which the case reaches them. O(entries). */
  public List<Source> lanes() {
    return entries.stream().map(Entry::system).distinct().toList();
  }

  /**
   * One event.
   *
   * @param confidence that it belongs to the case, above 0; 1 when it names the case itself
   * @param isEvidence whether an exception of the case rests on it
   */
  public record Entry(
      Source system, Activity activity, Instant at, double confidence, boolean isEvidence) {
    public Entry {
      if (!(confidence > 0 && confidence <= 1)) {
        throw new IllegalArgumentException("confidence must be in 0..1, was " + confidence);
      }
    }
  }
}
