package dev.throughline.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened in one source system.
 *
 * @param id unique within its source
 * @param sequence its position in the source, from 0; a file keeps its own order for equal
 *     timestamps
 * @param occurredAt when it happened, whole microseconds
 * @param recordedAt when the source recorded it, whole microseconds; null when the source does not
 *     say
 * @param resource who did it; null when the source does not say
 * @param role in which role or group; null when the source does not say
 * @param objects the business objects it concerns, in the order of the source
 * @param attributes everything else the source said, in its order
 */
public record Event(
    EventId id,
    Source source,
    long sequence,
    Activity activity,
    Instant occurredAt,
    @Nullable Instant recordedAt,
    @Nullable String resource,
    @Nullable String role,
    List<ObjectRef> objects,
    List<Attribute> attributes) {

  /**
   * The one total order of events: occurred at, source, position in the source, id. Names and ids
   * compare by code points, the order of their UTF-8 bytes in every engine.
   */
  public static final Comparator<Event> ORDER =
      Comparator.comparing(Event::occurredAt)
          .thenComparing(Event::source)
          .thenComparingLong(Event::sequence)
          .thenComparing(Event::id);

  public Event {
    if (sequence < 0) {
      throw new IllegalArgumentException("sequence must not be negative, was " + sequence);
    }
    occurredAt = occurredAt.truncatedTo(ChronoUnit.MICROS);
    recordedAt = recordedAt == null ? null : recordedAt.truncatedTo(ChronoUnit.MICROS);
    objects = List.copyOf(objects);
    attributes = List.copyOf(attributes);
  }

  /**
   * The first object of the type, which is the case when the type leads; empty when there is none.
   */
  public Optional<ObjectRef> firstObject(ObjectType type) {
    return objects.stream().filter(object -> object.type().equals(type)).findFirst();
  }
}
