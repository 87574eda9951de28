package dev.throughline.api.events;

import dev.throughline.ingest.store.LogSummary;
import dev.throughline.model.ObjectType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stored log.
 *
 * @param watermark rises with every committed event
 * @param firstAt when the earliest event happened; absent without events
 * @param lastAt when the latest event happened; absent without events
 * @param objectTypes any of them can lead
 */
record LogResponse(
    String name,
    long events,
    long quarantined,
    long watermark,
    @Nullable Instant firstAt,
    @Nullable Instant lastAt,
    Instant importedAt,
    List<String> objectTypes) {
  static LogResponse from(LogSummary log) {
    return new LogResponse(
        log.name().value(),
        log.events(),
        log.quarantined(),
        log.watermark(),
        log.firstAt(),
        log.lastAt(),
        log.importedAt(),
        log.objectTypes().stream().map(ObjectType::value).toList());
  }
}
