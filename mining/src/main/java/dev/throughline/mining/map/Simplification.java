package dev.throughline.mining.map;

import dev.throughline.mining.discovery.DirectlyFollowsGraph;
import dev.throughline.mining.discovery.RecordingSystems;
import dev.throughline.mining.map.MapView.Measure;
import dev.throughline.mining.map.ProcessMap.Coverage;
import dev.throughline.mining.map.ProcessMap.Flow;
import dev.throughline.mining.map.ProcessMap.Kind;
import dev.throughline.mining.map.ProcessMap.Node;
import dev.throughline.mining.map.ProcessMap.Share;
import dev.throughline.model.Activity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Chooses the nodes and flows of one graph that a view shows. */
final class Simplification {
  /*
   * Nodes are numbered by significance: 0 is the start, then the activities by falling count and
   * name, the last is the end. Flows are numbered by falling count, then those from the start, then
   * by the names of their ends, then those to the end. The sorts are stable and the graph's maps
   * are in the order of names.
   *
   * A view's activities are the first k of that order, together with all that lies on the best path
   * from the start to each and from each to the end; the flows on these paths are the backbone. A
   * union over a growing set only grows, so the slider is monotone. A flow is shown if it is in the
   * backbone, or if both ends are shown and it is among the first m of all flows, where m depends on
   * the paths slider alone: monotone in both. Ranking the flows among those of the shown activities
   * would not be.
   *
   * The best path has the least sum of 1 / count: frequent flows, and few of them. (The path whose
   * rarest flow is most frequent takes any detour for one case more.) Where the main flow is so long
   * that it is not readable even alone, the path of fewest flows is taken instead, for all views of
   * the graph.
   */
  private final List<Node> nodes;
  private final List<Flow> flows;
  private final int[] from;
  private final int[] to;
  private FrequentPaths fromStart;
  private FrequentPaths toEnd;

  private record Selection(BitSet nodes, BitSet flows) {
    int elements() {
      return nodes.cardinality() + flows.cardinality();
    }
  }

  Simplification(DirectlyFollowsGraph graph) {
    nodes = nodes(graph);
    flows = flows(graph, nodes);
    Map<Node, Integer> numbers = new HashMap<>();
    for (int node = 0; node < nodes.size(); node++) {
      numbers.put(nodes.get(node), node);
    }
    from = flows.stream().mapToInt(flow -> numbers.getOrDefault(flow.from(), 0)).toArray();
    to = flows.stream().mapToInt(flow -> numbers.getOrDefault(flow.to(), 0)).toArray();
    double[] cost =
        flows.stream().mapToDouble(flow -> 1.0 / (double) Math.max(1, flow.count())).toArray();
    fromStart = fromStart(cost);
    toEnd = toEnd(cost);
    if (select(0, 0).elements() > MapView.READABLE_ELEMENTS) {
      Arrays.fill(cost, 1);
      fromStart = fromStart(cost);
      toEnd = toEnd(cost);
    }
  }

  private FrequentPaths fromStart(double[] cost) {
    return new FrequentPaths(nodes.size(), 0, from, to, cost);
  }

  private FrequentPaths toEnd(double[] cost) {
    return new FrequentPaths(nodes.size(), nodes.size() - 1, to, from, cost);
  }

  ProcessMap map(MapView view, RecordingSystems systems) {
    Selection selection = select(view.activities(), view.paths());
    List<Node> shownNodes = selection.nodes().stream().mapToObj(nodes::get).toList();
    List<Flow> shownFlows = selection.flows().stream().mapToObj(flows::get).toList();
    return new ProcessMap(view, shownNodes, shownFlows, coverage(selection), systems);
  }

  MapView automatic(int limit) {
    MapView best = new MapView(0, 0, Measure.FREQUENCY);
    double bestScore = -1;
    for (int activities = 0; activities <= 100; activities++) {
      int paths = mostPaths(activities, limit);
      if (paths < 0) {
        break;
      }
      Coverage coverage = coverage(select(activities, paths));
      double score = coverage.events().value() + coverage.steps().value();
      if (score >= bestScore) {
        bestScore = score;
        best = new MapView(activities, paths, Measure.FREQUENCY);
      }
    }
    return best;
  }

  /** The highest paths slider within the limit, by bisection; -1 if there is none. */
  private int mostPaths(int activities, int limit) {
    int fits = -1;
    int tooMany = 101;
    while (tooMany - fits > 1) {
      int middle = (fits + tooMany) >>> 1;
      if (select(activities, middle).elements() <= limit) {
        fits = middle;
      } else {
        tooMany = middle;
      }
    }
    return fits;
  }

