package dev.throughline.mining.map;

import dev.throughline.mining.discovery.Arc;
import dev.throughline.mining.discovery.DirectlyFollowsGraph;
import dev.throughline.mining.discovery.RecordingSystems;
import dev.throughline.mining.discovery.Variant;
import dev.throughline.mining.map.MapView.Measure;
import dev.throughline.mining.performance.TimeStatistics;
import dev.throughline.model.Activity;
import dev.throughline.model.Source;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The part of a directly-follows graph that a view shows, with an artificial start and end.
 *
 * <p>Every number is that of the whole graph. Every activity lies on a path from start to end over
 * the shown flows. Raising either slider never removes an element, and at 100/100 all are there.
 *
 * @param nodes the start, the activities by falling count and then name, the end
 * @param flows by falling count; of equal ones first those from the start, then by the names of
 *     their ends, then those to the end
 * @param systems of the whole graph
 */
public record ProcessMap(
    MapView view, List<Node> nodes, List<Flow> flows, Coverage coverage, RecordingSystems systems) {
  public ProcessMap {
    nodes = List.copyOf(nodes);
    flows = List.copyOf(flows);
  }

  /**
   * Selects what the view shows; O((activities + arcs) log arcs).
   *
   * @param graph mined from cases, so that each activity is on a path from a start to an end; an
   *     activity that is not is shown without one
   */
  public static ProcessMap of(DirectlyFollowsGraph graph, MapView view) {
    return of(graph, RecordingSystems.UNKNOWN, view);
  }

  /** As {@link #of(DirectlyFollowsGraph, MapView)}, with the systems that recorded the graph. */
  public static ProcessMap of(DirectlyFollowsGraph graph, RecordingSystems systems, MapView view) {
    return new Simplification(graph).map(view, systems);
  }

  /** Whether it says which system records what: there is more than one. */
  public boolean isAcrossSystems() {
    return systems.systems().size() > 1;
  }

  /** The node's events per system, by name; empty for start and end. */
  public SortedMap<Source, Long> systemsOf(Node node) {
    return node.kind() == Kind.ACTIVITY
        ? systems.of(new Activity(node.name()))
        : Collections.emptySortedMap();
  }

  /** How many of a flow's steps pass from one system to another. */
  public long handoffs(Flow flow) {
    return flow.isBoundary()
        ? 0
        : systems
            .handoffs()
            .getOrDefault(
                new Arc(new Activity(flow.from().name()), new Activity(flow.to().name())), 0L);
  }

  /** Drawn elements: nodes and flows, with start, end and their flows. */
  public int elements() {
    return nodes.size() + flows.size();
  }

  /** How many cases run over shown elements only, from the start to the end. */
  public long completeCases(List<Variant> variants) {
    Set<List<Node.Key>> shown = new HashSet<>();
    flows.forEach(flow -> shown.add(List.of(flow.from().key(), flow.to().key())));
    return variants.stream()
        .filter(variant -> isShown(variant.activities(), shown))
        .mapToLong(Variant::cases)
        .sum();
  }

  private static boolean isShown(List<Activity> trace, Set<List<Node.Key>> shown) {
    Node.Key last = Node.Key.START;
    for (Activity activity : trace) {
      Node.Key next = new Node.Key(Kind.ACTIVITY, activity.value());
      if (!shown.contains(List.of(last, next))) {
        return false;
      }
      last = next;
    }
    return shown.contains(List.of(last, Node.Key.END));
  }

  /** What a node stands for. */
  public enum Kind {
    START,
    ACTIVITY,
    END
  }

  /**
   * A start, an activity or an end.
   *
   * @param name of the activity; 'Start' or 'End' for the artificial ones
   * @param count events of the activity; cases for start and end
   */
  public record Node(Kind kind, String name, long count) {
    /** What is written under the name: {@code 1,234}, with 'cases' for start and end. */
    public String label() {
      String number = ShownNumbers.count(count);
      return kind == Kind.ACTIVITY ? number : number + (count == 1 ? " case" : " cases");
    }

    Key key() {
      return new Key(kind, name);
    }

    record Key(Kind kind, String name) {
      static final Key START = new Key(Kind.START, "Start");
      static final Key END = new Key(Kind.END, "End");
    }
  }

  /**
   * One node directly followed by another.
   *
   * @param count how often; cases for a flow from the start or to the end
   * @param times between the two events; null for a flow from the start or to the end, which takes
   *     none
   */
  public record Flow(Node from, Node to, long count, @Nullable TimeStatistics times) {
    /** Whether it leads from the start or to the end. */
    public boolean isBoundary() {
      return from.kind() == Kind.START || to.kind() == Kind.END;
    }

    /** What is written on the arrow: the time of a time measure if there is one, or the count. */
    public String label(Measure measure) {
      return measure.isTime() && times != null
          ? ShownNumbers.duration(measure.timeOf(times))
          : ShownNumbers.count(count);
    }
  }

  /** A part of a whole. */
  public record Share(long shown, long all) {
    public Share {
      if (shown < 0 || shown > all) {
        throw new IllegalArgumentException(
            "shown must be in 0..all, was %d of %d".formatted(shown, all));
      }
    }

    /** 0..1; 1 of nothing. */
    public double value() {
      return all == 0 ? 1 : (double) shown / all;
    }
  }

  /**
   * How much of the log the map shows.
   *
   * @param activities distinct ones
   * @param arcs distinct ones between activities
   * @param events of the shown activities
   * @param steps from one event to the next, over the shown arcs
   */
  public record Coverage(Share activities, Share arcs, Share events, Share steps) {}
}
