package dev.throughline.mining.performance;

import dev.throughline.mining.trace.TraceBlock;
import dev.throughline.mining.trace.TraceKernel;
import dev.throughline.mining.trace.TraceSelection;
import java.io.Serializable;
import java.util.Arrays;

/**
 * Measures the time from one milestone of a case to another. Both may be of the same activity: from
 * its first to its last event. Time: O(events); quantiles are exact up to {@value
 * DurationDistribution#EXACT_CASES} cases, beyond that within {@link
 * DurationSketch#RELATIVE_ERROR}.
 */
public final class MilestoneTimeKernel implements TraceKernel<MilestoneTimeKernel, MilestoneTimes> {
  private static final long serialVersionUID = 1;
  private static final int NONE = -1;

  private final Sought from;
  private final Sought to;
  private final DurationDistribution durations = new DurationDistribution();
  private long notStarted;
  private long open;
  private long reversed;

  public MilestoneTimeKernel(Milestone from, Milestone to) {
    this.from = Sought.of(from);
    this.to = Sought.of(to);
  }

  /** Takes the positions in its block of the two events of a case; -1 for one that is missing. */
  @FunctionalInterface
  interface StepConsumer {
    void accept(int caseIndex, int fromEvent, int toEvent);
  }

  @Override
  public void add(TraceSelection traces) {
    long[] micros = traces.block().micros();
    forEachCase(traces, (caseIndex, start, end) -> count(micros, start, end));
  }

  private void count(long[] micros, int start, int end) {
    if (start == NONE) {
      notStarted++;
    } else if (end == NONE) {
      open++;
    } else if (micros[end] < micros[start]) {
      reversed++;
    } else {
      durations.add(micros[end] - micros[start]);
    }
  }

  /** Looks up the two milestones of every case. */
  void forEachCase(TraceSelection traces, StepConsumer consumer) {
    TraceBlock block = traces.block();
    int fromCode = from.code(block);
    int toCode = to.code(block);
    for (int i = 0; i < traces.size(); i++) {
      int caseIndex = traces.caseAt(i);
      int start = block.start(caseIndex);
      int end = block.start(caseIndex + 1);
      consumer.accept(
          caseIndex,
          from.find(block.activities(), start, end, fromCode),
          to.find(block.activities(), start, end, toCode));
    }
  }

  @Override
  public void merge(MilestoneTimeKernel other) {
    durations.merge(other.durations);
    notStarted = Math.addExact(notStarted, other.notStarted);
    open = Math.addExact(open, other.open);
    reversed = Math.addExact(reversed, other.reversed);
  }

  @Override
  public MilestoneTimes result() {
    return new MilestoneTimes(durations.result(), notStarted, open, reversed);
  }

  /** A milestone that can be sent to another process. */
  private record Sought(String activity, Milestone.Occurrence occurrence) implements Serializable {
    static Sought of(Milestone milestone) {
      return new Sought(milestone.activity().value(), milestone.occurrence());
    }

    int code(TraceBlock block) {
      return Arrays.asList(block.activityNames()).indexOf(activity);
    }

    /** The event's position from {@code start} (inclusive) to {@code end} (exclusive). */
    int find(char[] activities, int start, int end, int code) {
      return switch (occurrence) {
        case FIRST -> first(activities, start, end, code);
        case LAST -> last(activities, start, end, code);
      };
    }

    private static int first(char[] activities, int start, int end, int code) {
      for (int event = start; event < end; event++) {
        if (activities[event] == code) {
          return event;
        }
      }
      return NONE;
    }

    private static int last(char[] activities, int start, int end, int code) {
      for (int event = end - 1; event >= start; event--) {
        if (activities[event] == code) {
          return event;
        }
      }
      return NONE;
    }
  }
}