  private Selection select(int activities, int paths) {
    int known = nodes.size() - 2;
    int chosen = Math.min(known, Math.max(1, share(known, activities)));
    BitSet shownFlows = backbone(chosen, fromStart, from);
    shownFlows.or(backbone(chosen, toEnd, to));
    BitSet shownNodes = ends(shownFlows);
    shownNodes.set(0, chosen + 1);
    shownNodes.set(nodes.size() - 1);
    for (int flow = 0; flow < share(flows.size(), paths); flow++) {
      if (shownNodes.get(from[flow]) && shownNodes.get(to[flow])) {
        shownFlows.set(flow);
      }
    }
    return new Selection(shownNodes, shownFlows);
  }

  /** The flows on the paths between the root and each of the first activities. */
  private static BitSet backbone(int chosen, FrequentPaths paths, int[] towardsRoot) {
    BitSet backbone = new BitSet();
    for (int node = 1; node <= chosen; node++) {
      int arc = paths.lastArc(node);
      while (arc >= 0 && !backbone.get(arc)) {
        backbone.set(arc);
        arc = paths.lastArc(towardsRoot[arc]);
      }
    }
    return backbone;
  }

  private BitSet ends(BitSet shownFlows) {
    BitSet ends = new BitSet();
    shownFlows.stream().forEach(flow -> ends.set(from[flow]));
    shownFlows.stream().forEach(flow -> ends.set(to[flow]));
    return ends;
  }

  /** The percentage of {@code all}, rounded up. */
  private static int share(int all, int percentage) {
    return (int) (((long) all * percentage + 99) / 100);
  }

  private Coverage coverage(Selection selection) {
    return new Coverage(
        share(nodes, selection.nodes(), Simplification::activity),
        share(flows, selection.flows(), flow -> flow.isBoundary() ? 0 : 1),
        share(nodes, selection.nodes(), node -> activity(node) * node.count()),
        share(flows, selection.flows(), flow -> flow.isBoundary() ? 0 : flow.count()));
  }

  private static int activity(Node node) {
    return node.kind() == Kind.ACTIVITY ? 1 : 0;
  }

  private static <T> Share share(List<T> all, BitSet shown, ToLongFunction<T> weight) {
    return new Share(
        shown.stream().mapToObj(all::get).mapToLong(weight).sum(),
        all.stream().mapToLong(weight).sum());
  }

  private static List<Node> nodes(DirectlyFollowsGraph graph) {
    List<Node> activities = new ArrayList<>();
    graph.activities().forEach((activity, count) -> activities.add(node(activity, count)));
    activities.sort(Comparator.comparingLong(Node::count).reversed());
    List<Node> nodes = new ArrayList<>();
    nodes.add(new Node(Kind.START, "Start", sum(graph.starts().values())));
    nodes.addAll(activities);
    nodes.add(new Node(Kind.END, "End", sum(graph.ends().values())));
    return nodes;
  }

  private static Node node(Activity activity, long count) {
    return new Node(Kind.ACTIVITY, activity.value(), count);
  }

  private static long sum(Iterable<Long> counts) {
    long sum = 0;
    for (long count : counts) {
      sum = Math.addExact(sum, count);
    }
    return sum;
  }

  private static List<Flow> flows(DirectlyFollowsGraph graph, List<Node> nodes) {
    Map<String, Node> byName = new HashMap<>();
    nodes.subList(1, nodes.size() - 1).forEach(node -> byName.put(node.name(), node));
    List<Flow> flows = new ArrayList<>();
    Node start = nodes.get(0);
    Node end = nodes.get(nodes.size() - 1);
    graph
        .starts()
        .forEach((to, count) -> flows.add(new Flow(start, find(byName, to), count, null)));
    graph
        .arcs()
        .forEach(
            (arc, times) ->
                flows.add(
                    new Flow(
                        find(byName, arc.from()), find(byName, arc.to()), times.count(), times)));
    graph.ends().forEach((at, count) -> flows.add(new Flow(find(byName, at), end, count, null)));
    flows.sort(Comparator.comparingLong(Flow::count).reversed());
    return flows;
  }

  private static Node find(Map<String, Node> byName, Activity activity) {
    Node node = byName.get(activity.value());
    if (node == null) {
      throw new IllegalArgumentException("a flow names an activity without events: " + activity);
    }
    return node;
  }
}
