package dev.throughline.mining.engine;

import dev.throughline.mining.trace.HandoffBy;
import dev.throughline.mining.trace.TraceFilter;

/**
 * What a result was computed from; with it anyone can compute it again.
 *
 * @param log the stored log's or the file's name
 * @param inputHash for a file the SHA-256 of its bytes; for a stored log the SHA-256 of its name
 *     and watermark, and of the revision of its links if events were linked to cases
 * @param watermark of the stored log; the number of accepted events for a file
 * @param leadingType the object type whose objects are the cases
 * @param softwareVersion of this software
 */
public record Manifest(
    String log,
    String inputHash,
    long watermark,
    String leadingType,
    TraceFilter filter,
    HandoffBy handoffBy,
    String softwareVersion) {}
