package dev.throughline.ingest.store;

import dev.throughline.model.LogName;
import dev.throughline.model.ObjectType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stored log.
 *
 * @param events stored events
 * @param watermark rises with every committed event; two reads with one watermark see the same
 *     events
 * @param firstAt when the earliest event happened; null without events
 * @param lastAt when the latest event happened; null without events
 * @param importedAt when its latest import began
 * @param objectTypes the types that events refer to, sorted; any of them can lead
 * @param linkRevision rises when correlation changes which events belong to which cases; with the
 *     watermark it says what the cases are
 */
public record LogSummary(
    LogName name,
    long events,
    long quarantined,
    long watermark,
    @Nullable Instant firstAt,
    @Nullable Instant lastAt,
    Instant importedAt,
    List<ObjectType> objectTypes,
    long linkRevision) {
  public LogSummary {
    objectTypes = List.copyOf(objectTypes);
  }

  /** The log as it was at an earlier watermark, as far as events are concerned. */
  public LogSummary at(long earlierWatermark) {
    return new LogSummary(
        name,
        events,
        quarantined,
        earlierWatermark,
        firstAt,
        lastAt,
        importedAt,
        objectTypes,
        linkRevision);
  }
}
