package dev.throughline.mining.engine;

import dev.throughline.mining.performance.Milestone;
import dev.throughline.mining.performance.MilestoneTimes;
import dev.throughline.mining.trace.TraceFilter;
import java.util.SortedSet;

/**
 * A log whose events are brought together by case and held in memory, ready for any number of
 * questions. Safe for use by many threads.
 *
 * <p>{@link #mine} and {@link #times} stop with a {@link
 * java.util.concurrent.CancellationException} soon after their thread is interrupted, and leave the
 * thread interrupted.
 */
public interface TraceLog extends AutoCloseable {

  /**
   * Answers a question in one pass over the traces. O(events).
   *
   * @throws IllegalStateException when the log is closed
   */
  MiningResult mine(MiningQuery query);

  /**
   * Measures how long cases take from one milestone to another, in one pass over the traces.
   * O(events).
   *
   * @param filter which cases are measured
   * @throws IllegalStateException when the log is closed
   */
  MilestoneTimes times(Milestone from, Milestone to, TraceFilter filter);

  /** The values that a case attribute has; empty for an attribute that was not loaded. */
  SortedSet<String> attributeValues(String name);

  /** The case attributes that were loaded and can be filtered by. */
  SortedSet<String> attributeNames();

  /** Releases the memory. Idempotent. */
  @Override
  void close();
}
