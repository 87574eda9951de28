package dev.throughline.mining.engine;

import static dev.throughline.mining.engine.LogFixture.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throughline.mining.discovery.Arc;
import dev.throughline.mining.discovery.RecordingSystems;
import dev.throughline.mining.discovery.Variant;
import dev.throughline.mining.performance.Handoff;
import dev.throughline.mining.performance.Milestone;
import dev.throughline.mining.performance.MilestoneTimes;
import dev.throughline.mining.performance.TimeStatistics;
import dev.throughline.mining.trace.HandoffBy;
import dev.throughline.mining.trace.TraceFilter;
import dev.throughline.model.Activity;
import dev.throughline.model.CaseId;
import dev.throughline.model.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every {@link TraceLog} does, whatever engine mines it and however its cases are divided. */
public abstract class TraceLogContract {
  private static final long FIRST_SEED = 20_261_121;
  private static final Manifest MANIFEST =
      new Origin("compared", "", 1, "case").manifest(MiningQuery.ALL);

  /**
   * Loads the log with all its attributes and performers.
   *
   * @param division decides what must not matter: threads, partitions, and the order of arrival as
   *     far as the engine promises more than the fixture
   */
  protected abstract TraceLog load(LogFixture log, SplittableRandom division);

  /** How many random logs are compared. */
  protected abstract int seeds();

  private TraceLog load(LogFixture log) {
    return load(log, new SplittableRandom(FIRST_SEED));
  }

  @Test
  void mine_emptyLog_isEmptyResult() {
    try (TraceLog log = load(LogFixture.of())) {
      MiningResult result = log.mine(MiningQuery.ALL);
      assertThat(result.cases()).isZero();
      assertThat(result.events()).isZero();
      assertThat(result.firstAt()).isNull();
      assertThat(result.lastAt()).isNull();
      assertThat(result.graph().activities()).isEmpty();
      assertThat(result.variants()).isEmpty();
      assertThat(result.durations().histogram()).isEmpty();
      assertThat(result.rework()).isEmpty();
      assertThat(result.handoffs()).isEmpty();
      assertThat(result.systems()).isEqualTo(RecordingSystems.UNKNOWN);
    }
  }

  @Test
  void mine_oneEvent_startsAndEndsItsCase() {
    try (TraceLog log = load(LogFixture.of(row("c", "Order", 5, "erp")))) {
      MiningResult result = log.mine(MiningQuery.ALL);
      Activity order = new Activity("Order");
      assertThat(result.cases()).isEqualTo(1);
      assertThat(result.events()).isEqualTo(1);
      assertThat(result.firstAt()).isEqualTo(LogFixture.start().plusSeconds(5));
      assertThat(result.lastAt()).isEqualTo(result.firstAt());
      assertThat(result.graph().starts()).isEqualTo(Map.of(order, 1L));
      assertThat(result.graph().ends()).isEqualTo(Map.of(order, 1L));
      assertThat(result.graph().arcs()).isEmpty();
      assertThat(result.variants())
          .containsExactly(new Variant(List.of(order), 1, new CaseId("c")));
      assertThat(result.durations().times().max()).isZero();
    }
  }

  @Test
  void mine_equalTimesOfTwoSources_ordersBySourceThenPosition() {
    LogFixture fixture =
        LogFixture.of(
            row("c", "Ship", 0, "wms"),
            row("c", "Pack", 0, "wms"),
            row("c", "Order", 0, "erp"),
            row("c", "Pay", 1, "erp"));
    try (TraceLog log = load(fixture)) {
      assertThat(log.mine(MiningQuery.ALL).variants())
          .extracting(Variant::activities)
          .containsExactly(
              List.of(
                  new Activity("Order"),
                  new Activity("Ship"),
                  new Activity("Pack"),
                  new Activity("Pay")));
    }
  }

  @Test
  void mine_sourcesBeyondTheBasicPlane_orderedByCodePoints() {
    LogFixture fixture =
        LogFixture.of(row("c", "Second", 0, "\uD83D\uDE00"), row("c", "First", 0, "\uE000"));
    try (TraceLog log = load(fixture)) {
      assertThat(log.mine(MiningQuery.ALL).graph().starts())
          .isEqualTo(Map.of(new Activity("First"), 1L));
    }
  }

