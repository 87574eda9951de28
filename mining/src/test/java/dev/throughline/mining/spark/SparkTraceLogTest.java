package dev.throughline.mining.spark;

import dev.throughline.mining.engine.LogFixture;
import dev.throughline.mining.engine.Origin;
import dev.throughline.mining.engine.TraceLog;
import dev.throughline.mining.engine.TraceLogContract;
import java.util.SplittableRandom;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkEngineExtension.class)
class SparkTraceLogTest extends TraceLogContract {
  private final SparkEngine engine;

  SparkTraceLogTest(SparkEngine engine) {
    this.engine = engine;
  }

  /** Rows come in any order, into any number of partitions. */
  @Override
  protected TraceLog load(LogFixture log, SplittableRandom division) {
    EventTable table = EventTable.of(FixtureTable.of(engine, log, division), log.attributeNames());
    Origin origin = new Origin("fixture", "", log.events().size() + 1, "case");
    return SparkTraceLog.load(
        engine, table.blocks(division.nextInt(1, 9)), log.attributeNames(), origin);
  }

  @Override
  protected int seeds() {
    return 20;
  }
}
