package dev.throughline.mining.trace;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
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

    private static boolean[] lookUp(CodedColumn column, Iterable<String> values) {
      boolean[] in = new boolean[column.names().length];
      for (String value : values) {
        int code = column.codeOf(value);
        if (code >= 0) {
          in[code] = true;
        }
      }
      return in;
    }

    private static long bound(@Nullable Instant at, long unbounded) {
      return at == null ? unbounded : ChronoUnit.MICROS.between(Instant.EPOCH, at);
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
