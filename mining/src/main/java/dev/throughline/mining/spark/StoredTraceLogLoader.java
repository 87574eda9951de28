package dev.throughline.mining.spark;

import dev.throughline.mining.engine.Origin;
import dev.throughline.mining.engine.TraceLog;
import dev.throughline.mining.engine.TraceLogLoader;
import dev.throughline.mining.trace.TraceBlock;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.LogName;
import dev.throughline.model.ObjectType;
import dev.throughline.model.ThroughlineException;
import java.sql.SQLException;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;

/**
 * Loads stored logs through JDBC, as many connections at a time as Spark runs tasks. Each
 * connection reads the cases whose ids hash to its partition, so nothing is shuffled. Events are
 * append-only: every connection sees the same ones up to the watermark. Which case an event belongs
 * to may change meanwhile; then the log is loaded anew, a few times at most.
 */
public final class StoredTraceLogLoader implements TraceLogLoader {
  private static final int MAX_LOADS = 3;

  private final SparkEngine engine;
  private final StoreAccess access;
  private final int partitions;

  public StoredTraceLogLoader(SparkEngine engine, StoreAccess access) {
    this(engine, access, Math.min(StoreAccess.CASE_HASHES, engine.partitions()));
  }

  StoredTraceLogLoader(SparkEngine engine, StoreAccess access, int partitions) {
    this.engine = engine;
    this.access = access;
    this.partitions = partitions;
  }

  /**
   * {@inheritDoc}
   *
   * @throws ThroughlineException {@code STORE_UNAVAILABLE} when the database does not answer
   * @throws java.util.concurrent.CancellationException when the thread is interrupted
   */
  @Override
  public TraceLog load(LogName log, ObjectType leadingType, long watermark) {
    StoreQuery query = new StoreQuery(engine, access, log, leadingType, watermark);
    try {
      for (int loads = 1; loads < MAX_LOADS; loads++) {
        long links = query.linkRevision();
        TraceLog loaded = load(query, Origin.stored(log, watermark, leadingType, "" + links));
        if (query.linkRevision() == links) {
          return loaded;
        }
        loaded.close();
      }
      String since = query.linkRevision() + " or later";
      return load(query, Origin.stored(log, watermark, leadingType, since));
    } catch (ThroughlineException known) {
      throw known;
    } catch (Exception failed) { // Spark throws SQLException without declaring it
      throw translated(failed);
    }
  }

  private TraceLog load(StoreQuery query, Origin origin) {
    List<String> names = query.attributeNames(MAX_ATTRIBUTE_VALUES);
    return SparkTraceLog.load(engine, blocks(query, names), names, origin);
  }

  private JavaRDD<TraceBlock> blocks(StoreQuery query, List<String> names) {
    EventTable events = EventTable.of(query.events(partitions), List.of());
    if (names.isEmpty()) {
      return events.blocksOfWholeCases();
    }
    return events.blocksOfWholeCases(query.caseAttributes(partitions, names), names);
  }

  private static RuntimeException translated(Exception failed) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException) {
        return new ThroughlineException(
            ErrorCode.STORE_UNAVAILABLE, "the database could not be read for mining", null, failed);
      }
    }
    return failed instanceof RuntimeException known ? known : new IllegalStateException(failed);
  }
}
