package dev.throughline.ingest.store;

import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.model.BusinessObject;
import dev.throughline.model.Event;
import java.util.List;

/** What is stored in one transaction: all of it, or nothing. */
public record EventBatch(
    List<Event> events, List<BusinessObject> objects, List<Rejection> rejections) {
  public EventBatch {
    events = List.copyOf(events);
    objects = List.copyOf(objects);
    rejections = List.copyOf(rejections);
  }

  /** Records of the input that this batch accounts for. */
  public long received() {
    return (long) events.size() + rejections.size();
  }
}
