package dev.throughline.mining.engine;

import dev.throughline.mining.discovery.DirectlyFollowsGraph;
import dev.throughline.mining.discovery.DirectlyFollowsKernel;
import dev.throughline.mining.discovery.RecordingSystems;
import dev.throughline.mining.discovery.RecordingSystemsKernel;
import dev.throughline.mining.discovery.Variant;
import dev.throughline.mining.discovery.VariantKernel;
import dev.throughline.mining.performance.CaseDurationKernel;
import dev.throughline.mining.performance.CaseDurations;
import dev.throughline.mining.performance.Handoff;
import dev.throughline.mining.performance.HandoffKernel;
import dev.throughline.mining.performance.Rework;
import dev.throughline.mining.performance.ReworkKernel;
import dev.throughline.mining.trace.HandoffBy;
import dev.throughline.mining.trace.TraceBlock;
import dev.throughline.mining.trace.TraceFilter;
import dev.throughline.mining.trace.TraceKernel;
import dev.throughline.mining.trace.TraceSelection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * All kernels that answer a {@link MiningQuery}, as one. An engine divides a log's cases among as
 * many of these as it likes and merges them.
 */
public final class ProcessKernel implements TraceKernel<ProcessKernel, ProcessKernel.Answer> {
  private static final long serialVersionUID = 1;

  /** Cases a kernel is given at a time; between two such portions it can be interrupted. */
  private static final int PORTION = 1 << 14;

  private final DirectlyFollowsKernel directlyFollows = new DirectlyFollowsKernel();
  private final VariantKernel variants = new VariantKernel();
  private final CaseDurationKernel durations = new CaseDurationKernel();
  private final ReworkKernel rework = new ReworkKernel();
  private final RecordingSystemsKernel systems = new RecordingSystemsKernel();
  private final HandoffKernel handoffs;
  private long cases;
  private long events;
  private long firstMicros = Long.MAX_VALUE;
  private long lastMicros = Long.MIN_VALUE;

  public ProcessKernel(HandoffBy handoffBy) {
    handoffs = new HandoffKernel(handoffBy);
  }

  /**
   * Folds some of a block's cases, as far as the query's filter lets them pass: what every engine
   * does with its share of a log. O(their events).
   *
   * @param from the first case, inclusive
   * @param to the last case, exclusive
   * @throws CancellationException soon after the thread is interrupted
   */
  public static ProcessKernel fold(TraceBlock block, int from, int to, MiningQuery query) {
    ProcessKernel kernel = new ProcessKernel(query.handoffBy());
    fold(kernel, block, from, to, query.filter());
    return kernel;
  }

  /** As {@link #fold(TraceBlock, int, int, MiningQuery)}, into any kernel. */
  public static void fold(
      TraceKernel<?, ?> kernel, TraceBlock block, int from, int to, TraceFilter filter) {
    for (int start = from; start < to; start += PORTION) {
      if (Thread.interrupted()) {
        throw new CancellationException("mining was interrupted");
      }
      int end = Math.min(to, start + PORTION);
      kernel.add(TraceSelection.of(block, start, end, filter));
    }
  }

  /** Finishes a result with the manifest of what was mined. */
  @FunctionalInterface
  public interface Answer {
    MiningResult with(Manifest manifest);
  }

  @Override
  public void add(TraceSelection traces) {
    directlyFollows.add(traces);
    variants.add(traces);
    durations.add(traces);
    rework.add(traces);
    systems.add(traces);
    handoffs.add(traces);
    count(traces);
  }

  private void count(TraceSelection traces) {
    int[] starts = traces.block().starts();
    long[] micros = traces.block().micros();
    cases += traces.size();
    for (int i = 0; i < traces.size(); i++) {
      int caseIndex = traces.caseAt(i);
      events += starts[caseIndex + 1] - starts[caseIndex];
      firstMicros = Math.min(firstMicros, micros[starts[caseIndex]]);
      lastMicros = Math.max(lastMicros, micros[starts[caseIndex + 1] - 1]);
    }
  }

  @Override
  public void merge(ProcessKernel other) {
    directlyFollows.merge(other.directlyFollows);
    variants.merge(other.variants);
    durations.merge(other.durations);
    rework.merge(other.rework);
    systems.merge(other.systems);
    handoffs.merge(other.handoffs);
    cases = Math.addExact(cases, other.cases);
    events = Math.addExact(events, other.events);
    firstMicros = Math.min(firstMicros, other.firstMicros);
    lastMicros = Math.max(lastMicros, other.lastMicros);
  }

  @Override
  public Answer result() {
    Counts counts = new Counts(cases, events, instant(firstMicros), instant(lastMicros));
    DirectlyFollowsGraph graph = directlyFollows.result();
    List<Variant> sequences = variants.result();
    CaseDurations times = durations.result();
    List<Rework> repeated = rework.result();
    RecordingSystems recorded = systems.result();
    List<Handoff> passed = handoffs.result();
    return manifest ->
        new MiningResult(
            manifest,
            counts.cases,
            counts.events,
            counts.firstAt,
            counts.lastAt,
            graph,
            sequences,
            times,
            repeated,
            passed,
            recorded);
  }

  /** What is known now: an answer does not change when more is added to its kernel. */
  private record Counts(
      long cases, long events, @Nullable Instant firstAt, @Nullable Instant lastAt) {}

  private @Nullable Instant instant(long micros) {
    return cases == 0 ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
