package dev.throughline.mining.discovery;

import static dev.throughline.mining.trace.LoggedEvent.event;
import static dev.throughline.mining.trace.TraceBlocks.block;
import static dev.throughline.mining.trace.TraceBlocks.fold;
import static dev.throughline.mining.trace.TraceBlocks.log;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.mining.trace.LoggedEvent;
import dev.throughline.mining.trace.RandomEvents;
import dev.throughline.mining.trace.RandomFold;
import dev.throughline.mining.trace.TraceBlock;
import dev.throughline.model.Activity;
import dev.throughline.model.CaseId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VariantKernelTest {

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  private static List<Variant> variants(TraceBlock... blocks) {
    return fold(new VariantKernel(), blocks).result();
  }

  private static Variant variant(String activities, long cases, String example) {
    List<Activity> sequence = Stream.of(activities.split(" ")).map(Activity::new).toList();
    return new Variant(sequence, cases, new CaseId(example));
  }

  @Test
  void result_emptyLog_hasNoVariants() {
    assertThat(variants()).isEmpty();
    assertThat(variants(block())).isEmpty();
  }

  @Test
  void result_someCases_sortsByFallingCasesThenNames() {
    assertThat(variants(log("b", "a c", "a b", "a b", "a", "a b c")))
        .containsExactly(
            variant("a b", 2, "case-3"),
            variant("a", 1, "case-5"),
            variant("a b c", 1, "case-6"),
            variant("a c", 1, "case-2"),
            variant("b", 1, "case-1"));
  }

  @Test
  void result_repeatedActivities_areOtherVariants() {
    assertThat(variants(log("a", "a a", "a a a", "a a")))
        .containsExactly(
            variant("a a", 2, "case-2"), variant("a", 1, "case-1"), variant("a a a", 1, "case-3"));
  }

  /** U+FF5E stands before U+1F600, though its UTF-16 code unit is the larger one. */
  @Test
  void result_example_isTheSmallestIdByCodePoints() {
    assertThat(variants(block(event("\uD83D\uDE00", "a", 0), event("\uFF5E", "a", 0))))
        .containsExactly(variant("a", 2, "\uFF5E"));
    assertThat(variants(block(event("po-2", "a", 0), event("po-10", "a", 0))))
        .containsExactly(variant("a", 2, "po-10"));
    assertThat(variants(block(event("po-1", "a", 0), event("po", "a", 0))))
        .containsExactly(variant("a", 2, "po"));
  }

  /** The second block numbers its activities the other way round. */
  @Test
  void add_blockWithAnotherDictionary_countsTheSameVariants() {
    TraceBlock first = block(event("po-2", "a", 0), event("po-2", "b", 1));
    TraceBlock second = block(event("po-1", "b", 1), event("po-1", "a", 0));

    assertThat(variants(first, second)).containsExactly(variant("a b", 2, "po-1"));
  }

  @Test
  void merge_kernelsWithOtherNumbers_translatesThem() {
    VariantKernel left = fold(new VariantKernel(), block(event("po-2", "b", 0)), log("a b"));
    VariantKernel right = fold(new VariantKernel(), block(event("po-1", "b", 0)), log("c b a"));
    List<Variant> rightBefore = right.result();
    left.merge(right);

    assertThat(left.result())
        .containsExactly(
            variant("b", 2, "po-1"), variant("a b", 1, "case-1"), variant("c b a", 1, "case-1"));
    assertThat(right.result()).isEqualTo(rightBefore);
  }

  @Test
  void add_afterMerge_doesNotChangeTheOther() {
    VariantKernel left = new VariantKernel();
    VariantKernel right = fold(new VariantKernel(), block(event("po-5", "a", 0)));
    left.merge(right);
    fold(left, block(event("po-1", "a", 0)));

    assertThat(left.result()).containsExactly(variant("a", 2, "po-1"));
    assertThat(right.result()).containsExactly(variant("a", 1, "po-5"));
  }

  /** Grows every array: 20,000 variants, the longest with 3,000 events. */
  @Test
  void result_manyAndLongVariants_keepsThemApart() {
    List<String> traces = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      traces.add(Integer.toString(i, 2).replace("", " ").trim());
    }
    traces.add("0 ".repeat(3_000).trim());
    traces.add("0 ".repeat(2_999).trim());
    String[] twice = Stream.of(traces, traces).flatMap(List::stream).toArray(String[]::new);

    List<Variant> variants = variants(log(twice));
    assertThat(variants).hasSize(20_002).allMatch(variant -> variant.cases() == 2);
    assertThat(variants.stream().map(Variant::activities).map(VariantKernelTest::text))
        .containsExactlyInAnyOrderElementsOf(traces);
  }

  private static String text(List<Activity> activities) {
    return String.join(" ", activities.stream().map(Activity::value).toList());
  }

  /**
   * Two sequences whose 64-bit hashes are equal, found by sorting the hashes of 67 million. Were
   * only hashes compared, they would be counted as one variant.
   */
  @Test
  void result_sequencesWithEqualHashes_keepsThemApart() {
    char[] one = {937, 971, 917, 387, 576, 0};
    char[] other = {617, 916, 417, 298, 976, 3349};
    assertThat(VariantKernel.hash(one, 6)).isEqualTo(VariantKernel.hash(other, 6));
    List<LoggedEvent> events = new ArrayList<>();
    for (int i = 0; i < 3_350; i++) {
      events.add(event("numbers every activity", "a" + i, i));
    }
    for (int i = 0; i < 6; i++) {
      events.add(event("one", "a" + (int) one[i], i));
      events.add(event("other", "a" + (int) other[i], i));
    }

    assertThat(variants(block(events)))
        .hasSize(3)
        .extracting(Variant::example)
        .contains(new CaseId("one"), new CaseId("other"));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void result_anyDivisionOfTheCases_equalsSlowCount(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<LoggedEvent> events = RandomEvents.of(random);

    assertThat(RandomFold.fold(events, VariantKernel::new, random).result())
        .as("seed %d", seed)
        .isEqualTo(slowCount(RandomEvents.byCase(events)));
  }

  private static List<Variant> slowCount(Map<String, List<LoggedEvent>> traces) {
    Map<List<String>, List<String>> casesOfSequence = new HashMap<>();
    traces.forEach(
        (id, trace) ->
            casesOfSequence
                .computeIfAbsent(
                    trace.stream().map(LoggedEvent::activity).toList(), unseen -> new ArrayList<>())
                .add(id));
    List<Variant> variants = new ArrayList<>();
    casesOfSequence.forEach(
        (sequence, ids) ->
            variants.add(
                new Variant(
                    sequence.stream().map(Activity::new).toList(),
                    ids.size(),
                    new CaseId(ids.stream().sorted().findFirst().orElseThrow()))));
    variants.sort(
        (left, right) ->
            left.cases() != right.cases()
                ? Long.compare(right.cases(), left.cases())
                : sortKey(left).compareTo(sortKey(right)));
    return variants;
  }

  /** None of the names has a character below U+0002. */
  private static String sortKey(Variant variant) {
    return String.join("\u0001", variant.activities().stream().map(Activity::value).toList());
  }
}
