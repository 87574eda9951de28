package dev.throughline.mining.trace;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** Blocks from tables that one can read. */
public final class TraceBlocks {
  private static final TraceColumns ALL_PERFORMERS =
      new TraceColumns(EnumSet.allOf(HandoffBy.class), List.of());

  private TraceBlocks() {}

  /**
   * One case per text, its activities separated by spaces and one minute apart: {@code log("a b c",
   * "a c")} has the cases 'case-1' and 'case-2'.
   */
  public static TraceBlock log(String... traces) {
    List<LoggedEvent> events = new ArrayList<>();
    for (int i = 0; i < traces.length; i++) {
      String[] activities = traces[i].split(" ");
      for (int minute = 0; minute < activities.length; minute++) {
        events.add(LoggedEvent.event("case-" + (i + 1), activities[minute], minute));
      }
    }
    return block(events);
  }

  public static TraceBlock block(LoggedEvent... events) {
    return block(List.of(events));
  }

  /** A block of the events in this order of arrival, with all performers. */
  public static TraceBlock block(List<LoggedEvent> events) {
    return block(ALL_PERFORMERS, events);
  }

  public static TraceBlock block(TraceColumns columns, List<LoggedEvent> events) {
    TraceBlockBuilder builder = new TraceBlockBuilder(columns);
    for (int i = 0; i < events.size(); i++) {
      builder.add(events.get(i).row(i));
    }
    return builder.build();
  }

  /** A kernel that was given all cases of the blocks. */
  public static <K extends TraceKernel<K, ?>> K fold(K kernel, TraceBlock... blocks) {
    for (TraceBlock block : blocks) {
      kernel.add(TraceSelection.all(block));
    }
    return kernel;
  }
}
