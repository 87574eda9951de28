package dev.throughline.ingest.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class XesTraceNamesTest {

  @Test
  void meet_manyNames_countsEachAsAMapDoes() {
    for (long seed = 0; seed < 5; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      XesTraceNames names = new XesTraceNames();
      Map<String, Long> expected = new HashMap<>();
      for (int i = 0; i < 50_000; i++) {
        String name = "PO-" + random.nextInt(40_000);
        long before = expected.merge(name, 1L, Math::addExact) - 1;
        assertThat(names.meet(name)).as("seed %d, %s", seed, name).isEqualTo(before);
      }
    }
  }
}
