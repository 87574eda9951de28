package dev.throughline.mining.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FrequentPathsTest {
  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  /** The oracle is Floyd and Warshall's algorithm over all pairs. */
  @ParameterizedTest
  @MethodSource("seeds")
  void lastArc_randomGraph_leadsAlongACheapestPath(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int nodes = 1 + random.nextInt(12);
    int arcs = random.nextInt(40);
    int[] source = random.ints(arcs, 0, nodes).toArray();
    int[] target = random.ints(arcs, 0, nodes).toArray();
    double[] cost = random.ints(arcs, 1, 10).mapToDouble(weight -> weight).toArray();
    double[][] cheapest = cheapest(nodes, source, target, cost);
    FrequentPaths paths = new FrequentPaths(nodes, 0, source, target, cost);
    for (int node = 1; node < nodes; node++) {
      double sum = paths.lastArc(node) < 0 ? Double.POSITIVE_INFINITY : 0;
      for (int at = node; paths.lastArc(at) >= 0; at = source[paths.lastArc(at)]) {
        assertThat(target[paths.lastArc(at)]).as("seed %d", seed).isEqualTo(at);
        sum += cost[paths.lastArc(at)];
      }
      assertThat(sum).as("seed %d, node %d", seed, node).isEqualTo(cheapest[0][node]);
    }
  }

  private static double[][] cheapest(int nodes, int[] source, int[] target, double[] cost) {
    double[][] cheapest = new double[nodes][nodes];
    for (double[] row : cheapest) {
      Arrays.fill(row, Double.POSITIVE_INFINITY);
    }
    for (int arc = 0; arc < source.length; arc++) {
      double known = cheapest[source[arc]][target[arc]];
      cheapest[source[arc]][target[arc]] = Math.min(known, cost[arc]);
    }
    for (int via = 0; via < nodes; via++) {
      for (int from = 0; from < nodes; from++) {
        for (int to = 0; to < nodes; to++) {
          double detour = cheapest[from][via] + cheapest[via][to];
          cheapest[from][to] = Math.min(cheapest[from][to], detour);
        }
      }
    }
    return cheapest;
  }
}
