package dev.throughline.mining.discovery;

import dev.throughline.model.Activity;
import dev.throughline.model.Source;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * In which systems a process is recorded, and where it passes from one to another. All maps are
 * sorted by name, so equal logs print equally. Counts are exact.
 *
 * @param activities events per activity and the system that recorded them
 * @param handoffs directly-follows steps whose two events were recorded in different systems, per
 *     arc; arcs without any are left out
 */
public record RecordingSystems(
    SortedMap<Activity, SortedMap<Source, Long>> activities, SortedMap<Arc, Long> handoffs) {
  /** Of a process whose events do not say where they were recorded. */
  public static final RecordingSystems UNKNOWN =
      new RecordingSystems(new TreeMap<>(), new TreeMap<>());

  public RecordingSystems {
    TreeMap<Activity, SortedMap<Source, Long>> copy = new TreeMap<>();
    activities.forEach(
        (activity, systems) ->
            copy.put(activity, Collections.unmodifiableSortedMap(new TreeMap<>(systems))));
    activities = Collections.unmodifiableSortedMap(copy);
    handoffs = Collections.unmodifiableSortedMap(new TreeMap<>(handoffs));
  }

  /** Events of one activity per system, by the systems' names; empty when not known. */
  public SortedMap<Source, Long> of(Activity activity) {
    SortedMap<Source, Long> systems = activities.get(activity);
    return systems == null ? Collections.emptySortedMap() : systems;
  }

  /** All systems, by name. O(activities · systems). */
  public SortedSet<Source> systems() {
    TreeSet<Source> systems = new TreeSet<>();
    activities.values().forEach(counts -> systems.addAll(counts.keySet()));
    return systems;
  }
}
