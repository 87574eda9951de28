package dev.throughline.api.notebook;

import dev.throughline.api.config.ThroughlineProperties;
import dev.throughline.api.database.Database;
import dev.throughline.api.store.MiningViews;
import dev.throughline.api.store.PostgresEventStore;
import dev.throughline.ingest.map.ColumnMapping;
import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.ingest.read.CsvSample;
import dev.throughline.ingest.read.LogFormat;
import dev.throughline.ingest.read.LogReaders;
import dev.throughline.ingest.read.ReadLimits;
import dev.throughline.ingest.read.ReadOptions;
import dev.throughline.ingest.store.LogSummary;
import dev.throughline.mining.engine.MiningQuery;
import dev.throughline.mining.engine.MiningResult;
import dev.throughline.mining.engine.TraceFile;
import dev.throughline.mining.engine.TraceLog;
import dev.throughline.mining.map.MapView;
import dev.throughline.mining.map.ProcessMap;
import dev.throughline.mining.map.svg.MapSvg;
import dev.throughline.mining.performance.Milestone;
import dev.throughline.mining.performance.MilestoneTimes;
import dev.throughline.mining.spark.SparkEngine;
import dev.throughline.mining.spark.SparkSettings;
import dev.throughline.mining.spark.StoredTraceLogLoader;
import dev.throughline.mining.trace.HandoffBy;
import dev.throughline.mining.trace.TraceFilter;
import dev.throughline.model.Activity;
import dev.throughline.model.LogName;
import dev.throughline.model.ObjectType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A log that is open for questions, from a file or of the service's data. Waits for every answer:
 * it is for notebooks and scripts, not for the service.
 */
public final class EventLog implements AutoCloseable {
  private final TraceLog traces;
  private final long refused;
  private final Deque<AutoCloseable> parts;

  private EventLog(TraceLog traces, long refused, Deque<AutoCloseable> parts) {
    this.traces = traces;
    this.refused = refused;
    this.parts = parts;
  }

  /**
   * Reads a file of any known format; what a table's columns mean is proposed from its content.
   *
   * @throws dev.throughline.model.ThroughlineException when the file cannot be read or understood
   */
  public static EventLog ofFile(Path file) throws IOException {
    LogFormat format = LogReaders.detect(file);
    ReadOptions options = ReadOptions.defaults("file").withMapping(mapping(file, format));
    TraceFile.TraceOptions traceOptions =
        new TraceFile.TraceOptions(
            Set.of(HandoffBy.SYSTEM), Runtime.getRuntime().availableProcessors());
    TraceFile.Loaded loaded =
        TraceFile.load(file, LogReaders.of(format), options, traceOptions, EventLog::ignore);
    return new EventLog(loaded.log(), loaded.rejected(), new ArrayDeque<>());
  }

  private static @Nullable ColumnMapping mapping(Path file, LogFormat format) throws IOException {
    return format == LogFormat.CSV
        ? CsvSample.propose(file, null, Map.of(), ReadLimits.DEFAULT).orThrow()
        : null;
  }

  /** A record that is not accepted is counted: {@link #refused}. */
  private static void ignore(Rejection rejection) {}

  /**
   * Opens a log of the service's data: through the service's own database if it runs, else by
   * starting it. Spark mines it, as it does for the service.
   *
   * @param data the service's data directory
   * @param leadingType the object type whose objects are the cases, such as {@code purchase order
   *     line}
   * @throws dev.throughline.model.ThroughlineException {@code LOG_NOT_FOUND}, {@code
   *     STORE_UNAVAILABLE}
   */
  public static EventLog ofService(Path data, String log, String leadingType) {
    Deque<AutoCloseable> parts = new ArrayDeque<>();
    try {
      Database database =
          Database.openOrJoin(
              ThroughlineProperties.Database.ofEnvironment(data.resolve("postgres")));
      parts.push(database);
      LogSummary summary =
          Objects.requireNonNull(
              new PostgresEventStore(database.connections()).log(new LogName(log)).block());
      SparkEngine engine = SparkEngine.start(SparkSettings.local(data));
      parts.push(engine);
      TraceLog traces =
          new StoredTraceLogLoader(engine, MiningViews.of(database.access()))
              .load(summary.name(), new ObjectType(leadingType), summary.watermark());
      return new EventLog(traces, summary.quarantined(), parts);
    } catch (RuntimeException failure) {
      close(parts);
      throw failure;
    }
  }

  /** Everything that one pass over all cases says; handoffs are those between systems. */
  public MiningResult mine() {
    return traces.mine(MiningQuery.ALL);
  }

  /** How long cases take from the first event of one activity to the first of another. */
  public MilestoneTimes times(String from, String to) {
    return traces.times(
        Milestone.first(new Activity(from)), Milestone.first(new Activity(to)), TraceFilter.ALL);
  }

  /** The readable part of the process map, as an SVG document. */
  public String map() {
    MiningResult result = mine();
    MapView readable = MapView.automatic(result.graph());
    return MapSvg.draw(ProcessMap.of(result.graph(), result.systems(), readable));
  }

  /** Records of it that were not accepted. */
  public long refused() {
    return refused;
  }

  /** The traces, for questions that this class does not ask. */
  public TraceLog traces() {
    return traces;
  }

  @Override
  public void close() {
    traces.close();
    close(parts);
  }

  private static void close(Deque<AutoCloseable> parts) {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception failed) {
        throw new IllegalStateException("a part of the log could not be closed", failed);
      }
    }
  }
}
