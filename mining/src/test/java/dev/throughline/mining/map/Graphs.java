package dev.throughline.mining.map;

import dev.throughline.mining.discovery.Arc;
import dev.throughline.mining.discovery.DirectlyFollowsGraph;
import dev.throughline.mining.discovery.RecordingSystems;
import dev.throughline.mining.performance.TimeStatistics;
import dev.throughline.model.Activity;
import dev.throughline.model.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Graphs to draw: counted from traces, so that each activity is on a path from start to end. */
public final class Graphs {
  private final TreeMap<Activity, Long> activities = new TreeMap<>();
  private final TreeMap<Activity, Long> starts = new TreeMap<>();
  private final TreeMap<Activity, Long> ends = new TreeMap<>();
  private final TreeMap<Arc, List<Long>> seconds = new TreeMap<>();

  /** The step from the i-th event of a trace takes 1,000 · (i + 1) seconds. */
  public Graphs add(int cases, String... trace) {
    for (int repeat = 0; repeat < cases; repeat++) {
      add(trace);
    }
    return this;
  }

  private void add(String... trace) {
    starts.merge(new Activity(trace[0]), 1L, Long::sum);
    ends.merge(new Activity(trace[trace.length - 1]), 1L, Long::sum);
    for (int index = 0; index < trace.length; index++) {
      activities.merge(new Activity(trace[index]), 1L, Long::sum);
      if (index > 0) {
        Arc arc = new Arc(new Activity(trace[index - 1]), new Activity(trace[index]));
        seconds.computeIfAbsent(arc, key -> new ArrayList<>()).add(1_000L * index);
      }
    }
  }

  public DirectlyFollowsGraph graph() {
    TreeMap<Arc, TimeStatistics> arcs = new TreeMap<>();
    seconds.forEach((arc, values) -> arcs.put(arc, statistics(values)));
    return new DirectlyFollowsGraph(activities, starts, ends, arcs);
  }

  private static TimeStatistics statistics(List<Long> values) {
    List<Long> sorted = values.stream().sorted().toList();
    long sum = sorted.stream().mapToLong(value -> value).sum();
    int size = sorted.size();
    return new TimeStatistics(
        size,
        Duration.ofSeconds(sorted.get(0)),
        Duration.ofSeconds(sum).dividedBy(size),
        Duration.ofSeconds(sorted.get((size - 1) / 2))
            .plusSeconds(sorted.get(size / 2))
            .dividedBy(2),
        Duration.ofSeconds(sorted.get(size - 1)),
        Duration.ofSeconds(sum));
  }

  /** Some 1..30 traces over 1..25 activities. */
  public static DirectlyFollowsGraph random(SplittableRandom random) {
    return random(random, 1 + random.nextInt(25), 1 + random.nextInt(30));
  }

  public static DirectlyFollowsGraph random(SplittableRandom random, int activities, int traces) {
    Graphs graphs = new Graphs();
    for (int trace = 0; trace < traces; trace++) {
      String[] names = new String[1 + random.nextInt(12)];
      int at = random.nextInt(activities);
      for (int index = 0; index < names.length; index++) {
        names[index] = "Activity " + (char) ('A' + at % 26) + at;
        at = Math.floorMod(at + random.nextInt(6) - 2, activities);
      }
      graphs.add(1 + random.nextInt(9), names);
    }
    return graphs.graph();
  }

  /** Where {@link #purchase} is recorded: two warehouses, whose receipts are all but 5 of one. */
  public static RecordingSystems purchaseSystems() {
    TreeMap<Activity, SortedMap<Source, Long>> recorded = new TreeMap<>();
    DirectlyFollowsGraph graph = purchase();
    graph
        .activities()
        .forEach(
            (activity, count) -> recorded.put(activity, only(system(activity.value()), count)));
    recorded.put(new Activity("Goods received"), only("wms.north", 150));
    recorded.get(new Activity("Goods received")).put(new Source("wms.south"), 41L);
    TreeMap<Arc, Long> passed = new TreeMap<>();
    graph
        .arcs()
        .forEach(
            (arc, times) -> {
              if (!system(arc.from().value()).equals(system(arc.to().value()))) {
                passed.put(arc, times.count());
              }
            });
    passed.put(new Arc(new Activity("Goods received"), new Activity("Goods received")), 5L);
    return new RecordingSystems(recorded, passed);
  }

  private static TreeMap<Source, Long> only(String system, long count) {
    TreeMap<Source, Long> systems = new TreeMap<>();
    systems.put(new Source(system), count);
    return systems;
  }

  private static String system(String activity) {
    return switch (activity) {
      case "Goods received" -> "wms";
      case "Invoice received" -> "supplier.invoices";
      default -> "erp.main";
    };
  }

  /** A small purchase-to-pay process with a loop, a repetition and two ends. */
  public static DirectlyFollowsGraph purchase() {
    return new Graphs()
        .add(
            120,
            "PO released",
            "Goods received",
            "Invoice received",
            "Three-way match",
            "Payment approved",
            "Paid")
        .add(
            31,
            "PO released",
            "Goods received",
            "Goods received",
            "Invoice received",
            "Three-way match",
            "Discrepancy resolved with the supplier and the warehouse",
            "Three-way match",
            "Paid")
        .add(
            9,
            "PO released",
            "Invoice received",
            "Goods received",
            "Three-way match",
            "Payment approved",
            "Paid")
        .add(4, "PO released", "PO cancelled")
        .graph();
  }
}
