package dev.throughline.mining.discovery;

import dev.throughline.mining.performance.PairTimes;
import dev.throughline.mining.performance.TimeStatistics;
import dev.throughline.mining.trace.NameIndex;
import dev.throughline.mining.trace.TraceBlock;
import dev.throughline.mining.trace.TraceKernel;
import dev.throughline.mining.trace.TraceSelection;
import dev.throughline.model.Activity;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts and times what is directly followed by what (van der Aalst, Process Mining, 2nd ed. 2016,
 * section 2.2). An empty log gives empty maps; a case of one event counts its activity, as a start
 * and as an end. Time: O(events); memory: O(arcs).
 */
public final class DirectlyFollowsKernel
    implements TraceKernel<DirectlyFollowsKernel, DirectlyFollowsGraph> {
  private static final long serialVersionUID = 1;

  private final NameIndex names = new NameIndex();
  private final PairTimes arcs = new PairTimes();
  private long[] events = {};
  private long[] starts = {};
  private long[] ends = {};

  @Override
  public void add(TraceSelection traces) {
    TraceBlock block = traces.block();
    int[] numbers = names.translate(block.activityNames());
    makeRoom();
    for (int i = 0; i < traces.size(); i++) {
      int caseIndex = traces.caseAt(i);
      add(block, block.start(caseIndex), block.start(caseIndex + 1), numbers);
    }
  }

  private void add(TraceBlock block, int from, int to, int[] numbers) {
    char[] activities = block.activities();
    long[] micros = block.micros();
    int previous = numbers[activities[from]];
    starts[previous]++;
    events[previous]++;
    for (int event = from + 1; event < to; event++) {
      int activity = numbers[activities[event]];
      events[activity]++;
      arcs.at(previous, activity).add(micros[event] - micros[event - 1]);
      previous = activity;
    }
    ends[previous]++;
  }

  private void makeRoom() {
    int size = names.size();
    if (events.length < size) {
      events = Arrays.copyOf(events, size);
      starts = Arrays.copyOf(starts, size);
      ends = Arrays.copyOf(ends, size);
    }
  }

  @Override
  public void merge(DirectlyFollowsKernel other) {
    int[] numbers = names.translate(other.names);
    makeRoom();
    for (int activity = 0; activity < other.events.length; activity++) {
      int number = numbers[activity];
      events[number] = Math.addExact(events[number], other.events[activity]);
      starts[number] = Math.addExact(starts[number], other.starts[activity]);
      ends[number] = Math.addExact(ends[number], other.ends[activity]);
    }
    other.arcs.forEach((from, to, times) -> arcs.at(numbers[from], numbers[to]).merge(times));
  }

  @Override
  public DirectlyFollowsGraph result() {
    SortedMap<Arc, TimeStatistics> times = new TreeMap<>();
    arcs.forEach((from, to, time) -> times.put(new Arc(name(from), name(to)), time.result()));
    return new DirectlyFollowsGraph(byName(events), byName(starts), byName(ends), times);
  }

  private SortedMap<Activity, Long> byName(long[] counts) {
    SortedMap<Activity, Long> byName = new TreeMap<>();
    for (int number = 0; number < counts.length; number++) {
      if (counts[number] > 0) {
        byName.put(name(number), counts[number]);
      }
    }
    return byName;
  }

  private Activity name(int number) {
    return new Activity(names.name(number));
  }
}
