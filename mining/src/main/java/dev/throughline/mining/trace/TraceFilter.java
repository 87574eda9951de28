package dev.throughline.mining.trace;

import java.io.Serializable;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which cases a question is about; a case is in or out as a whole.
 *
 * @param from cases whose first event is at or after this; null for no bound
 * @param to cases whose first event is before this; null for no bound
 * @param attributes for each named case attribute the values that are in; the empty value stands
 *     for cases without the attribute. Of a log that does not carry an attribute no case is in
 */
public record TraceFilter(
    @Nullable Instant from, @Nullable Instant to, SortedMap<String, SortedSet<String>> attributes)
    implements Serializable {
  public static final TraceFilter ALL = new TraceFilter(null, null, new TreeMap<>());

  public TraceFilter {
    TreeMap<String, SortedSet<String>> copy = new TreeMap<>();
    attributes.forEach(
        (name, values) -> copy.put(name, Collections.unmodifiableSortedSet(new TreeSet<>(values))));
    attributes = Collections.unmodifiableSortedMap(copy);
  }

  /** The names of the case attributes that a block must carry for this filter. */
  public Set<String> attributeNames() {
    return attributes.keySet();
  }
}