  @Test
  void mine_period_takesCasesByTheirFirstEvent() {
    LogFixture fixture =
        LogFixture.of(
            row("before", "Order", 9, "erp"),
            row("before", "Pay", 15, "erp"),
            row("first", "Order", 10, "erp"),
            row("last", "Order", 19, "erp"),
            row("last", "Pay", 99, "erp"),
            row("after", "Order", 20, "erp"));
    TraceFilter period =
        new TraceFilter(
            LogFixture.start().plusSeconds(10),
            LogFixture.start().plusSeconds(20),
            new TreeMap<>());
    try (TraceLog log = load(fixture)) {
      MiningResult result = log.mine(new MiningQuery(period, HandoffBy.SYSTEM));
      assertThat(result.cases()).isEqualTo(2);
      assertThat(result.events()).isEqualTo(3);
      assertThat(result.variants())
          .extracting(Variant::example)
          .containsExactlyInAnyOrder(new CaseId("first"), new CaseId("last"));
    }
  }

  @Test
  void mine_attribute_takesCasesWithTheValue() {
    LogFixture rows =
        LogFixture.of(
            row("a", "Order", 0, "erp"), row("b", "Order", 0, "erp"), row("c", "Order", 0, "erp"));
    LogFixture fixture =
        new LogFixture(
            rows.events(),
            Map.of(
                new CaseId("a"), Map.of("vendor", "x"),
                new CaseId("b"), Map.of("vendor", "y")),
            List.of("vendor"));
    try (TraceLog log = load(fixture)) {
      assertThat(mineVendor(log, "x").cases()).isEqualTo(1);
      assertThat(mineVendor(log, "x", "y").cases()).isEqualTo(2);
      assertThat(mineVendor(log, "z").cases()).isZero();
      assertThat(mineVendor(log).cases()).isZero();
      assertThat(log.attributeNames()).containsExactly("vendor");
      assertThat(log.attributeValues("vendor")).containsExactly("x", "y");
      assertThat(log.attributeValues("region")).isEmpty();
    }
  }

  @Test
  void mine_attributeThatWasNotLoaded_takesNoCase() {
    try (TraceLog log = load(LogFixture.of(row("a", "Order", 0, "erp")))) {
      assertThat(mineVendor(log, "x").cases()).isZero();
    }
  }

  private static MiningResult mineVendor(TraceLog log, String... values) {
    SortedMap<String, SortedSet<String>> attributes = new TreeMap<>();
    attributes.put("vendor", new TreeSet<>(List.of(values)));
    return log.mine(new MiningQuery(new TraceFilter(null, null, attributes), HandoffBy.SYSTEM));
  }

