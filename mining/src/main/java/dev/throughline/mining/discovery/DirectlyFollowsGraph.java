package dev.throughline.mining.discovery;

import dev.throughline.mining.performance.TimeStatistics;
import dev.throughline.model.Activity;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Activities and how often and how fast one is directly followed by another (van der Aalst, Process
 * Mining, 2016, 2.2). All maps are sorted by name, so equal logs print equally.
 *
 * @param activities events per activity
 * @param starts cases that start with the activity
 * @param ends cases that end with the activity
 * @param arcs times between the two events of each step; {@code count} is the arc's frequency
 */
public record DirectlyFollowsGraph(
    SortedMap<Activity, Long> activities,
    SortedMap<Activity, Long> starts,
    SortedMap<Activity, Long> ends,
    SortedMap<Arc, TimeStatistics> arcs) {
  public DirectlyFollowsGraph {
    activities = Collections.unmodifiableSortedMap(new TreeMap<>(activities));
    starts = Collections.unmodifiableSortedMap(new TreeMap<>(starts));
    ends = Collections.unmodifiableSortedMap(new TreeMap<>(ends));
    arcs = Collections.unmodifiableSortedMap(new TreeMap<>(arcs));
  }
}
