package dev.throughline.mining.map;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * From one root to every node the path of least cost; the rarer an arc, the more it costs.
 *
 * <p>Dijkstra's algorithm, O(arcs log arcs). Of equally cheap paths one with fewer arcs is
 * preferred, then arcs that come first, so the tree is the same for equal input.
 */
final class FrequentPaths {
  /** For a node the last arc of its path from the root; -1 for the root and for unreached nodes. */
  private final int[] lastArc;

  private final int[][] leaving;
  private final int[] target;
  private final double[] cost;
  private final double[] distance;
  private final int[] hops;
  private final boolean[] settled;

  private record Candidate(int node, double distance, int hops) {
    static final Comparator<Candidate> BEST_FIRST =
        Comparator.comparingDouble(Candidate::distance)
            .thenComparingInt(Candidate::hops)
            .thenComparingInt(Candidate::node);
  }

  /**
   * @param nodes how many there are
   * @param source of each arc
   * @param target of each arc
   * @param cost of each arc, above 0
   */
  FrequentPaths(int nodes, int root, int[] source, int[] target, double[] cost) {
    this.leaving = leaving(nodes, source);
    this.target = target;
    this.cost = cost;
    this.lastArc = new int[nodes];
    this.distance = new double[nodes];
    this.hops = new int[nodes];
    this.settled = new boolean[nodes];
    Arrays.fill(lastArc, -1);
    Arrays.fill(distance, Double.POSITIVE_INFINITY);
    search(root);
  }

  int lastArc(int node) {
    return lastArc[node];
  }

  private void search(int root) {
    PriorityQueue<Candidate> open = new PriorityQueue<>(Candidate.BEST_FIRST);
    open.add(new Candidate(root, 0, 0));
    for (Candidate best = open.poll(); best != null; best = open.poll()) {
      if (settled[best.node()]) {
        continue;
      }
      settled[best.node()] = true;
      for (int arc : leaving[best.node()]) {
        improve(best, arc, open);
      }
    }
  }

  private void improve(Candidate from, int arc, PriorityQueue<Candidate> open) {
    int node = target[arc];
    double newDistance = from.distance() + cost[arc];
    int newHops = from.hops() + 1;
    boolean better =
        newDistance < distance[node]
            || (newDistance == distance[node]
                && (newHops < hops[node] || (newHops == hops[node] && arc < lastArc[node])));
    if (!settled[node] && better) {
      distance[node] = newDistance;
      hops[node] = newHops;
      lastArc[node] = arc;
      open.add(new Candidate(node, newDistance, newHops));
    }
  }

  private static int[][] leaving(int nodes, int[] source) {
    int[] degree = new int[nodes];
    for (int from : source) {
      degree[from]++;
    }
    int[][] leaving = new int[nodes][];
    for (int node = 0; node < nodes; node++) {
      leaving[node] = new int[degree[node]];
    }
    int[] next = new int[nodes];
    for (int arc = 0; arc < source.length; arc++) {
      leaving[source[arc]][next[source[arc]]++] = arc;
    }
    return leaving;
  }
}
