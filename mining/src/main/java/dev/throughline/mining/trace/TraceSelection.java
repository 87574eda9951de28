package dev.throughline.mining.trace;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Some of a block's cases: what a kernel is given. */
public final class TraceSelection {
  private final TraceBlock block;
  private final int from;
  private final int size;
  private final int @Nullable [] selected;

  private TraceSelection(TraceBlock block, int from, int size, int @Nullable [] selected) {
    this.block = block;
    this.from = from;
    this.size = size;
    this.selected = selected;
  }

  /** All cases of the block. */
  public static TraceSelection all(TraceBlock block) {
    return new TraceSelection(block, 0, block.cases(), null);
  }

  /** The cases from {@code from} (inclusive) to {@code to} (exclusive) that pass the filter. */
  public static TraceSelection of(TraceBlock block, int from, int to, TraceFilter filter) {
    if (filter.equals(TraceFilter.ALL)) {
      return new TraceSelection(block, from, to - from, null);
    }
    int[] selected = new int[to - from];
    int count = 0;
    CasePredicate predicate = new CasePredicate(block, filter);
    for (int caseIndex = from; caseIndex < to; caseIndex++) {
      if (predicate.test(caseIndex)) {
        selected[count++] = caseIndex;
      }
    }
    return new TraceSelection(block, from, count, selected);
  }

  public TraceBlock block() {
    return block;
  }

  /** How many cases are in. */
  public int size() {
    return size;
  }

  /** The index in the block of the {@code i}-th case that is in. */
  public int caseAt(int i) {
    return selected == null ? from + i : selected[i];
  }

  /** A filter with its names looked up in one block's dictionaries. */
  private static final class CasePredicate {
    private static final long MAX_SECONDS = Long.MAX_VALUE / 1_000_000 - 1;

    private final int[] starts;
    private final long[] micros;
    private final long fromMicros;
    private final long toMicros;
    private final List<int[]> codes = new ArrayList<>();
    private final List<boolean[]> wanted = new ArrayList<>();
    private boolean never;

    CasePredicate(TraceBlock block, TraceFilter filter) {
      this.starts = block.starts();
      this.micros = block.micros();
      this.fromMicros = bound(filter.from(), Long.MIN_VALUE);
      this.toMicros = bound(filter.to(), Long.MAX_VALUE);
      filter
          .attributes()
          .forEach(
              (name, values) -> {
                CodedColumn column = block.attributes().get(name);
                if (column == null) {
                  never = true;
                } else {
                  codes.add(column.codes());
                  wanted.add(lookUp(column, values));
                }
              });
    }

    private static boolean[] lookUp(CodedColumn column, SortedSet<String> values) {
      String[] names = column.names();
      boolean[] in = new boolean[names.length];
      for (int code = 0; code < names.length; code++) {
        in[code] = values.contains(names[code]);
      }
      return in;
    }

    private static long bound(@Nullable Instant at, long unbounded) {
      return at == null ? unbounded : ceilMicros(at);
    }

    /**
     * The first whole microsecond that is not before the bound; the widest one when out of range.
     */
    private static long ceilMicros(Instant at) {
      long seconds = at.getEpochSecond();
      if (Math.abs(seconds) > MAX_SECONDS) {
        return seconds < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
      }
      return seconds * 1_000_000 + (at.getNano() + 999) / 1000;
    }

    boolean test(int caseIndex) {
      long first = micros[starts[caseIndex]];
      if (never || first < fromMicros || first >= toMicros) {
        return false;
      }
      for (int i = 0; i < codes.size(); i++) {
        if (!wanted.get(i)[codes.get(i)[caseIndex]]) {
          return false;
        }
      }
      return true;
    }
  }
}
