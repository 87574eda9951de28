package dev.throughline.ingest.correlate;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Which events belong to which cases. An event that is not of the process is in neither map.
 *
 * @param links by event; the links of one event are sorted by case
 * @param orphans by event
 */
public record Correlation(SortedMap<Long, List<CaseLink>> links, SortedMap<Long, Orphan> orphans) {
  public Correlation {
    links = Collections.unmodifiableSortedMap(new TreeMap<>(links));
    orphans = Collections.unmodifiableSortedMap(new TreeMap<>(orphans));
  }

  /** The links of an event; empty for an orphan. */
  public List<CaseLink> linksOf(long event) {
    return links.getOrDefault(event, List.of());
  }

  /** All links, by event and case. */
  public Stream<CaseLink> allLinks() {
    return links.entrySet().stream().map(Map.Entry::getValue).flatMap(List::stream);
  }
}
