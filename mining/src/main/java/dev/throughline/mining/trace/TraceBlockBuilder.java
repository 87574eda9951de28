package dev.throughline.mining.trace;

import dev.throughline.ingest.read.EventRow;
import dev.throughline.ingest.read.Utf8Slice;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Brings events that arrive in any order together by case. Events of one source must arrive in the
 * order of their positions; cases may be mixed in any way. Within a case events end in their total
 * order: by time, then the name of the source, then arrival.
 *
 * <p>Memory while building: about 30 bytes per event, and 30 per case beside its id. O(events) plus
 * sorting within cases.
 */
public final class TraceBlockBuilder {
  private static final int MAX_ACTIVITIES = Character.MAX_VALUE + 1;

  /*
   * Rows are staged in chunks as they come. build() counts the events of each case, gives each case its place, and
   * scatters the rows (a counting sort: stable, one pass). Sorting within a case then only touches cases that are not
   * sorted already.
   */
  private final Dictionary cases = new Dictionary();
  private final Dictionary activities = new Dictionary();
  private final Dictionary sources = new Dictionary();
  private final List<Performers> performers = new ArrayList<>();
  private final List<CaseAttribute> attributes = new ArrayList<>();
  private final List<StagedRows> chunks = new ArrayList<>();
  private StagedRows current;
  private int[] lengths = new int[1024];
  private long rows;

  public TraceBlockBuilder(TraceColumns columns) {
    columns.performers().forEach(by -> performers.add(new Performers(by, dictionaryOf(by))));
    columns.caseAttributes().forEach(name -> attributes.add(new CaseAttribute(name)));
    current = newChunk();
  }

  private Dictionary dictionaryOf(HandoffBy by) {
    return by == HandoffBy.SYSTEM ? sources : new Dictionary();
  }

  /**
   * Adds one event.
   *
   * @throws ThroughlineException when it has no case: a log with many object types was read without
   *     a leading one
   */
  public void add(EventRow row) {
    if (row.caseId().isEmpty()) {
      throw new ThroughlineException(
          ErrorCode.BAD_ARGUMENT,
          "an event belongs to no case; name the object type that leads the cases");
    }
    int caseCode = cases.encode(row.caseId());
    boolean firstOfCase = caseCode == lengths.length || lengths[caseCode] == 0;
    if (caseCode == lengths.length) {
      lengths = Arrays.copyOf(lengths, lengths.length * 2);
    }
    lengths[caseCode]++;
    if (firstOfCase) {
      for (int i = 0; i < attributes.size(); i++) {
        attributes.get(i).add(caseCode, row.caseAttribute(i));
      }
    }
    stage(caseCode, row);
  }

  private void stage(int caseCode, EventRow row) {
    if (current.isFull()) {
      current = newChunk();
    }
    int activity = activities.encode(row.activity());
    if (activity >= MAX_ACTIVITIES) {
      throw new ThroughlineException(
          ErrorCode.TOO_LARGE,
          "a log may have at most %d activities; is the activity column the right one?"
              .formatted(MAX_ACTIVITIES));
    }
    int source = sources.encode(row.source());
    int position = current.add(caseCode, (char) activity, row.occurredAtMicros(), source);
    for (int i = 0; i < performers.size(); i++) {
      current.performers[i][position] = performers.get(i).code(source, row);
    }
    if (++rows > Integer.MAX_VALUE - 8) {
      throw new ThroughlineException(
          ErrorCode.TOO_LARGE, "one block may have at most 2,147,483,639 events");
    }
  }

  private StagedRows newChunk() {
    StagedRows chunk = new StagedRows(performers.size());
    chunks.add(chunk);
    return chunk;
  }

  /** The block of all events added. The builder is used up. */
  public TraceBlock build() {
    int[] starts = starts();
    EventScatter scatter = new EventScatter((int) rows, starts, performers.size());
    for (int i = 0; i < chunks.size(); i++) {
      scatter.add(chunks.get(i));
      chunks.set(i, StagedRows.NONE);
    }
    scatter.sortWithinCases(sources.ranks());
    return new TraceBlock(eventColumns(scatter), caseColumns(starts));
  }

  private int[] starts() {
    int[] starts = new int[cases.size() + 1];
    for (int i = 0; i < cases.size(); i++) {
      starts[i + 1] = starts[i] + lengths[i];
    }
    return starts;
  }

  private TraceBlock.EventColumns eventColumns(EventScatter scatter) {
    Map<HandoffBy, CodedColumn> columns = new EnumMap<>(HandoffBy.class);
    for (int i = 0; i < performers.size(); i++) {
      Performers column = performers.get(i);
      columns.put(column.by, new CodedColumn(column.names.texts(), scatter.performers[i]));
    }
    return new TraceBlock.EventColumns(
        activities.texts(), scatter.activities, scatter.micros, columns);
  }

  private TraceBlock.CaseColumns caseColumns(int[] starts) {
    TreeMap<String, CodedColumn> columns = new TreeMap<>();
    attributes.forEach(attribute -> columns.put(attribute.name, attribute.column(cases.size())));
    return new TraceBlock.CaseColumns(starts, cases.arena(), cases.ends(), columns);
  }

  /** One way to say who performed an event. */
  private record Performers(HandoffBy by, Dictionary names) {
    int code(int source, EventRow row) {
      return switch (by) {
        case SYSTEM -> source;
        case ROLE -> names.encode(row.role());
        case RESOURCE -> names.encode(row.resource());
      };
    }
  }

  /** One case attribute while it is collected. */
  private static final class CaseAttribute {
    private final String name;
    private final Dictionary values = new Dictionary();
    private int[] codes = new int[1024];

    CaseAttribute(String name) {
      this.name = name;
    }

    void add(int caseCode, Utf8Slice value) {
      if (caseCode >= codes.length) {
        codes = Arrays.copyOf(codes, codes.length * 2);
      }
      codes[caseCode] = values.encode(value);
    }

    CodedColumn column(int cases) {
      return new CodedColumn(values.texts(), Arrays.copyOf(codes, cases));
    }
  }
}
