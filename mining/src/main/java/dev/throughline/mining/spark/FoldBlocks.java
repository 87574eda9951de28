package dev.throughline.mining.spark;

import dev.throughline.mining.engine.MiningQuery;
import dev.throughline.mining.engine.ProcessKernel;
import dev.throughline.mining.trace.TraceBlock;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;

/** Folds the blocks of one partition into one kernel. */
final class FoldBlocks implements FlatMapFunction<Iterator<TraceBlock>, ProcessKernel> {
  private static final long serialVersionUID = 1;

  private final MiningQuery query;

  FoldBlocks(MiningQuery query) {
    this.query = query;
  }

  @Override
  public Iterator<ProcessKernel> call(Iterator<TraceBlock> blocks) {
    ProcessKernel kernel = fold(blocks.next());
    while (blocks.hasNext()) {
      kernel.merge(fold(blocks.next()));
    }
    return List.of(kernel).iterator();
  }

  private ProcessKernel fold(TraceBlock block) {
    return ProcessKernel.fold(block, 0, block.cases(), query);
  }
}
