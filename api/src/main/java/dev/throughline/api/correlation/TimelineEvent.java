package dev.throughline.api.correlation;

import dev.throughline.ingest.correlate.ObjectKey;
import dev.throughline.model.Event;
import java.util.List;

/**
 * One event of a case, and why it is one.
 *
 * @param rule 'named' when the event names the case, else the name of the rule that linked it
 * @param keys the objects that linked it, sorted
 * @param confidence above 0 and at most 1, which is for events that name the case
 */
public record TimelineEvent(Event event, String rule, List<ObjectKey> keys, double confidence) {
  public TimelineEvent {
    if (!(confidence > 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence must be in 0..1, was " + confidence);
    }
    keys = List.copyOf(keys);
  }
}
