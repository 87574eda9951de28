package dev.throughline.mining.performance;

import static dev.throughline.mining.trace.LoggedEvent.event;
import static dev.throughline.mining.trace.TraceBlocks.block;
import static dev.throughline.mining.trace.TraceBlocks.fold;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.mining.trace.HandoffBy;
import dev.throughline.mining.trace.LoggedEvent;
import dev.throughline.mining.trace.RandomEvents;
import dev.throughline.mining.trace.RandomFold;
import dev.throughline.mining.trace.TraceBlock;
import dev.throughline.mining.trace.TraceColumns;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HandoffKernelTest {

  /** Each seed with each way to say who performed an event. */
  static Stream<Arguments> seeds() {
    return LongStream.range(0, 100)
        .boxed()
        .flatMap(seed -> Stream.of(HandoffBy.values()).map(by -> Arguments.of(seed, by)));
  }

  private static List<Handoff> handoffs(HandoffBy by, TraceBlock... blocks) {
    return fold(new HandoffKernel(by), blocks).result();
  }

  private static Handoff once(String from, String to, Duration time) {
    return new Handoff(from, to, new TimeStatistics(1, time, time, time, time, time));
  }

  @Test
  void result_emptyLogOrOneEvent_hasNone() {
    assertThat(handoffs(HandoffBy.ROLE)).isEmpty();
    assertThat(handoffs(HandoffBy.ROLE, block(event("po-1", "a", 0).as("buyer")))).isEmpty();
  }

  @Test
  void result_betweenSystems_countsOnlyStepsThatChangeTheSystem() {
    TraceBlock block =
        block(
            event("po-1", "ordered", 0).from("erp"),
            event("po-1", "changed", 1).from("erp"),
            event("po-1", "received", 3).from("wms"),
            event("po-1", "posted", 7).from("erp"),
            event("po-2", "sold", 9).from("pos"));

    assertThat(handoffs(HandoffBy.SYSTEM, block))
        .containsExactly(once("erp", "wms", ofMinutes(2)), once("wms", "erp", ofMinutes(4)));
  }

  @Test
  void result_unknownPerformer_takesNoPartAndIsNotBridged() {
    TraceBlock block =
        block(
            event("po-1", "a", 0).as("buyer"),
            event("po-1", "b", 1),
            event("po-1", "c", 2).as("clerk"),
            event("po-1", "d", 5).as("buyer"),
            event("po-1", "e", 6));

    assertThat(handoffs(HandoffBy.ROLE, block))
        .containsExactly(once("clerk", "buyer", ofMinutes(3)));
  }

  @Test
  void result_severalPairs_sortsByFallingCountThenNames() {
    TraceBlock block =
        block(
            event("po-1", "a", 0).by("Sue"),
            event("po-1", "b", 1).by("Pete"),
            event("po-1", "c", 2).by("Mike"),
            event("po-1", "d", 3).by("Sue"),
            event("po-1", "e", 4).by("Pete"),
            event("po-1", "f", 5).by("Ann"));

    assertThat(handoffs(HandoffBy.RESOURCE, block))
        .extracting(handoff -> handoff.from() + " " + handoff.to() + " " + handoff.times().count())
        .containsExactly("Sue Pete 2", "Mike Sue 1", "Pete Ann 1", "Pete Mike 1");
  }

  @Test
  void result_blockWithoutTheColumn_takesNoPart() {
    TraceBlock without =
        block(
            new TraceColumns(Set.of(HandoffBy.ROLE), List.of()),
            List.of(event("po-1", "a", 0).by("Sue"), event("po-1", "b", 1).by("Pete")));

    assertThat(handoffs(HandoffBy.RESOURCE, without)).isEmpty();
  }

  /** Pairs of many people must not need room for everyone times everyone. */
  @Test
  void result_veryManyPeople_needsMemoryForPairsThatOccur() {
    List<LoggedEvent> events = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      events.add(event("po-1", "a", i).by("person " + i));
    }

    assertThat(handoffs(HandoffBy.RESOURCE, block(events)))
        .hasSize(99_999)
        .contains(once("person 254", "person 255", ofMinutes(1)))
        .contains(once("person 255", "person 256", ofMinutes(1)))
        .contains(once("person 99998", "person 99999", ofMinutes(1)));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void result_anyDivisionOfTheCases_equalsSlowCount(long seed, HandoffBy by) {
    SplittableRandom random = new SplittableRandom(seed);
    List<LoggedEvent> events = RandomEvents.of(random);

    assertThat(RandomFold.fold(events, () -> new HandoffKernel(by), random).result())
        .as("seed %d, by %s", seed, by)
        .extracting(
            handoff -> handoff.from() + " > " + handoff.to(),
            handoff -> handoff.times().count(),
            handoff -> handoff.times().sum())
        .containsExactlyElementsOf(slowCount(RandomEvents.byCase(events).values(), by));
  }

  private static List<Tuple> slowCount(Collection<List<LoggedEvent>> traces, HandoffBy by) {
    TreeMap<String, List<Long>> micros = new TreeMap<>();
    for (List<LoggedEvent> trace : traces) {
      for (int i = 1; i < trace.size(); i++) {
        String from = performer(trace.get(i - 1), by);
        String to = performer(trace.get(i), by);
        if (!from.isEmpty() && !to.isEmpty() && !from.equals(to)) {
          micros
              .computeIfAbsent(from + " > " + to, unseen -> new ArrayList<>())
              .add(trace.get(i).micros() - trace.get(i - 1).micros());
        }
      }
    }
    return micros.entrySet().stream()
        .sorted((left, right) -> right.getValue().size() - left.getValue().size())
        .map(
            entry ->
                Tuple.tuple(
                    entry.getKey(),
                    (long) entry.getValue().size(),
                    Duration.of(
                        entry.getValue().stream().mapToLong(Long::longValue).sum(),
                        ChronoUnit.MICROS)))
        .toList();
  }

  private static String performer(LoggedEvent event, HandoffBy by) {
    return switch (by) {
      case SYSTEM -> event.source();
      case ROLE -> event.role();
      case RESOURCE -> event.resource();
    };
  }
}
