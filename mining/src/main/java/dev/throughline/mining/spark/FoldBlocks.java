package dev.throughline.mining.spark;

import dev.throughline.mining.engine.ProcessKernel;
import dev.throughline.mining.trace.TraceBlock;
import dev.throughline.mining.trace.TraceFilter;
import dev.throughline.mining.trace.TraceKernel;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;

/** Folds the blocks of one partition into one kernel. */
final class FoldBlocks<K extends TraceKernel<K, ?>>
    implements FlatMapFunction<Iterator<TraceBlock>, K> {
  private static final long serialVersionUID = 1;

  /** Every task has a copy of its own: Spark sends this function with each. */
  private final K empty;

  private final TraceFilter filter;

  /**
   * @param empty a kernel that was given nothing
   */
  FoldBlocks(K empty, TraceFilter filter) {
    this.empty = empty;
    this.filter = filter;
  }

  @Override
  public Iterator<K> call(Iterator<TraceBlock> blocks) {
    while (blocks.hasNext()) {
      TraceBlock block = blocks.next();
      ProcessKernel.fold(empty, block, 0, block.cases(), filter);
    }
    return List.of(empty).iterator();
  }
}
