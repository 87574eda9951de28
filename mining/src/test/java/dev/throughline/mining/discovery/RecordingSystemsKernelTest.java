package dev.throughline.mining.discovery;

import static dev.throughline.mining.trace.LoggedEvent.event;
import static dev.throughline.mining.trace.TraceBlocks.block;
import static dev.throughline.mining.trace.TraceBlocks.fold;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.mining.trace.HandoffBy;
import dev.throughline.mining.trace.LoggedEvent;
import dev.throughline.mining.trace.RandomEvents;
import dev.throughline.mining.trace.RandomFold;
import dev.throughline.mining.trace.TraceBlock;
import dev.throughline.mining.trace.TraceColumns;
import dev.throughline.model.Activity;
import dev.throughline.model.Source;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordingSystemsKernelTest {

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  private static RecordingSystems systems(TraceBlock... blocks) {
    return fold(new RecordingSystemsKernel(), blocks).result();
  }

  private static Arc arc(String from, String to) {
    return new Arc(new Activity(from), new Activity(to));
  }

  @Test
  void result_emptyLog_isUnknown() {
    assertThat(systems()).isEqualTo(RecordingSystems.UNKNOWN);
    assertThat(systems(block())).isEqualTo(RecordingSystems.UNKNOWN);
  }

  @Test
  void result_twoSystems_countsEventsPerActivityAndStepsBetween() {
    RecordingSystems systems =
        systems(
            block(
                event("po-1", "ordered", 0).from("erp"),
                event("po-1", "received", 3).from("wms.north"),
                event("po-1", "posted", 7).from("erp"),
                event("po-1", "paid", 8).from("erp"),
                event("po-2", "ordered", 9).from("erp"),
                event("po-2", "received", 10).from("erp")));

    assertThat(systems.of(new Activity("received")))
        .isEqualTo(Map.of(new Source("erp"), 1L, new Source("wms.north"), 1L));
    assertThat(systems.of(new Activity("paid"))).isEqualTo(Map.of(new Source("erp"), 1L));
    assertThat(systems.of(new Activity("refunded"))).isEmpty();
    assertThat(systems.systems()).containsExactly(new Source("erp"), new Source("wms.north"));
    assertThat(systems.handoffs())
        .isEqualTo(Map.of(arc("ordered", "received"), 1L, arc("received", "posted"), 1L));
  }

  @Test
  void result_blockWithoutSystems_takesNoPart() {
    TraceBlock without =
        block(
            new TraceColumns(Set.of(HandoffBy.ROLE), List.of()),
            List.of(event("po-1", "a", 0).from("erp"), event("po-1", "b", 1).from("wms")));

    assertThat(systems(without)).isEqualTo(RecordingSystems.UNKNOWN);
  }

  /** More pairs than the first table has room for. */
  @Test
  void result_veryManyActivities_countsEach() {
    List<LoggedEvent> events = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      events.add(event("po-1", "activity " + i, i).from("system " + i % 70));
    }

    RecordingSystems systems = systems(block(events));

    assertThat(systems.activities()).hasSize(5_000);
    assertThat(systems.handoffs())
        .hasSize(4_999)
        .containsEntry(arc("activity 4998", "activity 4999"), 1L);
    assertThat(systems.of(new Activity("activity 71")))
        .isEqualTo(Map.of(new Source("system 1"), 1L));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void result_anyDivisionOfTheCases_equalsSlowCount(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<LoggedEvent> events = RandomEvents.of(random);

    assertThat(RandomFold.fold(events, RecordingSystemsKernel::new, random).result())
        .as("seed %d", seed)
        .isEqualTo(slowCount(RandomEvents.byCase(events).values()));
  }

  private static RecordingSystems slowCount(Collection<List<LoggedEvent>> traces) {
    TreeMap<Activity, SortedMap<Source, Long>> recorded = new TreeMap<>();
    TreeMap<Arc, Long> passed = new TreeMap<>();
    for (List<LoggedEvent> trace : traces) {
      for (int i = 0; i < trace.size(); i++) {
        LoggedEvent event = trace.get(i);
        recorded
            .computeIfAbsent(new Activity(event.activity()), unseen -> new TreeMap<>())
            .merge(new Source(event.source()), 1L, Long::sum);
        if (i > 0 && !trace.get(i - 1).source().equals(event.source())) {
          passed.merge(arc(trace.get(i - 1).activity(), event.activity()), 1L, Long::sum);
        }
      }
    }
    return new RecordingSystems(recorded, passed);
  }
}
