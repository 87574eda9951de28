package dev.throughline.mining.engine;

import java.util.SortedSet;

/**
 * A log whose events are brought together by case and held in memory, ready for any number of
 * questions. Safe for use by many threads.
 *
 * <p>{@link #mine} stops with a {@link java.util.concurrent.CancellationException} soon after its
 * thread is interrupted, and leaves the thread interrupted.
 */
public interface TraceLog extends AutoCloseable {

  /**
   * Answers a question in one pass over the traces. O(events).
   *
   * @throws IllegalStateException when the log is closed
   */
  MiningResult mine(MiningQuery query);

  /** The values that a case attribute has; empty for an attribute that was not loaded. */
  SortedSet<String> attributeValues(String name);

  /** The case attributes that were loaded and can be filtered by. */
  SortedSet<String> attributeNames();

  /** Releases the memory. Idempotent. */
  @Override
  void close();
}
