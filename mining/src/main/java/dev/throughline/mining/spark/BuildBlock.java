package dev.throughline.mining.spark;

import dev.throughline.mining.trace.HandoffBy;
import dev.throughline.mining.trace.TraceBlock;
import dev.throughline.mining.trace.TraceBlockBuilder;
import dev.throughline.mining.trace.TraceColumns;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.FlatMapFunction2;
import org.apache.spark.sql.catalyst.InternalRow;

/** Turns one partition of an {@link EventTable} into one block, which may be empty. */
final class BuildBlock
    implements FlatMapFunction<Iterator<InternalRow>, TraceBlock>,
        FlatMapFunction2<Iterator<InternalRow>, Iterator<InternalRow>, TraceBlock> {
  private static final long serialVersionUID = 1;

  /** Rows between two looks at whether the job was cancelled. */
  private static final int PORTION = 1 << 14;

  private final ArrayList<String> caseAttributes;

  BuildBlock(List<String> caseAttributes) {
    this.caseAttributes = new ArrayList<>(caseAttributes);
  }

  @Override
  public Iterator<TraceBlock> call(Iterator<InternalRow> rows) {
    return List.of(build(rows, new TableRow(caseAttributes.size()))).iterator();
  }

  /** As the other one, with the attributes of the partition's cases in rows of their own. */
  @Override
  public Iterator<TraceBlock> call(Iterator<InternalRow> rows, Iterator<InternalRow> attributes) {
    CaseAttributeTable table = new CaseAttributeTable(caseAttributes, attributes);
    return List.of(build(rows, new TableRow(table))).iterator();
  }

  private TraceBlock build(Iterator<InternalRow> rows, TableRow row) {
    TraceBlockBuilder builder =
        new TraceBlockBuilder(new TraceColumns(EnumSet.allOf(HandoffBy.class), caseAttributes));
    for (long read = 0; rows.hasNext(); read++) {
      if (read % PORTION == 0 && Thread.interrupted()) {
        throw new CancellationException("loading was interrupted");
      }
      builder.add(row.read(rows.next()));
    }
    return builder.build();
  }
}
