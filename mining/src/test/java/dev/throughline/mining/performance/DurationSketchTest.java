package dev.throughline.mining.performance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.mining.trace.RandomFold;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationSketchTest {
  private static final long YEAR = 31_557_600_000_000L;

  static Stream<Arguments> distributions() {
    return Stream.of(
        distribution("uniform to a minute", random -> random.nextLong(60_000_000)),
        distribution("uniform to a hundred years", random -> random.nextLong(100 * YEAR)),
        distribution(
            "exponential", random -> (long) (-Math.log(random.nextDouble(1e-18, 1)) * 1e9)),
        distribution("log-normal", random -> (long) Math.exp(20 + 4 * normal(random))),
        distribution("Pareto", random -> (long) Math.min(1e17, 1e3 / random.nextDouble(1e-18, 1))),
        distribution("few values", random -> random.nextLong(3) * 86_400_000_000L),
        distribution("below the first bucket", random -> random.nextLong(256)),
        distribution("constant", random -> 4_711_000_001L),
        distribution("any magnitude", random -> random.nextLong() >>> 1 + random.nextInt(62)));
  }

  private static Arguments distribution(String name, ToLongFunction<SplittableRandom> values) {
    return Arguments.of(name, values);
  }

  private static double normal(SplittableRandom random) {
    return Math.sqrt(-2 * Math.log(random.nextDouble(1e-18, 1)))
        * Math.cos(2 * Math.PI * random.nextDouble());
  }

  private static DurationSketch sketch(int maxExact, long... values) {
    DurationSketch sketch = new DurationSketch(maxExact);
    Arrays.stream(values).forEach(sketch::add);
    return sketch;
  }

  private static long[] allRanks(DurationSketch sketch) {
    return LongStream.range(0, sketch.size()).toArray();
  }

  @Test
  void valuesAt_emptySketch_answersNothing() {
    assertThat(new DurationSketch().size()).isZero();
    assertThat(new DurationSketch().valuesAt()).isEmpty();
  }

  @Test
  void valuesAt_asManyValuesAsAreKept_isExact() {
    SplittableRandom random = new SplittableRandom(1);
    long[] values = random.longs(DurationSketch.EXACT_VALUES, 0, 100 * YEAR).toArray();
    DurationSketch sketch = new DurationSketch();
    Arrays.stream(values).forEach(sketch::add);
    Arrays.sort(values);

    assertThat(sketch.valuesAt(allRanks(sketch))).containsExactly(values);
  }

  @Test
  void valuesAt_oneValueMore_isCountedInBuckets() {
    assertThat(sketch(3, 5_000_001, 7, 1).valuesAt(0, 1, 2)).containsExactly(1, 7, 5_000_001);
    long[] counted = sketch(3, 5_000_001, 7, 1, 0).valuesAt(0, 1, 2, 3);

    assertThat(counted).startsWith(0, 1, 7);
    assertThat(counted[3]).isNotEqualTo(5_000_001).isBetween(4_990_235L, 5_009_767L);
  }

  /** Up to 512 each bucket holds one value. */
  @Test
  void valuesAt_smallValuesInBuckets_isExact() {
    DurationSketch sketch = new DurationSketch(0);
    LongStream.range(0, 512).map(value -> 511 - value).forEach(sketch::add);

    assertThat(sketch.valuesAt(allRanks(sketch))).containsExactly(allRanks(sketch));
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        1,
        255,
        256,
        511,
        512,
        513,
        1023,
        1024,
        1L << 40,
        (1L << 41) - 1,
        Long.MAX_VALUE / 2,
        Long.MAX_VALUE
      })
  void valuesAt_extremeInBuckets_isWithinTheError(long value) {
    long found = sketch(0, value).valuesAt(0)[0];

    assertThat(Math.abs((double) found - value))
        .isLessThanOrEqualTo(value * DurationSketch.RELATIVE_ERROR);
  }

  @Test
  void valuesAt_extremesTogether_coversTheWholeRange() {
    DurationSketch sketch = sketch(0, Long.MAX_VALUE / 2, 0, 1, Long.MAX_VALUE, 1L << 33);
    long[] found = sketch.valuesAt(0, 1, 2, 3, 4);

    assertThat(found).startsWith(0, 1).isSorted();
    assertThat(found[2]).isBetween((1L << 33) - (1L << 24), (1L << 33) + (1L << 24));
    assertThat(found[4]).isGreaterThan(Long.MAX_VALUE - (Long.MAX_VALUE >> 9) - 1);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("distributions")
  void valuesAt_beyondTheLimit_isWithinTheErrorOfTheExactValue(
      String name, ToLongFunction<SplittableRandom> distribution) {
    for (int seed = 0; seed < 5; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      long[] values =
          LongStream.generate(() -> distribution.applyAsLong(random)).limit(20_000).toArray();
      DurationSketch sketch = sketch(DurationSketch.EXACT_VALUES, values);
      Arrays.sort(values);

      long[] found = sketch.valuesAt(allRanks(sketch));
      for (int rank = 0; rank < values.length; rank++) {
        assertThat(Math.abs((double) found[rank] - values[rank]))
            .as("%s, seed %d, rank %d: %d for %d", name, seed, rank, found[rank], values[rank])
            .isLessThanOrEqualTo(values[rank] * DurationSketch.RELATIVE_ERROR);
      }
    }
  }

  /** All that a sketch can be asked. */
  private static List<Object> answers(DurationSketch sketch, long max) {
    return List.of(
        sketch.size(),
        Arrays.toString(sketch.valuesAt(allRanks(sketch))),
        Arrays.toString(sketch.histogram(40, max)));
  }

  /**
   * Sizes around the limit of 16, where lists turn into buckets, with every cut into two halves.
   */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 14, 15, 16, 17, 18, 31, 32, 33, 34, 60})
  void merge_everyCut_answersAsIfAddedOneByOne(int size) {
    SplittableRandom random = new SplittableRandom(size);
    long[] values = random.longs(size, 0, 5 * YEAR).toArray();
    long max = Arrays.stream(values).max().orElse(0);
    List<Object> expected = answers(sketch(16, values), max);

    for (int cut = 0; cut <= size; cut++) {
      DurationSketch left = sketch(16, Arrays.copyOfRange(values, 0, cut));
      DurationSketch right = sketch(16, Arrays.copyOfRange(values, cut, size));
      List<Object> rightBefore = answers(right, max);
      left.merge(right);
      assertThat(answers(left, max)).as("size %d, cut %d", size, cut).isEqualTo(expected);
      assertThat(answers(right, max)).as("size %d, cut %d", size, cut).isEqualTo(rightBefore);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("distributions")
  void merge_anyOrderAndGrouping_answersTheSame(
      String name, ToLongFunction<SplittableRandom> distribution) {
    for (int seed = 0; seed < 20; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int size = random.nextInt(200);
      long[] values =
          LongStream.generate(() -> distribution.applyAsLong(random)).limit(size).toArray();
      long max = Arrays.stream(values).max().orElse(0);

      assertThat(answers(mergedAtRandom(values, random), max))
          .as("%s, seed %d", name, seed)
          .isEqualTo(answers(sketch(64, values), max));
    }
  }

  private static DurationSketch mergedAtRandom(long[] values, SplittableRandom random) {
    List<DurationSketch> parts = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      parts.add(new DurationSketch(64));
    }
    for (int i = values.length - 1; i >= 0; i--) {
      parts.get(Math.min(random.nextInt(6), random.nextInt(6))).add(values[i]);
    }
    while (parts.size() > 1) {
      DurationSketch taken = RandomFold.copy(parts.remove(random.nextInt(parts.size())));
      parts.get(random.nextInt(parts.size())).merge(taken);
    }
    return parts.get(0);
  }

  @Test
  void histogram_boundsOfBins_belongToTheUpperBinAndMaxToTheLast() {
    DurationSketch sketch = sketch(100, 0, 9, 10, 19, 20, 30, 39, 40);

    assertThat(sketch.histogram(4, 40)).containsExactly(2, 2, 1, 3);
  }

  @Test
  void histogram_allZero_isInTheLastBin() {
    assertThat(sketch(100, 0, 0, 0).histogram(4, 0)).containsExactly(0, 0, 0, 3);
    assertThat(sketch(0, 0, 0, 0).histogram(4, 0)).containsExactly(0, 0, 0, 3);
  }

  @Test
  void histogram_hugeValues_doesNotOverflow() {
    long max = Long.MAX_VALUE / 2;

    assertThat(sketch(100, 0, max / 2 - 1, max / 2 + 1, max).histogram(2, max))
        .containsExactly(2, 2);
  }

  /** An exact histogram is what the bounds of the bins say, for any maximum and number of bins. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void histogram_randomValues_countsWhatLiesBetweenTheBounds(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long max = random.nextLong(1, random.nextBoolean() ? 100 : Long.MAX_VALUE);
    int bins = random.nextInt(1, 50);
    long[] values = random.longs(500, 0, max).toArray();
    values[0] = max;
    long[] expected = new long[bins];
    for (int bin = 0; bin < bins; bin++) {
      long from = DurationDistribution.binStart(bin, bins, max);
      long to = DurationDistribution.binStart(bin + 1, bins, max);
      boolean last = bin == bins - 1;
      expected[bin] =
          Arrays.stream(values).filter(v -> v >= from && (last ? v <= to : v < to)).count();
    }

    assertThat(sketch(1_000, values).histogram(bins, max))
        .as("seed %d", seed)
        .containsExactly(expected);
    assertThat(Arrays.stream(expected).sum()).isEqualTo(500);
  }

  /** A bucket may straddle a bound: then its values may fall on either side, but near it. */
  @Test
  void histogram_inBuckets_losesNoValueAndMovesNoneFar() {
    SplittableRandom random = new SplittableRandom(3);
    long[] values = random.longs(10_000, 0, YEAR).toArray();
    long max = Arrays.stream(values).max().orElseThrow();
    long[] exact = sketch(10_000, values).histogram(40, max);
    long[] counted = sketch(100, values).histogram(40, max);

    assertThat(Arrays.stream(counted).sum()).isEqualTo(10_000);
    long exactBelow = 0;
    long countedBelow = 0;
    for (int bin = 0; bin < 39; bin++) {
      exactBelow += exact[bin];
      countedBelow += counted[bin];
      long bound = DurationDistribution.binStart(bin + 1, 40, max);
      double reach = bound * 1.01 * DurationSketch.RELATIVE_ERROR;
      long near = Arrays.stream(values).filter(v -> Math.abs((double) v - bound) <= reach).count();
      assertThat(Math.abs(exactBelow - countedBelow)).as("bin %d", bin).isLessThanOrEqualTo(near);
    }
  }
}
