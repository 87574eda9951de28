package dev.throughline.mining.spark;

import dev.throughline.mining.engine.MiningQuery;
import dev.throughline.mining.engine.Origin;
import dev.throughline.mining.engine.TraceLog;
import dev.throughline.mining.trace.HandoffBy;
import dev.throughline.mining.trace.TraceColumns;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/**
 * The one Spark session of this process. It serves no pages, listens to this machine only when it
 * runs on it, and writes below its data directory only. Safe for use by many threads.
 *
 * <p>Spark logs through SLF4J; how much of it is seen is decided where logging is configured.
 */
public final class SparkEngine implements AutoCloseable {
  private final SparkSession session;
  private final boolean local;

  private SparkEngine(SparkSession session, boolean local) {
    this.session = session;
    this.local = local;
  }

  /** Starts Spark; takes seconds. There can be one engine at a time in a process. */
  public static SparkEngine start(SparkSettings settings) {
    SparkSession.Builder builder =
        SparkSession.builder().appName("throughline").master(settings.master());
    options(settings).forEach(builder::config);
    return new SparkEngine(builder.getOrCreate(), settings.isLocal());
  }

  private static Map<String, String> options(SparkSettings settings) {
    Map<String, String> options = new TreeMap<>();
    options.put("spark.ui.enabled", "false");
    options.put("spark.ui.showConsoleProgress", "false");
    options.put("spark.ui.retainedJobs", "20");
    options.put("spark.ui.retainedStages", "20");
    options.put("spark.ui.retainedTasks", "1000");
    options.put("spark.sql.ui.retainedExecutions", "10");
    options.put("spark.local.dir", settings.dataDirectory().resolve("local").toString());
    options.put(
        "spark.sql.warehouse.dir", settings.dataDirectory().resolve("warehouse").toString());
    options.put("spark.sql.catalogImplementation", "in-memory");
    options.put("spark.sql.session.timeZone", "UTC");
    options.put("spark.sql.adaptive.enabled", "false");
    if (settings.isLocal()) {
      options.put("spark.driver.host", "127.0.0.1");
      options.put("spark.driver.bindAddress", "127.0.0.1");
    }
    return options;
  }

  /**
   * Runs a tiny log through loading and mining, so that the first real question does not wait for
   * classes and generated code. Takes seconds; harmless to run beside other work.
   */
  public void warmUp() {
    Row event =
        RowFactory.create("case", "activity", Instant.EPOCH, "source", 0L, "event", null, null);
    TraceColumns columns = new TraceColumns(EnumSet.allOf(HandoffBy.class), List.of());
    EventTable table =
        EventTable.of(
            session.createDataFrame(List.of(event), EventTable.EVENT_SCHEMA),
            columns.caseAttributes());
    Origin origin = new Origin("warm-up", "", 1, "case");
    try (TraceLog log = SparkTraceLog.load(this, table.blocks(partitions()), List.of(), origin)) {
      log.mine(MiningQuery.ALL);
    }
  }

  /** How many tasks run at a time: into so many parts a log is divided. */
  int partitions() {
    return session.sparkContext().defaultParallelism();
  }

  SparkSession session() {
    return session;
  }

  JavaSparkContext context() {
    return JavaSparkContext.fromSparkContext(session.sparkContext());
  }

  /** Whether a lost executor means a lost process, so that nothing need be computed again. */
  boolean isLocal() {
    return local;
  }

  /** Stops Spark and releases every log loaded with it. Idempotent. */
  @Override
  public void close() {
    session.stop();
  }
}
