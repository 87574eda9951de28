package dev.throughline.mining.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.ingest.read.EventRow;
import dev.throughline.ingest.read.LogSink;
import dev.throughline.ingest.read.ReadOptions;
import dev.throughline.ingest.read.Utf8Slice;
import dev.throughline.mining.engine.LocalTraceLog;
import dev.throughline.mining.engine.MiningQuery;
import dev.throughline.mining.engine.MiningResult;
import dev.throughline.mining.engine.Origin;
import dev.throughline.mining.engine.TraceLog;
import dev.throughline.mining.trace.HandoffBy;
import dev.throughline.mining.trace.ReferenceLogs;
import dev.throughline.mining.trace.TraceBlockBuilder;
import dev.throughline.mining.trace.TraceColumns;
import dev.throughline.mining.trace.TraceFilter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A real log of purchase orders, most of whose cases have events with equal times. */
@Tag("reference")
@ExtendWith(SparkEngineExtension.class)
class SparkReferenceTest {
  private static final Origin ORIGIN = new Origin("bpic2019", "", 319_233, "case");
  private final SparkEngine engine;

  SparkReferenceTest(SparkEngine engine) {
    this.engine = engine;
  }

  @Test
  void mine_purchaseOrders_sameInSparkAsInThisProcess() throws IOException {
    Path file = ReferenceLogs.data().resolve("logs").resolve("bpic2019-3way-after.xes.gz");
    BothEngines sink = new BothEngines();
    ReferenceLogs.reader(file).read(file, ReadOptions.defaults("erp"), sink);
    EventTable table =
        EventTable.of(
            engine.session().createDataFrame(sink.rows, EventTable.EVENT_SCHEMA), List.of());
    try (TraceLog local = new LocalTraceLog(sink.builder.build(), ORIGIN, 2);
        TraceLog spark = SparkTraceLog.load(engine, table.blocks(5), List.of(), ORIGIN)) {
      assertCounts(spark.mine(MiningQuery.ALL));
      for (HandoffBy by : HandoffBy.values()) {
        MiningQuery all = new MiningQuery(TraceFilter.ALL, by);
        assertThat(spark.mine(all)).isEqualTo(local.mine(all));
      }
      Instant spring = Instant.parse("2018-03-01T00:00:00Z");
      TraceFilter period =
          new TraceFilter(spring, spring.plus(90, ChronoUnit.DAYS), new TreeMap<>());
      MiningQuery query = new MiningQuery(period, HandoffBy.RESOURCE);
      assertThat(spark.mine(query).toString()).isEqualTo(local.mine(query).toString());
    }
  }

  private static void assertCounts(MiningResult result) {
    assertThat(result.cases()).isEqualTo(15_182);
    assertThat(result.events()).isEqualTo(319_233);
    assertThat(result.graph().activities()).hasSize(38);
    assertThat(result.variants()).hasSize(4_228);
    assertThat(result.graph().arcs()).hasSize(303);
  }

  private static final class BothEngines implements LogSink {
    private final TraceBlockBuilder builder =
        new TraceBlockBuilder(new TraceColumns(EnumSet.allOf(HandoffBy.class), List.of()));
    private final List<Row> rows = new ArrayList<>();

    @Override
    public boolean storesEvents() {
      return false;
    }

    @Override
    public void event(EventRow row) {
      builder.add(row);
      rows.add(
          RowFactory.create(
              row.caseId().toString(),
              row.activity().toString(),
              Instant.EPOCH.plus(row.occurredAtMicros(), ChronoUnit.MICROS),
              row.source().toString(),
              row.sequence(),
              Long.toString(row.sequence()),
              known(row.role()),
              known(row.resource())));
    }

    private static String known(Utf8Slice text) {
      return text.isEmpty() ? null : text.toString();
    }

    @Override
    public void reject(Rejection rejection) {
      throw new AssertionError(rejection.message());
    }
  }
}
