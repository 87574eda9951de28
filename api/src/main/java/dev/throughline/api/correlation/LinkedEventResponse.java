package dev.throughline.api.correlation;

import dev.throughline.ingest.correlate.ObjectKey;
import dev.throughline.model.Event;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event of a case.
 *
 * @param system where it was recorded
 * @param recordedAt absent when the system does not say
 * @param resource who did it; absent when the system does not say
 * @param link why it belongs to the case
 */
record LinkedEventResponse(
    String system,
    String event,
    String activity,
    Instant occurredAt,
    @Nullable Instant recordedAt,
    @Nullable String resource,
    List<ObjectResponse> objects,
    LinkResponse link) {

  static LinkedEventResponse from(TimelineEvent linked) {
    Event event = linked.event();
    return new LinkedEventResponse(
        event.source().name(),
        event.id().value(),
        event.activity().value(),
        event.occurredAt(),
        event.recordedAt(),
        event.resource(),
        ObjectResponse.of(event),
        new LinkResponse(
            linked.rule(),
            linked.keys().stream().map(ObjectResponse::from).toList(),
            linked.confidence()));
  }

  /**
   * Evidence of a link.
   *
   * @param rule {@code named} when the event names the case
   * @param confidence above 0 and at most 1
   */
  record LinkResponse(String rule, List<ObjectResponse> keys, double confidence) {}

  /** A business object. */
  record ObjectResponse(String type, String id) {
    static ObjectResponse from(ObjectKey key) {
      return new ObjectResponse(key.type().value(), key.id().value());
    }

    static List<ObjectResponse> of(Event event) {
      return event.objects().stream()
          .map(object -> new ObjectResponse(object.type().value(), object.id().value()))
          .toList();
    }
  }
}
