package dev.throughline.mining.spark;

import static dev.throughline.mining.engine.LogFixture.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throughline.mining.engine.LogFixture;
import dev.throughline.mining.engine.MiningQuery;
import dev.throughline.mining.engine.MiningResult;
import dev.throughline.mining.engine.TraceLog;
import dev.throughline.mining.engine.TraceLogContract;
import dev.throughline.mining.engine.TraceLogLoader;
import dev.throughline.model.CaseId;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.LogName;
import dev.throughline.model.ObjectType;
import dev.throughline.model.ThroughlineException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TimeZone;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkEngineExtension.class)
class StoredTraceLogLoaderTest extends TraceLogContract {
  private static PostgresFixture postgres;
  private final SparkEngine engine;

  StoredTraceLogLoaderTest(SparkEngine engine) {
    this.engine = engine;
  }

  @BeforeAll
  static void startPostgres() throws Exception {
    postgres = PostgresFixture.start();
  }

  @AfterAll
  static void stopPostgres() throws Exception {
    postgres.close();
  }

  /** Names end in a quote, so that every load shows that a name stays a name. */
  @Override
  protected TraceLog load(LogFixture log, SplittableRandom division) {
    String name = UUID.randomUUID() + " $$ o'\\";
    long watermark = postgres.store(name, log);
    return new StoredTraceLogLoader(engine, postgres.access(), division.nextInt(1, 4))
        .load(new LogName(name), ObjectType.CASE, watermark);
  }

  @Override
  protected int seeds() {
    return 5;
  }

  @Test
  void load_eventsBeyondTheWatermark_areLeftOut() {
    postgres.store("growing", LogFixture.of(row("a", "Order", 0, "erp")));
    long watermark = postgres.store("other", LogFixture.of(row("a", "Order", 0, "erp")));
    postgres.store("growing", LogFixture.of(row("a", "Pay", 1, "erp"), row("b", "Pay", 1, "erp")));
    try (TraceLog log = loader().load(new LogName("growing"), ObjectType.CASE, watermark)) {
      MiningResult result = log.mine(MiningQuery.ALL);
      assertThat(result.events()).isEqualTo(1);
      assertThat(result.manifest().log()).isEqualTo("growing");
      assertThat(result.manifest().watermark()).isEqualTo(watermark);
    }
  }

  @Test
  void load_otherLeadingType_findsNothing() {
    long watermark = postgres.store("typed", LogFixture.of(row("a", "Order", 0, "erp")));
    try (TraceLog log = loader().load(new LogName("typed"), new ObjectType("order"), watermark)) {
      assertThat(log.mine(MiningQuery.ALL).cases()).isZero();
    }
  }

  /** Moments before zones had whole-hour offsets, in a gap, and to the microsecond. */
  @Test
  void load_inAnotherTimeZone_keepsMomentsExact() {
    TimeZone before = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("America/St_Johns"));
      Instant start = LogFixture.start();
      int to1970 =
          (int) -Duration.between(Instant.parse("1970-01-01T00:00:00Z"), start).toSeconds();
      LogFixture log =
          LogFixture.of(
              row("a", "Old", to1970, "erp"),
              row("a", "Gap", (int) Duration.between(start, GAP).toSeconds(), "erp"));
      try (TraceLog loaded = load(log, new SplittableRandom(1))) {
        MiningResult result = loaded.mine(MiningQuery.ALL);
        assertThat(result.firstAt()).isEqualTo(start.plusSeconds(to1970));
        assertThat(result.lastAt()).isEqualTo(GAP);
      }
    } finally {
      TimeZone.setDefault(before);
    }
  }

  private static final Instant GAP = Instant.parse("2026-03-29T05:30:00Z");

  @Test
  void load_attributeThatIdentifiesCases_isNotLoaded() {
    Map<CaseId, Map<String, String>> attributes = new HashMap<>();
    for (int number = 0; number <= TraceLogLoader.MAX_ATTRIBUTE_VALUES; number++) {
      String vendor = "v" + number % TraceLogLoader.MAX_ATTRIBUTE_VALUES;
      attributes.put(new CaseId("c" + number), Map.of("document", "d" + number, "vendor", vendor));
    }
    LogFixture rows = LogFixture.of(row("c0", "Order", 0, "erp"), row("c7", "Order", 0, "erp"));
    LogFixture log = new LogFixture(rows.events(), attributes, List.of("document", "vendor"));
    try (TraceLog loaded = load(log, new SplittableRandom(1))) {
      assertThat(loaded.attributeNames()).containsExactly("vendor");
      assertThat(loaded.attributeValues("vendor")).containsExactly("v0", "v7");
    }
  }

  @Test
  void load_databaseDoesNotAnswer_saysSo() {
    StoreAccess nowhere =
        new StoreAccess("jdbc:postgresql://127.0.0.1:1/none", "nobody", "secret", "", "");
    assertThatThrownBy(
            () ->
                new StoredTraceLogLoader(engine, nowhere)
                    .load(new LogName("log"), ObjectType.CASE, 1))
        .isInstanceOfSatisfying(
            ThroughlineException.class,
            error -> assertThat(error.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE))
        .hasMessageNotContaining("secret");
  }

  private TraceLogLoader loader() {
    return new StoredTraceLogLoader(engine, postgres.access());
  }
}
