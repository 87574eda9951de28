package dev.throughline.ingest.store;

import dev.throughline.model.LogName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One import as far as it is committed.
 *
 * @param finishedAt null while it runs or after it was cut off
 */
public record ImportRun(
    long id,
    LogName log,
    String file,
    String sha256,
    IntakeCount count,
    Instant startedAt,
    @Nullable Instant finishedAt) {}
