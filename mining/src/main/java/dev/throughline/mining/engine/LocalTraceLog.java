package dev.throughline.mining.engine;

import dev.throughline.mining.performance.Milestone;
import dev.throughline.mining.performance.MilestoneTimeKernel;
import dev.throughline.mining.performance.MilestoneTimes;
import dev.throughline.mining.trace.CodedColumn;
import dev.throughline.mining.trace.TraceBlock;
import dev.throughline.mining.trace.TraceFilter;
import dev.throughline.mining.trace.TraceKernel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Traces of one machine, mined by its own threads. */
public final class LocalTraceLog implements TraceLog {
  private final TraceBlock block;
  private final Origin origin;
  private final int threads;
  private final ExecutorService executor;

  /**
   * @param threads how many mine at a time, at least 1; the result does not depend on it
   */
  public LocalTraceLog(TraceBlock block, Origin origin, int threads) {
    this.block = block;
    this.origin = origin;
    this.threads = threads;
    this.executor =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "mining");
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  public MiningResult mine(MiningQuery query) {
    return fold((from, to) -> ProcessKernel.fold(block, from, to, query))
        .result()
        .with(origin.manifest(query));
  }

  @Override
  public MilestoneTimes times(Milestone from, Milestone to, TraceFilter filter) {
    return fold((first, end) -> {
          MilestoneTimeKernel kernel = new MilestoneTimeKernel(from, to);
          ProcessKernel.fold(kernel, block, first, end, filter);
          return kernel;
        })
        .result();
  }

  /** Folds the cases from {@code from} (inclusive) to {@code to} (exclusive) into a new kernel. */
  private interface Fold<K> {
    K of(int from, int to);
  }

  private <K extends TraceKernel<K, ?>> K fold(Fold<K> fold) {
    if (executor.isShutdown()) {
      throw new IllegalStateException("the log '%s' is closed".formatted(origin.log()));
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("mining was interrupted");
    }
    List<Future<K>> parts = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      int from = bound(thread);
      int to = bound(thread + 1);
      parts.add(executor.submit(() -> fold.of(from, to)));
    }
    try {
      K whole = parts.get(0).get();
      for (Future<K> part : parts.subList(1, parts.size())) {
        whole.merge(part.get());
      }
      return whole;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CancellationException("mining was interrupted");
    } catch (ExecutionException failed) {
      throw unwrapped(failed);
    } finally {
      parts.forEach(part -> part.cancel(true));
    }
  }

  private static RuntimeException unwrapped(ExecutionException failed) {
    return failed.getCause() instanceof RuntimeException known
        ? known
        : new IllegalStateException(failed.getCause());
  }

  private int bound(int thread) {
    return (int) ((long) block.cases() * thread / threads);
  }

  @Override
  public SortedSet<String> attributeValues(String name) {
    CodedColumn column = block.attributes().get(name);
    TreeSet<String> values = new TreeSet<>();
    if (column != null) {
      Collections.addAll(values, column.names());
      values.remove("");
    }
    return values;
  }

  @Override
  public SortedSet<String> attributeNames() {
    return new TreeSet<>(block.attributes().keySet());
  }

  /** The traces, for those who ask what no kernel answers. */
  public TraceBlock block() {
    return block;
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
