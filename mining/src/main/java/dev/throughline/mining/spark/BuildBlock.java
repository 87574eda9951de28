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
import org.apache.spark.sql.catalyst.InternalRow;

/** Turns one partition of an {@link EventTable} into one block, which may be empty. */
final class BuildBlock implements FlatMapFunction<Iterator<InternalRow>, TraceBlock> {
  private static final long serialVersionUID = 1;

  /** Rows between two looks at whether the job was cancelled. */
  private static final int PORTION = 1 << 14;

  private final ArrayList<String> caseAttributes;

  BuildBlock(List<String> caseAttributes) {
    this.caseAttributes = new ArrayList<>(caseAttributes);
  }

  @Override
  public Iterator<TraceBlock> call(Iterator<InternalRow> rows) {
    TraceBlockBuilder builder =
        new TraceBlockBuilder(new TraceColumns(EnumSet.allOf(HandoffBy.class), caseAttributes));
    TableRow row = new TableRow(caseAttributes.size());
    for (long read = 0; rows.hasNext(); read++) {
      if (read % PORTION == 0 && Thread.interrupted()) {
        throw new CancellationException("loading was interrupted");
      }
      builder.add(row.read(rows.next()));
    }
    return List.of(builder.build()).iterator();
  }
}
