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
 */
public record LogSummary(
    LogName name,
    long events,
    long quarantined,
    long watermark,
    @Nullable Instant firstAt,
    @Nullable Instant lastAt,
    Instant importedAt,
    List<ObjectType> objectTypes) {
  public LogSummary {
    objectTypes = List.copyOf(objectTypes);
  }
}
