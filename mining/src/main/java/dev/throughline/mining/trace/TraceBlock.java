package dev.throughline.mining.trace;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whole traces in columns: the events of case {@code c} stand at {@code start(c)} (inclusive) to
 * {@code start(c + 1)} (exclusive) in every event column, in the total order of events. Immutable
 * by convention: the arrays are shared, not copied, and nobody writes to them.
 */
public final class TraceBlock implements Serializable {
  private static final long serialVersionUID = 1;

  private final String[] activityNames;
  private final char[] activities;
  private final long[] micros;
  private final int[] starts;
  private final byte[] caseIds;
  private final int[] caseIdEnds;
  private final Map<HandoffBy, CodedColumn> performers;
  private final TreeMap<String, CodedColumn> attributes;

  TraceBlock(EventColumns events, CaseColumns cases) {
    this.activityNames = events.activityNames();
    this.activities = events.activities();
    this.micros = events.micros();
    this.performers = events.performers();
    this.starts = cases.starts();
    this.caseIds = cases.ids();
    this.caseIdEnds = cases.idEnds();
    this.attributes = cases.attributes();
  }

  /** One entry per event, but the names. */
  @SuppressWarnings("ArrayRecordComponent") // carries parameters; never compared
  record EventColumns(
      String[] activityNames,
      char[] activities,
      long[] micros,
      Map<HandoffBy, CodedColumn> performers) {}

  /** One entry per case; {@code starts} has one more. */
  @SuppressWarnings("ArrayRecordComponent") // carries parameters; never compared
  record CaseColumns(
      int[] starts, byte[] ids, int[] idEnds, TreeMap<String, CodedColumn> attributes) {}

  public int cases() {
    return starts.length - 1;
  }

  public int events() {
    return activities.length;
  }

  /** The position of a case's first event; for {@code cases()} the number of events. */
  public int start(int caseIndex) {
    return starts[caseIndex];
  }

  /**
   * Positions of the cases' first events, and the number of events: {@code cases() + 1} entries,
   * rising.
   */
  public int[] starts() {
    return starts;
  }

  /** The names behind the codes of {@link #activities}, in no special order, each once. */
  public String[] activityNames() {
    return activityNames;
  }

  /** The code of each event's activity. */
  public char[] activities() {
    return activities;
  }

  /** When each event happened: microseconds since 1970-01-01T00:00:00Z. */
  public long[] micros() {
    return micros;
  }

  /** System, role or resource of each event; null when the block was built without it. */
  public @Nullable CodedColumn performers(HandoffBy by) {
    return performers.get(by);
  }

  /** Case attributes by name, one code per case. */
  public SortedMap<String, CodedColumn> attributes() {
    return Collections.unmodifiableSortedMap(attributes);
  }

  public String caseId(int caseIndex) {
    int start = caseIdStart(caseIndex);
    return new String(caseIds, start, caseIdEnds[caseIndex] - start, StandardCharsets.UTF_8);
  }

  /** A case's id as UTF-8 bytes, a copy. */
  public byte[] caseIdBytes(int caseIndex) {
    return Arrays.copyOfRange(caseIds, caseIdStart(caseIndex), caseIdEnds[caseIndex]);
  }

  /** Compares a case's id with another's UTF-8 bytes, by their code points. */
  public int compareCaseId(int caseIndex, byte[] other) {
    return Arrays.compareUnsigned(
        caseIds, caseIdStart(caseIndex), caseIdEnds[caseIndex], other, 0, other.length);
  }

  private int caseIdStart(int caseIndex) {
    return caseIndex == 0 ? 0 : caseIdEnds[caseIndex - 1];
  }
}
