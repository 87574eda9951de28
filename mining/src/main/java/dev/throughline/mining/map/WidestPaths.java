package dev.throughline.mining.map;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * From one root to every node the path whose rarest arc is as frequent as possible.
 *
 * <p>Dijkstra's algorithm with the minimum along a path in place of its sum (Pollack, The Maximum
 * Capacity Through a Network, Operations Research 8(5), 1960), O(arcs log arcs). Of equally wide
 * paths one with fewer arcs is preferred, then arcs that come first, so the tree is the same for
 * equal input.
 */
final class WidestPaths {
  /** For a node the last arc of its path from the root; -1 for the root and for unreached nodes. */
  private final int[] lastArc;

  private final int[][] leaving;
  private final int[] target;
  private final long[] capacity;
  private final long[] width;
  private final int[] hops;
  private final boolean[] settled;

  private record Candidate(int node, long width, int hops) {
    static final Comparator<Candidate> BEST_FIRST =
        Comparator.comparingLong(Candidate::width)
            .reversed()
            .thenComparingInt(Candidate::hops)
            .thenComparingInt(Candidate::node);
  }

  /**
   * @param nodes how many there are
   * @param source of each arc
   * @param target of each arc
   * @param capacity of each arc, above 0
   */
  WidestPaths(int nodes, int root, int[] source, int[] target, long[] capacity) {
    this.leaving = leaving(nodes, source);
    this.target = target;
    this.capacity = capacity;
    this.lastArc = new int[nodes];
    this.width = new long[nodes];
    this.hops = new int[nodes];
    this.settled = new boolean[nodes];
    Arrays.fill(lastArc, -1);
    Arrays.fill(hops, Integer.MAX_VALUE);
    search(root);
  }

  int lastArc(int node) {
    return lastArc[node];
  }

  private void search(int root) {
    PriorityQueue<Candidate> open = new PriorityQueue<>(Candidate.BEST_FIRST);
    open.add(new Candidate(root, Long.MAX_VALUE, 0));
    for (Candidate best = open.poll(); best != null; best = open.poll()) {
      if (settled[best.node()]) {
        continue;
      }
      settled[best.node()] = true;
      for (int arc : leaving[best.node()]) {
        widen(best, arc, open);
      }
    }
  }

  private void widen(Candidate from, int arc, PriorityQueue<Candidate> open) {
    int node = target[arc];
    long newWidth = Math.min(from.width(), capacity[arc]);
    int newHops = from.hops() + 1;
    boolean better =
        newWidth > width[node]
            || (newWidth == width[node]
                && (newHops < hops[node] || (newHops == hops[node] && arc < lastArc[node])));
    if (!settled[node] && better) {
      width[node] = newWidth;
      hops[node] = newHops;
      lastArc[node] = arc;
      open.add(new Candidate(node, newWidth, newHops));
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
