package dev.throughline.mining.engine;

import dev.throughline.mining.discovery.DirectlyFollowsGraph;
import dev.throughline.mining.discovery.RecordingSystems;
import dev.throughline.mining.discovery.Variant;
import dev.throughline.mining.performance.CaseDurations;
import dev.throughline.mining.performance.Handoff;
import dev.throughline.mining.performance.Rework;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything one pass over a log's traces says. Equal input and query give an equal result,
 * whatever the engine, the partitions and the threads.
 *
 * @param cases with at least one event
 * @param variants by falling number of cases, then by their activities' names
 * @param rework by falling number of cases, then name; activities never repeated are left out
 * @param handoffs by falling count, then names
 * @param systems where each activity is recorded, and which steps pass between systems
 * @param firstAt when the earliest event happened; null without events
 * @param lastAt when the latest event happened; null without events
 */
public record MiningResult(
    Manifest manifest,
    long cases,
    long events,
    @Nullable Instant firstAt,
    @Nullable Instant lastAt,
    DirectlyFollowsGraph graph,
    List<Variant> variants,
    CaseDurations durations,
    List<Rework> rework,
    List<Handoff> handoffs,
    RecordingSystems systems) {
  public MiningResult {
    variants = List.copyOf(variants);
    rework = List.copyOf(rework);
    handoffs = List.copyOf(handoffs);
  }
}
