package dev.throughline.mining.performance;

import dev.throughline.mining.trace.TraceBlock;
import dev.throughline.mining.trace.TraceKernel;
import dev.throughline.mining.trace.TraceSelection;

/**
 * How long cases take from their first to their last event; a case of one event takes no time.
 * Time: O(cases). Quantiles are exact up to {@value DurationDistribution#EXACT_CASES} cases, beyond
 * that within {@link DurationSketch#RELATIVE_ERROR}.
 */
public final class CaseDurationKernel implements TraceKernel<CaseDurationKernel, CaseDurations> {
  private static final long serialVersionUID = 1;

  private final DurationDistribution durations = new DurationDistribution();

  @Override
  public void add(TraceSelection traces) {
    TraceBlock block = traces.block();
    long[] micros = block.micros();
    for (int i = 0; i < traces.size(); i++) {
      int caseIndex = traces.caseAt(i);
      int first = block.start(caseIndex);
      int last = block.start(caseIndex + 1) - 1;
      durations.add(micros[last] - micros[first]);
    }
  }

  @Override
  public void merge(CaseDurationKernel other) {
    durations.merge(other.durations);
  }

  @Override
  public CaseDurations result() {
    return durations.result();
  }
}
