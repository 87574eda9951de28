package dev.throughline.ingest.store;

import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.model.Event;
import java.util.List;

/**
 * Records that a program sent at once, not in a file.
 *
 * @param mapping the name of the mapping that read them; empty for canonical events
 * @param rejections what was not accepted; the file of each place is the name of the source, as far
 *     as it is known
 */
public record Submission(String mapping, List<Event> events, List<Rejection> rejections) {
  public Submission {
    events = List.copyOf(events);
    rejections = List.copyOf(rejections);
  }

  public int received() {
    return events.size() + rejections.size();
  }
}
