package dev.throughline.api.correlation;

import dev.throughline.ingest.correlate.NearMiss;
import dev.throughline.ingest.correlate.Orphan;
import dev.throughline.model.Event;
import java.util.List;

/**
 * An event that belongs to no case as far as is known.
 *
 * @param number of the event in its log
 * @param nearMisses cases that share a document with it, the likeliest first
 */
public record OrphanEvent(long number, Event event, Orphan.Why why, List<NearMiss> nearMisses) {
  public OrphanEvent {
    nearMisses = List.copyOf(nearMisses);
  }
}
