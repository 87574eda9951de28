package dev.throughline.mining.trace;

import static dev.throughline.mining.trace.LoggedEvent.MINUTE;
import static dev.throughline.mining.trace.LoggedEvent.event;
import static dev.throughline.mining.trace.TraceBlocks.block;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceBlockBuilderTest {
  private static final TraceColumns VENDOR_AND_AREA =
      new TraceColumns(Set.of(), List.of("vendor", "area"));

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @Test
  void build_withoutEvents_hasNoCases() {
    TraceBlock block = block();

    assertThat(block.cases()).isZero();
    assertThat(block.events()).isZero();
    assertThat(block.starts()).containsExactly(0);
    assertThat(block.activityNames()).isEmpty();
  }

  @Test
  void build_casesMixedAndLate_bringsThemTogetherInTheOrderOfTime() {
    TraceBlock block =
        block(
            event("po-2", "Goods receipt", 9),
            event("po-1", "Create", 0),
            event("po-2", "Create", 3),
            event("po-1", "Pay", 8),
            event("po-1", "Goods receipt", 5));

    assertThat(traces(block))
        .containsExactly(
            Map.entry("po-2", List.of("Create", "Goods receipt")),
            Map.entry("po-1", List.of("Create", "Goods receipt", "Pay")));
    assertThat(block.micros()).containsExactly(3 * MINUTE, 9 * MINUTE, 0, 5 * MINUTE, 8 * MINUTE);
  }

  @Test
  void build_equalTimesInOneSource_keepsTheOrderOfArrival() {
    TraceBlock block = block(event("po-1", "b", 1), event("po-1", "a", 1), event("po-1", "c", 0));

    assertThat(traces(block)).containsEntry("po-1", List.of("c", "b", "a"));
  }

  @Test
  void build_equalTimesInSeveralSources_ordersBySourceThenArrival() {
    TraceBlock block =
        block(
            event("po-1", "shelved", 1).from("wms"),
            event("po-1", "posted", 1).from("erp"),
            event("po-1", "sold", 1).from("\uD83D\uDE00pos"),
            event("po-1", "cleared", 1).from("\uFF5Ebank"),
            event("po-1", "checked", 1).from("wms"),
            event("po-1", "booked", 1).from("erp"));

    assertThat(traces(block))
        .containsEntry(
            "po-1", List.of("posted", "booked", "shelved", "checked", "cleared", "sold"));
  }

  /**
   * The source's column is made when the second source appears; what came before is of the first.
   */
  @Test
  void build_secondSourceAppearsLate_stillOrdersBySource() {
    TraceBlock block =
        block(
            event("po-1", "shelved", 1).from("wms"),
            event("po-2", "shelved", 1).from("wms"),
            event("po-2", "posted", 1).from("erp"),
            event("po-1", "posted", 1).from("erp"));

    assertThat(traces(block))
        .containsEntry("po-1", List.of("posted", "shelved"))
        .containsEntry("po-2", List.of("posted", "shelved"));
  }

  @Test
  void build_performersOutOfOrder_moveWithTheirEvents() {
    TraceBlock block =
        block(
            event("po-1", "c", 3).from("wms").by("Sue").as("clerk"),
            event("po-1", "a", 1).from("erp").by("Pete"),
            event("po-1", "b", 2).from("pos").as("buyer"));

    assertThat(performers(block, HandoffBy.SYSTEM)).containsExactly("erp", "pos", "wms");
    assertThat(performers(block, HandoffBy.RESOURCE)).containsExactly("Pete", "", "Sue");
    assertThat(performers(block, HandoffBy.ROLE)).containsExactly("", "buyer", "clerk");
  }

  @Test
  void build_performersNotAskedFor_areAbsent() {
    TraceBlock block = block(new TraceColumns(Set.of(), List.of()), List.of(event("po-1", "a", 0)));

    assertThat(block.performers(HandoffBy.ROLE)).isNull();
    assertThat(block.performers(HandoffBy.SYSTEM)).isNull();
    assertThat(block.attributes()).isEmpty();
  }

  @Test
  void add_caseAttributes_takesThoseOfTheCasesFirstRow() {
    TraceBlock block =
        block(
            VENDOR_AND_AREA,
            List.of(
                event("po-1", "a", 5).in("ACME", "food"),
                event("po-2", "a", 1).in("Bolt"),
                event("po-1", "b", 1).in("other", "other")));

    assertThat(block.attributes().keySet()).containsExactly("area", "vendor");
    assertThat(attribute(block, "vendor")).containsExactly("ACME", "Bolt");
    assertThat(attribute(block, "area")).containsExactly("food", "");
  }

  /** The arrays of case attributes start with 1,024 places and grow with the cases. */
  @Test
  void add_manyCases_everyCaseKeepsItsAttribute() {
    List<LoggedEvent> events = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      events.add(event("po-" + i, "a", i).in("vendor-" + i % 977, "area-" + i));
    }
    TraceBlock block = block(VENDOR_AND_AREA, events);

    String[] vendors = attribute(block, "vendor");
    String[] areas = attribute(block, "area");
    assertThat(block.cases()).isEqualTo(100_000);
    for (int i = 0; i < 100_000; i++) {
      assertThat(block.caseId(i)).isEqualTo("po-" + i);
      assertThat(vendors[i]).isEqualTo("vendor-" + i % 977);
      assertThat(areas[i]).isEqualTo("area-" + i);
    }
  }

  /**
   * Up to 48 events a case is sorted by insertion, beyond by merging; more than one chunk is
   * staged.
   */
  @ParameterizedTest
  @ValueSource(ints = {2, 47, 48, 49, 50, 1_000, 150_000})
  void build_caseInReverse_isSortedWithTiesInOrderOfArrival(int length) {
    List<LoggedEvent> events = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      int pair = (length - 1 - i) / 2;
      events.add(event("po-1", "a" + i % 2, pair).by("p" + i % 1_000));
    }
    TraceBlock block = block(events);

    List<LoggedEvent> expected = RandomEvents.byCase(events).get("po-1");
    assertThat(traces(block).get("po-1"))
        .isEqualTo(expected.stream().map(LoggedEvent::activity).toList());
    assertThat(block.micros())
        .containsExactly(expected.stream().mapToLong(LoggedEvent::micros).toArray());
    assertThat(performers(block, HandoffBy.RESOURCE))
        .containsExactly(expected.stream().map(LoggedEvent::resource).toArray(String[]::new));
  }

  /** Sorting 400,000 events by insertion would take 80 billion steps. */
  @Test
  @Timeout(20)
  void build_longShuffledCase_isNotQuadratic() {
    SplittableRandom random = new SplittableRandom(5);
    List<LoggedEvent> events = new ArrayList<>();
    for (int i = 0; i < 400_000; i++) {
      events.add(event("po-1", "a", 0).at(random.nextLong(1L << 40)));
    }
    long start = System.nanoTime();
    TraceBlock block = block(events);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    assertThat(block.micros()).isSorted();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void build_randomEvents_equalsSortingEachCase(long seed) {
    List<LoggedEvent> events = RandomEvents.of(new SplittableRandom(seed));
    TraceBlock block = block(events);

    Map<String, List<LoggedEvent>> expected = RandomEvents.byCase(events);
    List<LoggedEvent> inOrder = expected.values().stream().flatMap(List::stream).toList();
    assertThat(List.copyOf(traces(block).keySet()))
        .as("seed %d", seed)
        .isEqualTo(List.copyOf(expected.keySet()));
    assertThat(traces(block).values().stream().flatMap(List::stream).toList())
        .as("seed %d", seed)
        .isEqualTo(inOrder.stream().map(LoggedEvent::activity).toList());
    assertThat(block.micros())
        .as("seed %d", seed)
        .containsExactly(inOrder.stream().mapToLong(LoggedEvent::micros).toArray());
    assertThat(performers(block, HandoffBy.SYSTEM))
        .as("seed %d", seed)
        .containsExactly(inOrder.stream().map(LoggedEvent::source).toArray(String[]::new));
    assertThat(performers(block, HandoffBy.RESOURCE))
        .as("seed %d", seed)
        .containsExactly(inOrder.stream().map(LoggedEvent::resource).toArray(String[]::new));
  }

  /** Files of several sources may be read in any order, and their cases mixed in any way. */
  @ParameterizedTest
  @MethodSource("seeds")
  void build_sourcesInterleavedInAnotherWay_givesTheSameTraces(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<LoggedEvent> events = RandomEvents.of(random);

    assertThat(sorted(traces(block(interleaved(events, random)))))
        .as("seed %d", seed)
        .isEqualTo(sorted(traces(block(events))));
  }

  /** The events of each case and source keep their order; everything else is mixed anew. */
  private static List<LoggedEvent> interleaved(List<LoggedEvent> events, SplittableRandom random) {
    Map<String, List<LoggedEvent>> queues = new LinkedHashMap<>();
    events.forEach(
        event ->
            queues
                .computeIfAbsent(event.source() + "|" + event.caseId(), key -> new ArrayList<>())
                .add(event));
    List<List<LoggedEvent>> rest = new ArrayList<>(queues.values());
    List<LoggedEvent> mixed = new ArrayList<>();
    while (!rest.isEmpty()) {
      int i = random.nextInt(rest.size());
      mixed.add(rest.get(i).remove(0));
      if (rest.get(i).isEmpty()) {
        rest.remove(i);
      }
    }
    return mixed;
  }

  @Test
  void add_eventWithoutCase_isRefused() {
    assertThatThrownBy(() -> block(event("", "a", 0)))
        .isInstanceOf(ThroughlineException.class)
        .hasMessage("an event belongs to no case; name the object type that leads the cases")
        .extracting(thrown -> ((ThroughlineException) thrown).code())
        .isEqualTo(ErrorCode.BAD_ARGUMENT);
  }

  @Test
  void add_asManyActivitiesAsFit_keepsThemAllAndRefusesOneMore() {
    TraceBlockBuilder builder = new TraceBlockBuilder(new TraceColumns(Set.of(), List.of()));
    for (int i = 0; i < 65_536; i++) {
      builder.add(event("po-1", "activity " + i, i).row(i));
    }
    LoggedEvent oneMore = event("po-1", "one more", 65_536);

    assertThatThrownBy(() -> builder.add(oneMore.row(65_536)))
        .isInstanceOf(ThroughlineException.class)
        .hasMessage(
            "a log may have at most 65536 activities; is the activity column the right one?");
  }

  @Test
  void compareCaseId_ids_followsCodePoints() {
    TraceBlock block = block(event("\uFF5E", "a", 0), event("\uD83D\uDE00", "a", 0));

    assertThat(block.compareCaseId(0, block.caseIdBytes(1))).isNegative();
    assertThat(block.compareCaseId(1, block.caseIdBytes(0))).isPositive();
    assertThat(block.compareCaseId(1, block.caseIdBytes(1))).isZero();
  }

  private static Map<String, List<String>> traces(TraceBlock block) {
    Map<String, List<String>> traces = new LinkedHashMap<>();
    for (int i = 0; i < block.cases(); i++) {
      List<String> trace = new ArrayList<>();
      for (int event = block.start(i); event < block.start(i + 1); event++) {
        trace.add(block.activityNames()[block.activities()[event]]);
      }
      traces.put(block.caseId(i), trace);
    }
    return traces;
  }

  private static Map<String, List<String>> sorted(Map<String, List<String>> traces) {
    return Collections.unmodifiableMap(new TreeMap<>(traces));
  }

  private static String[] performers(TraceBlock block, HandoffBy by) {
    return texts(block.performers(by));
  }

  private static String[] attribute(TraceBlock block, String name) {
    return texts(block.attributes().get(name));
  }

  private static String[] texts(CodedColumn column) {
    String[] texts = new String[column.codes().length];
    Arrays.setAll(texts, i -> column.names()[column.codes()[i]]);
    return texts;
  }
}
