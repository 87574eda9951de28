package dev.throughline.ingest.map.record;

import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.model.Event;

/** What became of one record. */
public sealed interface Decoded {

  /** It is an event. */
  record Accepted(Event event) implements Decoded {}

  /** It goes to quarantine. */
  record Refused(Rejection rejection) implements Decoded {}
}
