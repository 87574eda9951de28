package dev.throughline.api.commandline;

import dev.throughline.api.store.MiningViews;
import dev.throughline.ingest.store.LogSummary;
import dev.throughline.mining.engine.TraceLog;
import dev.throughline.mining.spark.SparkEngine;
import dev.throughline.mining.spark.SparkSettings;
import dev.throughline.mining.spark.StoredTraceLogLoader;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.LogName;
import dev.throughline.model.ObjectType;
import dev.throughline.model.ThroughlineException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Opens logs of the store for mining, which Spark does. */
final class StoredLogs {

  static OpenedLog open(DataOptions data, String name, @Nullable String leadingType) {
    StoreSession store = StoreSession.open(data);
    try {
      LogSummary log = Objects.requireNonNull(store.events().log(new LogName(name)).block());
      SparkEngine engine = SparkEngine.start(SparkSettings.local(data.directory()));
      TraceLog traces =
          new StoredTraceLogLoader(engine, MiningViews.of(store.database().access()))
              .load(log.name(), leadingType(log, leadingType), log.watermark());
      return new OpenedLog(
          traces,
          log.quarantined(),
          () -> {
            engine.close();
            store.close();
          });
    } catch (RuntimeException failure) {
      store.close();
      throw failure;
    }
  }

  private static ObjectType leadingType(LogSummary log, @Nullable String asked) {
    if (asked != null) {
      return new ObjectType(asked);
    }
    if (log.objectTypes().contains(ObjectType.CASE) || log.objectTypes().isEmpty()) {
      return ObjectType.CASE;
    }
    if (log.objectTypes().size() == 1) {
      return log.objectTypes().get(0);
    }
    throw new ThroughlineException(
        ErrorCode.BAD_ARGUMENT,
        "this log has several object types; say whose objects are the cases with --leading-type: "
            + String.join(", ", log.objectTypes().stream().map(ObjectType::value).toList()));
  }

  private StoredLogs() {}
}
