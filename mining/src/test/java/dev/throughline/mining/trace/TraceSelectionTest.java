package dev.throughline.mining.trace;

import static dev.throughline.mining.trace.LoggedEvent.event;
import static dev.throughline.mining.trace.TraceBlocks.block;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TraceSelectionTest {
  private static final TraceBlock VENDORS =
      block(
          new TraceColumns(Set.of(), List.of("vendor", "area")),
          List.of(
              event("po-1", "a", 10).in("ACME", "food"),
              event("po-2", "a", 20).in("Bolt", "food"),
              event("po-3", "a", 30).in("ACME", "toys"),
              event("po-3", "b", 90).in("ACME", "toys"),
              event("po-4", "a", 40).in("", "toys")));

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  private static List<String> selected(TraceBlock block, TraceFilter filter) {
    return ids(TraceSelection.of(block, 0, block.cases(), filter));
  }

  private static List<String> ids(TraceSelection selection) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < selection.size(); i++) {
      ids.add(selection.block().caseId(selection.caseAt(i)));
    }
    return ids;
  }

  private static Instant minute(long minute) {
    return Instant.EPOCH.plus(minute, ChronoUnit.MINUTES);
  }

  private static TraceFilter between(Instant from, Instant to) {
    return new TraceFilter(from, to, new TreeMap<>());
  }

  private static TraceFilter with(String name, String... values) {
    TreeMap<String, SortedSet<String>> attributes = new TreeMap<>();
    attributes.put(name, new TreeSet<>(Arrays.asList(values)));
    return new TraceFilter(null, null, attributes);
  }

  @Test
  void all_block_selectsEveryCase() {
    assertThat(ids(TraceSelection.all(VENDORS))).containsExactly("po-1", "po-2", "po-3", "po-4");
  }

  @Test
  void of_shareOfTheCases_includesFromAndExcludesTo() {
    assertThat(ids(TraceSelection.of(VENDORS, 1, 3, TraceFilter.ALL)))
        .containsExactly("po-2", "po-3");
    assertThat(ids(TraceSelection.of(VENDORS, 1, 3, with("area", "toys")))).containsExactly("po-3");
    assertThat(ids(TraceSelection.of(VENDORS, 2, 2, TraceFilter.ALL))).isEmpty();
  }

  @Test
  void of_from_includesCasesThatStartThen() {
    assertThat(selected(VENDORS, between(minute(30), null))).containsExactly("po-3", "po-4");
    assertThat(selected(VENDORS, between(minute(30).plus(1, ChronoUnit.MICROS), null)))
        .containsExactly("po-4");
  }

  @Test
  void of_to_excludesCasesThatStartThen() {
    assertThat(selected(VENDORS, between(null, minute(30)))).containsExactly("po-1", "po-2");
    assertThat(selected(VENDORS, between(null, minute(30).plus(1, ChronoUnit.MICROS))))
        .containsExactly("po-1", "po-2", "po-3");
  }

  @Test
  void of_emptyPeriod_selectsNothing() {
    assertThat(selected(VENDORS, between(minute(30), minute(30)))).isEmpty();
    assertThat(selected(VENDORS, between(minute(40), minute(10)))).isEmpty();
  }

  /** Bounds are instants with nanoseconds, events have whole microseconds. */
  @Test
  void of_boundWithinAMicrosecond_isNotRounded() {
    assertThat(selected(VENDORS, between(minute(30).plusNanos(1), null))).containsExactly("po-4");
    assertThat(selected(VENDORS, between(null, minute(30).plusNanos(1))))
        .containsExactly("po-1", "po-2", "po-3");
  }

  @Test
  void of_boundsBefore1970_areExact() {
    TraceBlock block = block(event("po-1", "a", 0).at(-1_000_001), event("po-2", "a", -1));

    assertThat(selected(block, between(Instant.ofEpochSecond(-1).minusNanos(1000), null)))
        .containsExactly("po-1");
    assertThat(selected(block, between(Instant.ofEpochSecond(-1).minusNanos(999), null))).isEmpty();
    assertThat(selected(block, between(null, Instant.ofEpochSecond(-1).minusNanos(1000))))
        .containsExactly("po-2");
  }

  @Test
  void of_boundsBeyondAllEvents_selectEverythingOrNothing() {
    assertThat(selected(VENDORS, between(Instant.MIN, Instant.MAX))).hasSize(4);
    assertThat(selected(VENDORS, between(Instant.MAX, null))).isEmpty();
    assertThat(selected(VENDORS, between(null, Instant.MIN))).isEmpty();
  }

  @Test
  void of_attributeValues_selectsCasesWithAnyOfThem() {
    assertThat(selected(VENDORS, with("vendor", "ACME"))).containsExactly("po-1", "po-3");
    assertThat(selected(VENDORS, with("vendor", "ACME", "Bolt", "unheard of")))
        .containsExactly("po-1", "po-2", "po-3");
  }

  @Test
  void of_unknownValueOrNone_selectsNothing() {
    assertThat(selected(VENDORS, with("vendor", "unheard of"))).isEmpty();
    assertThat(selected(VENDORS, with("vendor"))).isEmpty();
  }

  @Test
  void of_emptyValue_selectsCasesWithoutTheAttribute() {
    assertThat(selected(VENDORS, with("vendor", ""))).containsExactly("po-4");
    assertThat(selected(VENDORS, with("area", ""))).isEmpty();
  }

  @Test
  void of_unknownAttribute_selectsNothing() {
    assertThat(selected(VENDORS, with("plant", "north"))).isEmpty();
    assertThat(selected(VENDORS, with("plant", ""))).isEmpty();
  }

  @Test
  void of_severalConditions_selectsCasesThatMeetAll() {
    TreeMap<String, SortedSet<String>> attributes = new TreeMap<>();
    attributes.put("vendor", new TreeSet<>(Set.of("ACME", "")));
    attributes.put("area", new TreeSet<>(Set.of("toys")));

    assertThat(selected(VENDORS, new TraceFilter(null, null, attributes)))
        .containsExactly("po-3", "po-4");
    assertThat(selected(VENDORS, new TraceFilter(minute(31), null, attributes)))
        .containsExactly("po-4");
  }

  @Test
  void filter_callersMapsChangeLater_staysAsItWas() {
    TreeSet<String> values = new TreeSet<>(Set.of("ACME"));
    TreeMap<String, SortedSet<String>> attributes = new TreeMap<>();
    attributes.put("vendor", values);
    TraceFilter filter = new TraceFilter(null, null, attributes);
    values.add("Bolt");
    attributes.clear();

    assertThat(filter).isEqualTo(with("vendor", "ACME"));
    assertThatThrownBy(() -> filter.attributes().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> filter.attributes().get("vendor").add("Bolt"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void of_randomFilter_equalsAskingEachCase(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<LoggedEvent> firstEvents = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String vendor = "v" + random.nextInt(6);
      firstEvents.add(event("po-" + i, "a", random.nextInt(20)).in(vendor));
    }
    TraceBlock block = block(new TraceColumns(Set.of(), List.of("vendor")), firstEvents);
    long from = random.nextInt(20);
    long to = random.nextInt(25);
    Set<String> vendors = Set.of("v" + random.nextInt(3), "v" + (3 + random.nextInt(5)));
    TreeMap<String, SortedSet<String>> attributes = new TreeMap<>();
    attributes.put("vendor", new TreeSet<>(vendors));

    List<String> expected =
        firstEvents.stream()
            .filter(event -> event.micros() >= from * LoggedEvent.MINUTE)
            .filter(event -> event.micros() < to * LoggedEvent.MINUTE)
            .filter(event -> vendors.contains(event.caseAttributes().get(0)))
            .map(LoggedEvent::caseId)
            .toList();
    assertThat(selected(block, new TraceFilter(minute(from), minute(to), attributes)))
        .as("seed %d", seed)
        .isEqualTo(expected);
  }
}
