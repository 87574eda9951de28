package dev.throughline.mining.performance;

import dev.throughline.mining.trace.NameIndex;
import dev.throughline.mining.trace.TraceBlock;
import dev.throughline.mining.trace.TraceKernel;
import dev.throughline.mining.trace.TraceSelection;
import dev.throughline.model.Activity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Counts activities done more than once in a case. Time: O(events); memory: O(activities). */
public final class ReworkKernel implements TraceKernel<ReworkKernel, List<Rework>> {
  private static final long serialVersionUID = 1;

  /* seen[a] counts a in the current case; touched lists what to reset, so a case costs its events, not all activities. */
  private final NameIndex names = new NameIndex();
  private long[] cases = {};
  private long[] repetitions = {};
  private transient int[] seen = {};

  @Override
  public void add(TraceSelection traces) {
    TraceBlock block = traces.block();
    int[] numbers = names.translate(block.activityNames());
    makeRoom();
    for (int i = 0; i < traces.size(); i++) {
      int caseIndex = traces.caseAt(i);
      add(block.activities(), block.start(caseIndex), block.start(caseIndex + 1), numbers);
    }
  }

  private void add(char[] activities, int from, int to, int[] numbers) {
    for (int event = from; event < to; event++) {
      int activity = numbers[activities[event]];
      int times = ++seen[activity];
      if (times == 2) {
        cases[activity]++;
      }
      if (times > 1) {
        repetitions[activity]++;
      }
    }
    for (int event = from; event < to; event++) {
      seen[numbers[activities[event]]] = 0;
    }
  }

  private void makeRoom() {
    if (cases.length < names.size()) {
      cases = Arrays.copyOf(cases, names.size());
      repetitions = Arrays.copyOf(repetitions, names.size());
    }
    if (seen == null || seen.length < names.size()) {
      seen = new int[names.size()];
    }
  }

  @Override
  public void merge(ReworkKernel other) {
    int[] numbers = names.translate(other.names);
    makeRoom();
    for (int activity = 0; activity < other.cases.length; activity++) {
      int number = numbers[activity];
      cases[number] = Math.addExact(cases[number], other.cases[activity]);
      repetitions[number] = Math.addExact(repetitions[number], other.repetitions[activity]);
    }
  }

  @Override
  public List<Rework> result() {
    List<Rework> rework = new ArrayList<>();
    for (int number = 0; number < cases.length; number++) {
      if (cases[number] > 0) {
        rework.add(
            new Rework(new Activity(names.name(number)), cases[number], repetitions[number]));
      }
    }
    rework.sort(Comparator.comparingLong(Rework::cases).reversed().thenComparing(Rework::activity));
    return rework;
  }
}
