package dev.throughline.api.store;

import dev.throughline.api.database.TestDatabase;
import dev.throughline.mining.engine.LogFixture;
import dev.throughline.mining.engine.TraceLog;
import dev.throughline.mining.engine.TraceLogContract;
import dev.throughline.mining.spark.SparkEngine;
import dev.throughline.mining.spark.SparkSettings;
import dev.throughline.mining.spark.StoredTraceLogLoader;
import dev.throughline.model.LogName;
import dev.throughline.model.ObjectType;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Mining of what is stored, through the migrated schema and with the application's rights. */
class MiningViewsTest extends TraceLogContract {
  private static SparkEngine engine;
  private static TestDatabase database;

  @BeforeAll
  static void start(@TempDir Path directory) {
    engine = SparkEngine.start(SparkSettings.local(directory));
    database = TestDatabase.create();
  }

  @AfterAll
  static void stop() {
    database.close();
    engine.close();
  }

  @Override
  protected TraceLog load(LogFixture log, SplittableRandom division) {
    String name = UUID.randomUUID() + " o'";
    try (Connection connection = database.superuser()) {
      StoredFixture.store(connection, name, log);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
    return new StoredTraceLogLoader(engine, MiningViews.of(database.access()))
        .load(new LogName(name), ObjectType.CASE, Math.max(1, log.events().size()));
  }

  @Override
  protected int seeds() {
    return 5;
  }
}
