package dev.throughline.mining.trace;

import java.io.Serializable;

/**
 * Folds traces into a result. {@link #merge} is associative and commutative: however the cases of a
 * log are divided among kernels, and in whatever order those are merged, the result is the same.
 * Not safe for use by many threads; each thread fills its own.
 *
 * @param <K> the kernel itself
 * @param <R> what it results in: immutable, sorted
 */
public interface TraceKernel<K extends TraceKernel<K, R>, R> extends Serializable {

  /** Adds whole traces. O(their events). */
  void add(TraceSelection traces);

  /**
   * Adds everything that another kernel of the same settings was given; leaves that one unchanged.
   */
  void merge(K other);

  R result();
}
