package dev.throughline.api.commandline;

import dev.throughline.api.store.MiningViews;
import dev.throughline.ingest.store.LogSummary;
import dev.throughline.mining.engine.TraceLog;
import dev.throughline.mining.spark.SparkEngine;
import dev.throughline.mining.spark.SparkSettings;
import dev.throughline.mining.spark.StoredTraceLogLoader;
import dev.throughline.model.LogName;
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
              .load(log.name(), LeadingType.of(log, leadingType), log.watermark());
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

  private StoredLogs() {}
}
