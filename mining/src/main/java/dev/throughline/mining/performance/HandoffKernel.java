package dev.throughline.mining.performance;

import dev.throughline.mining.trace.CodedColumn;
import dev.throughline.mining.trace.HandoffBy;
import dev.throughline.mining.trace.NameIndex;
import dev.throughline.mining.trace.TraceBlock;
import dev.throughline.mining.trace.TraceKernel;
import dev.throughline.mining.trace.TraceSelection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Counts and times the directly-follows steps whose two events have different performers. Steps
 * from or to an event whose performer is not known take no part; neither do blocks without the
 * column. Time: O(events); memory: O(pairs).
 */
public final class HandoffKernel implements TraceKernel<HandoffKernel, List<Handoff>> {
  private static final long serialVersionUID = 1;

  private final HandoffBy by;
  private final NameIndex names = new NameIndex();
  private final PairTimes pairs = new PairTimes();
  private final int unknown = names.number("");

  public HandoffKernel(HandoffBy by) {
    this.by = by;
  }

  @Override
  public void add(TraceSelection traces) {
    TraceBlock block = traces.block();
    CodedColumn column = block.performers(by);
    if (column == null) {
      return;
    }
    int[] numbers = names.translate(column.names());
    for (int i = 0; i < traces.size(); i++) {
      int caseIndex = traces.caseAt(i);
      add(block, column.codes(), block.start(caseIndex), block.start(caseIndex + 1), numbers);
    }
  }

  private void add(TraceBlock block, int[] codes, int from, int to, int[] numbers) {
    long[] micros = block.micros();
    int previous = numbers[codes[from]];
    for (int event = from + 1; event < to; event++) {
      int performer = numbers[codes[event]];
      if (performer != previous && performer != unknown && previous != unknown) {
        pairs.at(previous, performer).add(micros[event] - micros[event - 1]);
      }
      previous = performer;
    }
  }

  @Override
  public void merge(HandoffKernel other) {
    int[] numbers = names.translate(other.names);
    other.pairs.forEach((from, to, times) -> pairs.at(numbers[from], numbers[to]).merge(times));
  }

  @Override
  public List<Handoff> result() {
    List<Handoff> handoffs = new ArrayList<>();
    pairs.forEach(
        (from, to, times) ->
            handoffs.add(new Handoff(names.name(from), names.name(to), times.result())));
    handoffs.sort(
        Comparator.comparingLong((Handoff handoff) -> handoff.times().count())
            .reversed()
            .thenComparing(Handoff::from)
            .thenComparing(Handoff::to));
    return handoffs;
  }
}