  @Test
  void mine_handoffsBySystem_countsStepsBetweenSystems() {
    LogFixture fixture =
        LogFixture.of(
            row("c", "Order", 0, "erp"),
            row("c", "Pick", 2, "wms"),
            row("c", "Ship", 3, "wms"),
            row("c", "Pay", 7, "erp"));
    try (TraceLog log = load(fixture)) {
      List<Handoff> handoffs = log.mine(MiningQuery.ALL).handoffs();
      assertThat(handoffs).extracting(Handoff::from).containsExactly("erp", "wms");
      assertThat(handoffs).extracting(Handoff::to).containsExactly("wms", "erp");
      assertThat(handoffs)
          .extracting(handoff -> handoff.times().sum())
          .containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(4));
    }
  }

  /** Whoever handoffs are counted between, the map knows the systems. */
  @Test
  void mine_activityOfTwoSystems_countsEventsAndStepsBetweenSystems() {
    LogFixture fixture =
        LogFixture.of(
            row("a", "Order", 0, "erp"),
            row("a", "Receive", 1, "wms.north"),
            row("a", "Pay", 2, "erp"),
            row("b", "Order", 0, "erp"),
            row("b", "Receive", 1, "erp"),
            row("b", "Receive", 2, "wms.north"),
            row("b", "Pay", 3, "erp"));
    try (TraceLog log = load(fixture)) {
      RecordingSystems systems =
          log.mine(new MiningQuery(TraceFilter.ALL, HandoffBy.ROLE)).systems();
      Activity receive = new Activity("Receive");
      assertThat(systems.of(receive))
          .isEqualTo(Map.of(new Source("erp"), 1L, new Source("wms.north"), 2L));
      assertThat(systems.handoffs())
          .isEqualTo(
              Map.of(
                  new Arc(new Activity("Order"), receive), 1L,
                  new Arc(receive, receive), 1L,
                  new Arc(receive, new Activity("Pay")), 2L));
    }
  }

  @Test
  void times_ofCasesThatReachBoth_countsTheOthersApart() {
    LogFixture fixture =
        LogFixture.of(
            row("fast", "Order", 0, "erp"),
            row("fast", "Order", 1, "erp"),
            row("fast", "Pay", 5, "erp"),
            row("slow", "Order", 0, "erp"),
            row("slow", "Pay", 9, "erp"),
            row("open", "Order", 0, "erp"),
            row("unordered", "Pay", 0, "erp"),
            row("reversed", "Pay", 0, "erp"),
            row("reversed", "Order", 2, "erp"));
    Milestone ordered = Milestone.last(new Activity("Order"));
    Milestone paid = Milestone.first(new Activity("Pay"));
    TraceFilter later = new TraceFilter(LogFixture.start().plusSeconds(1), null, new TreeMap<>());
    try (TraceLog log = load(fixture)) {
      MilestoneTimes times = log.times(ordered, paid, TraceFilter.ALL);
      assertThat(times.durations().times().count()).isEqualTo(2);
      assertThat(times.durations().times().min()).isEqualTo(Duration.ofSeconds(4));
      assertThat(times.durations().times().max()).isEqualTo(Duration.ofSeconds(9));
      assertThat(times.open()).isEqualTo(1);
      assertThat(times.notStarted()).isEqualTo(1);
      assertThat(times.reversed()).isEqualTo(1);
      assertThat(log.times(ordered, paid, later).durations().times().count()).isZero();
    }
  }

  @Test
  void times_emptyLog_areNone() {
    Milestone any = Milestone.first(new Activity("Order"));
    try (TraceLog log = load(LogFixture.of())) {
      MilestoneTimes times = log.times(any, any, TraceFilter.ALL);
      assertThat(times.durations().times()).isEqualTo(TimeStatistics.NONE);
    }
  }

  @Test
  void mine_anyLog_namesTheQuestionInItsManifest() {
    TraceFilter filter = new TraceFilter(Instant.EPOCH, null, new TreeMap<>());
    try (TraceLog log = load(LogFixture.of(row("a", "Order", 0, "erp")))) {
      Manifest manifest = log.mine(new MiningQuery(filter, HandoffBy.ROLE)).manifest();
      assertThat(manifest.filter()).isEqualTo(filter);
      assertThat(manifest.handoffBy()).isEqualTo(HandoffBy.ROLE);
      assertThat(manifest.leadingType()).isEqualTo("case");
      assertThat(manifest.watermark()).isPositive();
    }
  }

  /** The question, the division and the log are random; the meaning is not. */
  @Test
  void mine_randomLogsAndQuestions_equalTheSlowMiner() {
    for (long seed = FIRST_SEED; seed < FIRST_SEED + seeds(); seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      LogFixture fixture = LogFixture.random(random, 30);
      List<MiningQuery> queries = queries(random);
      List<MiningResult> once = mineAll(fixture, random, queries);
      List<MiningResult> again = mineAll(fixture.rearranged(random), random, queries);
      for (int i = 0; i < queries.size(); i++) {
        MiningResult slow = SlowMiner.mine(fixture, queries.get(i), MANIFEST);
        assertThat(once.get(i)).as("seed %d, %s", seed, queries.get(i)).isEqualTo(slow);
        assertThat(again.get(i)).as("seed %d, %s", seed, queries.get(i)).isEqualTo(slow);
        assertThat(again.get(i).toString()).as("seed %d", seed).isEqualTo(slow.toString());
      }
    }
  }

  private List<MiningResult> mineAll(
      LogFixture fixture, SplittableRandom division, List<MiningQuery> queries) {
    try (TraceLog log = load(fixture, division)) {
      return queries.stream().map(query -> withoutManifest(log.mine(query))).toList();
    }
  }

  /** Two loads of one log may have two names and watermarks; all else must be equal. */
  private static MiningResult withoutManifest(MiningResult result) {
    return new MiningResult(
        MANIFEST,
        result.cases(),
        result.events(),
        result.firstAt(),
        result.lastAt(),
        result.graph(),
        result.variants(),
        result.durations(),
        result.rework(),
        result.handoffs(),
        result.systems());
  }

  private static List<MiningQuery> queries(SplittableRandom random) {
    List<MiningQuery> queries = new ArrayList<>();
    for (HandoffBy by : HandoffBy.values()) {
      queries.add(new MiningQuery(TraceFilter.ALL, by));
      queries.add(new MiningQuery(randomFilter(random), by));
    }
    return queries;
  }

  private static TraceFilter randomFilter(SplittableRandom random) {
    SortedMap<String, SortedSet<String>> attributes = new TreeMap<>();
    if (random.nextBoolean()) {
      attributes.put("vendor", new TreeSet<>(List.of("vendor 0", "vendor " + random.nextInt(5))));
    }
    if (random.nextInt(3) == 0) {
      attributes.put("region", new TreeSet<>(List.of("süd")));
    }
    Instant from = LogFixture.start().plusNanos(random.nextInt(4) * 1000L);
    Instant to = LogFixture.start().plus(Duration.ofDays(random.nextInt(300)));
    return new TraceFilter(
        random.nextBoolean() ? from : null, random.nextBoolean() ? to : null, attributes);
  }

  /** More values per edge than a sketch keeps exactly: counted buckets must merge to the same. */
  @Test
  void mine_moreValuesThanAreKeptExactly_isTheSameForAnyDivision() {
    SplittableRandom random = new SplittableRandom(FIRST_SEED);
    LogFixture fixture = longLog(random);
    MiningResult once = mineAll(fixture, random, List.of(MiningQuery.ALL)).get(0);
    MiningResult again =
        mineAll(fixture.rearranged(random), random, List.of(MiningQuery.ALL)).get(0);
    assertThat(again).isEqualTo(once);
    MiningResult slow = SlowMiner.mine(fixture, MiningQuery.ALL, MANIFEST);
    Arc arc = new Arc(new Activity("Order"), new Activity("Pay"));
    assertThat(once.graph().arcs().get(arc).count()).isEqualTo(LONG_LOG_CASES);
    assertThat(once.graph().arcs().get(arc).sum()).isEqualTo(slow.graph().arcs().get(arc).sum());
    double exact = slow.graph().arcs().get(arc).median().toNanos();
    double median = once.graph().arcs().get(arc).median().toNanos();
    assertThat(median / exact).isBetween(1 - 1.0 / 512, 1 + 1.0 / 512);
  }

  private static final int LONG_LOG_CASES = 9_000;

  private static LogFixture longLog(SplittableRandom random) {
    Object[][] rows = new Object[2 * LONG_LOG_CASES][];
    for (int number = 0; number < LONG_LOG_CASES; number++) {
      rows[2 * number] = row("c" + number, "Order", 0, "erp");
      rows[2 * number + 1] = row("c" + number, "Pay", random.nextInt(1, 9_000_000), "erp");
    }
    return LogFixture.of(rows);
  }

  @Test
  void mine_afterClose_isRefused() {
    TraceLog log = load(LogFixture.of(row("a", "Order", 0, "erp")));
    log.close();
    log.close();
    assertThatThrownBy(() -> log.mine(MiningQuery.ALL))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is closed");
  }

  @Test
  void mine_interruptedBefore_isCancelledAndKeepsTheInterrupt() {
    try (TraceLog log = load(LogFixture.of(row("a", "Order", 0, "erp")))) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> log.mine(MiningQuery.ALL)).isInstanceOf(CancellationException.class);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(log.mine(MiningQuery.ALL).cases()).isEqualTo(1);
    }
  }

  @Test
  void mine_interruptedMeanwhile_isCancelledSoonAndTheLogStaysUsable() throws Exception {
    try (TraceLog log = load(longLog(new SplittableRandom(FIRST_SEED)))) {
      MiningResult before = log.mine(MiningQuery.ALL);
      CountDownLatch mining = new CountDownLatch(1);
      CompletableFuture<Throwable> end = new CompletableFuture<>();
      Thread thread = new Thread(() -> mineUntilStopped(log, mining, end));
      thread.start();
      mining.await();
      thread.interrupt();
      assertThat(end.get(20, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
      assertThat(log.mine(MiningQuery.ALL)).isEqualTo(before);
    }
  }

  private static void mineUntilStopped(
      TraceLog log, CountDownLatch mining, CompletableFuture<Throwable> end) {
    try {
      while (true) {
        mining.countDown();
        log.mine(MiningQuery.ALL);
      }
    } catch (RuntimeException stopped) {
      end.complete(stopped);
    }
  }

  @Test
  void mine_manyThreads_eachGetsItsOwnAnswer() {
    LogFixture fixture = LogFixture.random(new SplittableRandom(FIRST_SEED), 60);
    List<MiningQuery> queries = queries(new SplittableRandom(FIRST_SEED + 1));
    try (TraceLog log = load(fixture)) {
      List<MiningResult> oneByOne = queries.stream().map(log::mine).toList();
      List<CompletableFuture<MiningResult>> together =
          queries.stream()
              .map(query -> CompletableFuture.supplyAsync(() -> log.mine(query)))
              .toList();
      assertThat(together.stream().map(CompletableFuture::join).toList()).isEqualTo(oneByOne);
    }
  }
}
