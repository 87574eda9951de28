package dev.throughline.mining.spark;

import dev.throughline.mining.engine.MiningQuery;
import dev.throughline.mining.engine.MiningResult;
import dev.throughline.mining.engine.Origin;
import dev.throughline.mining.engine.ProcessKernel;
import dev.throughline.mining.engine.TraceLog;
import dev.throughline.mining.performance.Milestone;
import dev.throughline.mining.performance.MilestoneTimeKernel;
import dev.throughline.mining.performance.MilestoneTimes;
import dev.throughline.mining.trace.TraceBlock;
import dev.throughline.mining.trace.TraceFilter;
import dev.throughline.mining.trace.TraceKernel;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;

/**
 * Traces as blocks in the memory of Spark's executors, one block per partition. A question is one
 * job: a kernel per partition, merged here in the order of the partitions; no shuffle.
 */
final class SparkTraceLog implements TraceLog {
  /*
   * Blocks stay as objects, so that a question reads the arrays themselves. What does not fit into Spark's memory goes to
   * its local directory: slower, but neither lost nor read again from the source.
   */
  private static final StorageLevel STORAGE = StorageLevel.MEMORY_AND_DISK();

  private final SparkEngine engine;
  private final JavaRDD<TraceBlock> blocks;
  private final Origin origin;
  private final SortedMap<String, SortedSet<String>> attributes;
  private volatile boolean closed;

  private SparkTraceLog(
      SparkEngine engine,
      JavaRDD<TraceBlock> blocks,
      Origin origin,
      SortedMap<String, SortedSet<String>> attributes) {
    this.engine = engine;
    this.blocks = blocks;
    this.origin = origin;
    this.attributes = attributes;
  }

  /**
   * Computes the blocks and keeps them in memory.
   *
   * @param blocks of whole cases; no case is in two of them
   * @param caseAttributes that the blocks carry
   */
  static SparkTraceLog load(
      SparkEngine engine, JavaRDD<TraceBlock> blocks, List<String> caseAttributes, Origin origin) {
    JavaRDD<TraceBlock> kept = blocks.persist(STORAGE);
    try {
      SortedMap<String, SortedSet<String>> attributes = new TreeMap<>();
      caseAttributes.forEach(name -> attributes.put(name, new TreeSet<>()));
      new InterruptibleJob(engine.context(), "load " + origin.log())
          .collect(kept.map(BlockAttributes::of))
          .forEach(block -> block.addTo(attributes));
      return new SparkTraceLog(engine, kept, origin, attributes);
    } catch (RuntimeException failed) {
      kept.unpersist(false);
      throw failed;
    }
  }

  @Override
  public MiningResult mine(MiningQuery query) {
    return fold(new ProcessKernel(query.handoffBy()), query.filter())
        .result()
        .with(origin.manifest(query));
  }

  @Override
  public MilestoneTimes times(Milestone from, Milestone to, TraceFilter filter) {
    return fold(new MilestoneTimeKernel(from, to), filter).result();
  }

  private <K extends TraceKernel<K, ?>> K fold(K empty, TraceFilter filter) {
    if (closed) {
      throw new IllegalStateException("the log '%s' is closed".formatted(origin.log()));
    }
    List<K> kernels =
        new InterruptibleJob(engine.context(), "mine " + origin.log())
            .collect(blocks.mapPartitions(new FoldBlocks<>(empty, filter)));
    kernels.forEach(empty::merge);
    return empty;
  }

  @Override
  public SortedSet<String> attributeValues(String name) {
    return Collections.unmodifiableSortedSet(attributes.getOrDefault(name, new TreeSet<>()));
  }

  @Override
  public SortedSet<String> attributeNames() {
    return new TreeSet<>(attributes.keySet());
  }

  @Override
  public void close() {
    closed = true;
    blocks.unpersist(false);
  }
}
