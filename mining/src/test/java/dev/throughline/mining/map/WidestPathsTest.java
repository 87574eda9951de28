package dev.throughline.mining.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WidestPathsTest {
  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  /** The oracle widens all pairs, as Floyd and Warshall shorten them. */
  @ParameterizedTest
  @MethodSource("seeds")
  void lastArc_randomGraph_leadsAlongAWidestPath(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int nodes = 1 + random.nextInt(12);
    int arcs = random.nextInt(40);
    int[] source = random.ints(arcs, 0, nodes).toArray();
    int[] target = random.ints(arcs, 0, nodes).toArray();
    long[] capacity = random.longs(arcs, 1, 10).toArray();
    long[][] widest = widest(nodes, source, target, capacity);
    WidestPaths paths = new WidestPaths(nodes, 0, source, target, capacity);
    for (int node = 1; node < nodes; node++) {
      long width = paths.lastArc(node) < 0 ? 0 : Long.MAX_VALUE;
      for (int at = node; paths.lastArc(at) >= 0; at = source[paths.lastArc(at)]) {
        assertThat(target[paths.lastArc(at)]).as("seed %d", seed).isEqualTo(at);
        width = Math.min(width, capacity[paths.lastArc(at)]);
      }
      assertThat(width).as("seed %d, node %d", seed, node).isEqualTo(widest[0][node]);
    }
  }

  private static long[][] widest(int nodes, int[] source, int[] target, long[] capacity) {
    long[][] widest = new long[nodes][nodes];
    for (int arc = 0; arc < source.length; arc++) {
      long known = widest[source[arc]][target[arc]];
      widest[source[arc]][target[arc]] = Math.max(known, capacity[arc]);
    }
    for (int via = 0; via < nodes; via++) {
      for (int from = 0; from < nodes; from++) {
        for (int to = 0; to < nodes; to++) {
          long detour = Math.min(widest[from][via], widest[via][to]);
          widest[from][to] = Math.max(widest[from][to], detour);
        }
      }
    }
    return widest;
  }
}
