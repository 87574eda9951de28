package dev.throughline.mining.discovery;

import dev.throughline.mining.trace.CodedColumn;
import dev.throughline.mining.trace.HandoffBy;
import dev.throughline.mining.trace.NameIndex;
import dev.throughline.mining.trace.TraceBlock;
import dev.throughline.mining.trace.TraceKernel;
import dev.throughline.mining.trace.TraceSelection;
import dev.throughline.model.Activity;
import dev.throughline.model.Source;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts in which systems activities are recorded, and the directly-follows steps that pass from
 * one system to another. An empty log gives empty maps; blocks without the systems take no part.
 * Time: O(events); memory: O(activities · their systems + arcs).
 */
public final class RecordingSystemsKernel
    implements TraceKernel<RecordingSystemsKernel, RecordingSystems> {
  private static final long serialVersionUID = 1;

  private final NameIndex activityNames = new NameIndex();
  private final NameIndex systemNames = new NameIndex();
  private final PairCounts recorded = new PairCounts();
  private final PairCounts handoffs = new PairCounts();

  @Override
  public void add(TraceSelection traces) {
    TraceBlock block = traces.block();
    CodedColumn column = block.performers(HandoffBy.SYSTEM);
    if (column == null) {
      return;
    }
    Codes codes =
        new Codes(
            block.activities(),
            activityNames.translate(block.activityNames()),
            column.codes(),
            systemNames.translate(column.names()));
    for (int i = 0; i < traces.size(); i++) {
      int caseIndex = traces.caseAt(i);
      add(codes, block.start(caseIndex), block.start(caseIndex + 1));
    }
  }

  /** A block's columns, and what their codes are called here. */
  @SuppressWarnings("ArrayRecordComponent") // carries parameters; never compared
  private record Codes(
      char[] activities, int[] activityNumbers, int[] systems, int[] systemNumbers) {
    int activity(int event) {
      return activityNumbers[activities[event]];
    }

    int system(int event) {
      return systemNumbers[systems[event]];
    }
  }

  private void add(Codes codes, int from, int to) {
    int lastActivity = codes.activity(from);
    int lastSystem = codes.system(from);
    recorded.add(lastActivity, lastSystem, 1);
    for (int event = from + 1; event < to; event++) {
      int activity = codes.activity(event);
      int system = codes.system(event);
      recorded.add(activity, system, 1);
      if (system != lastSystem) {
        handoffs.add(lastActivity, activity, 1);
      }
      lastActivity = activity;
      lastSystem = system;
    }
  }

  @Override
  public void merge(RecordingSystemsKernel other) {
    int[] activities = activityNames.translate(other.activityNames);
    int[] systems = systemNames.translate(other.systemNames);
    other.recorded.forEach(
        (activity, system, count) -> recorded.add(activities[activity], systems[system], count));
    other.handoffs.forEach(
        (from, to, count) -> handoffs.add(activities[from], activities[to], count));
  }

  @Override
  public RecordingSystems result() {
    SortedMap<Activity, SortedMap<Source, Long>> activities = new TreeMap<>();
    recorded.forEach(
        (activity, system, count) ->
            activities
                .computeIfAbsent(activity(activity), unseen -> new TreeMap<>())
                .put(new Source(systemNames.name(system)), count));
    SortedMap<Arc, Long> passed = new TreeMap<>();
    handoffs.forEach((from, to, count) -> passed.put(new Arc(activity(from), activity(to)), count));
    return new RecordingSystems(activities, passed);
  }

  private Activity activity(int number) {
    return new Activity(activityNames.name(number));
  }
}
