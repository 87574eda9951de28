package dev.throughline.mining.spark;

import dev.throughline.mining.engine.Origin;
import dev.throughline.mining.engine.TraceLog;
import java.util.List;

/** Loads events from Parquet files with the canonical columns, wherever Spark can read them. */
public final class ParquetTraceLogs {
  private final SparkEngine engine;

  public ParquetTraceLogs(SparkEngine engine) {
    this.engine = engine;
  }

  /**
   * Brings the events together by case and keeps them in memory.
   *
   * @param location a file or folder, as a path or as the address in a Hadoop-compatible store
   * @param caseAttributes columns of the case to filter by; the value at a case's first position in
   *     its source holds for the case
   * @throws dev.throughline.model.ThroughlineException when a column is absent or has another type
   */
  public TraceLog load(String location, Origin origin, List<String> caseAttributes) {
    EventTable table = EventTable.of(engine.session().read().parquet(location), caseAttributes);
    return SparkTraceLog.load(engine, table.blocks(engine.partitions()), caseAttributes, origin);
  }
}
