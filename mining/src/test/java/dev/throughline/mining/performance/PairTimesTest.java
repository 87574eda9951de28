package dev.throughline.mining.performance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.mining.trace.RandomFold;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairTimesTest {

  /** Sums by 'from to'; fails when a pair is handed out twice. */
  private static TreeMap<String, Long> sums(PairTimes pairs) {
    TreeMap<String, Long> sums = new TreeMap<>();
    pairs.forEach(
        (from, to, times) ->
            assertThat(sums.put(from + " " + to, times.result().sum().toNanos() / 1000)).isNull());
    return sums;
  }

  @Test
  void forEach_nothingAdded_handsOutNothing() {
    assertThat(sums(new PairTimes())).isEmpty();
  }

  @Test
  void at_samePair_isTheSameAccumulator() {
    PairTimes pairs = new PairTimes();

    assertThat(pairs.at(0, 0)).isSameAs(pairs.at(0, 0)).isNotSameAs(pairs.at(0, 1));
    assertThat(pairs.at(300, 2)).isSameAs(pairs.at(300, 2)).isNotSameAs(pairs.at(2, 300));
  }

  @Test
  void at_numbersAroundTheEndOfTheMatrix_areKeptApart() {
    PairTimes pairs = new PairTimes();
    int[] numbers = {0, 1, 15, 16, 254, 255, 256, 257, 511, 512, Integer.MAX_VALUE};
    TreeMap<String, Long> expected = new TreeMap<>();
    long micros = 1;
    for (int from : numbers) {
      for (int to : numbers) {
        pairs.at(from, to).add(micros);
        expected.put(from + " " + to, micros++);
      }
    }

    assertThat(sums(pairs)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void at_randomPairs_agreesWithMap(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    PairTimes pairs = new PairTimes();
    TreeMap<String, Long> expected = new TreeMap<>();
    int numbers = 1 << (2 * seed + 2);
    for (int i = 0; i < 20_000; i++) {
      int from = random.nextInt(numbers);
      int to = random.nextInt(numbers);
      pairs.at(from, to).add(i);
      expected.merge(from + " " + to, (long) i, Long::sum);
    }

    assertThat(sums(RandomFold.copy(pairs))).as("seed %d", seed).isEqualTo(expected);
  }
}
