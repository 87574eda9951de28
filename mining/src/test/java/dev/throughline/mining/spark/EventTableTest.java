package dev.throughline.mining.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throughline.mining.engine.LogFixture;
import dev.throughline.mining.engine.MiningQuery;
import dev.throughline.mining.engine.MiningResult;
import dev.throughline.mining.engine.Origin;
import dev.throughline.mining.engine.TraceLog;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TimeZone;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkEngineExtension.class)
class EventTableTest {
  private static final Origin ORIGIN = new Origin("table", "", 1, "case");
  private static final LogFixture LOG =
      LogFixture.of(
          LogFixture.row("a", "Order", 0, "erp"),
          LogFixture.row("a", "Pay", 60, "erp"),
          LogFixture.row("b", "Order", 5, "erp"));

  private final SparkEngine engine;
  private final Dataset<Row> table;

  EventTableTest(SparkEngine engine) {
    this.engine = engine;
    this.table = FixtureTable.of(engine, LOG, new SplittableRandom(1));
  }

  @Test
  void of_columnAbsent_namesItAndWhatIsThere() {
    assertRefused(table.drop("activity"), ErrorCode.MAPPING_NEEDED, "'activity'; it has case_id, ");
  }

  @Test
  void of_caseAttributeAbsent_namesIt() {
    assertThatThrownBy(() -> EventTable.of(table, List.of("vendor")))
        .isInstanceOf(ThroughlineException.class)
        .hasMessageContaining("'vendor'");
  }

  @Test
  void of_otherType_saysBoth() {
    assertRefused(
        table.withColumn("sequence", functions.lit("1")),
        ErrorCode.BAD_VALUE,
        "'sequence' must have the type bigint, has string");
  }

  @Test
  void of_timesWithoutZone_areRefused() {
    assertRefused(
        table.withColumn("occurred_at", functions.col("occurred_at").cast("timestamp_ntz")),
        ErrorCode.TIME_ZONE_NEEDED,
        "without a time zone");
  }

  private static void assertRefused(Dataset<Row> events, ErrorCode code, String message) {
    assertThatThrownBy(() -> EventTable.of(events, List.of()))
        .isInstanceOfSatisfying(
            ThroughlineException.class, error -> assertThat(error.code()).isEqualTo(code))
        .hasMessageContaining(message);
  }

  @Test
  void of_withoutRoleAndResource_isRead() {
    MiningResult result = mine(table.drop("role", "resource"));
    assertThat(result.events()).isEqualTo(3);
  }

  @Test
  void load_eventWithoutActivity_isRefusedWithItsCase() {
    Dataset<Row> broken =
        table.withColumn(
            "activity",
            functions.when(functions.col("case_id").equalTo("a"), functions.col("activity")));
    assertThatThrownBy(() -> mine(broken))
        .isInstanceOfSatisfying(
            ThroughlineException.class,
            error -> assertThat(error.code()).isEqualTo(ErrorCode.MISSING_FIELD))
        .hasMessageContaining("'activity'; one of case 'b' has none");
  }

  private MiningResult mine(Dataset<Row> events) {
    EventTable checked = EventTable.of(events, List.of());
    try (TraceLog log = SparkTraceLog.load(engine, checked.blocks(2), List.of(), ORIGIN)) {
      return log.mine(MiningQuery.ALL);
    }
  }

  /** Files written in one zone and read in another hold the same moments. */
  @Test
  void parquet_writtenAndReadInTwoTimeZones_keepsMoments(@TempDir Path directory) {
    String location = directory.resolve("events").toString();
    MiningResult expected = mine(table);
    TimeZone before = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
      table.write().parquet(location);
      TimeZone.setDefault(TimeZone.getTimeZone("America/St_Johns"));
      try (TraceLog log = new ParquetTraceLogs(engine).load(location, ORIGIN, List.of())) {
        assertThat(log.mine(MiningQuery.ALL)).isEqualTo(expected);
        assertThat(expected.firstAt()).isEqualTo(LogFixture.start());
      }
    } finally {
      TimeZone.setDefault(before);
    }
  }
}
