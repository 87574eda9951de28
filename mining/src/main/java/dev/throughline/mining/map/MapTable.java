package dev.throughline.mining.map;

import dev.throughline.mining.map.ProcessMap.Coverage;
import dev.throughline.mining.map.ProcessMap.Kind;
import dev.throughline.mining.performance.TimeStatistics;
import dev.throughline.model.Source;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a map shows, as rows: for those who cannot see the picture or want the numbers.
 *
 * @param nodes in the map's order: start, activities by falling count, end
 * @param arcs in the map's order: by falling count
 */
public record MapTable(List<NodeRow> nodes, List<ArcRow> arcs, Coverage coverage) {
  public MapTable {
    nodes = List.copyOf(nodes);
    arcs = List.copyOf(arcs);
  }

  /** The same elements and numbers as the picture of this map. */
  public static MapTable of(ProcessMap map) {
    return new MapTable(
        map.nodes().stream()
            .map(node -> new NodeRow(node.kind(), node.name(), node.count(), map.systemsOf(node)))
            .toList(),
        map.flows().stream()
            .map(
                flow ->
                    new ArcRow(
                        flow.from().name(),
                        flow.to().name(),
                        flow.isBoundary(),
                        flow.count(),
                        map.handoffs(flow),
                        flow.times(),
                        flow.label(map.view().measure())))
            .toList(),
        map.coverage());
  }

  /**
   * One node.
   *
   * @param count events of an activity; cases of start and end
   * @param systems that recorded the events, with how many; empty for start and end
   */
  public record NodeRow(Kind kind, String name, long count, SortedMap<Source, Long> systems) {}

  /**
   * One arrow.
   *
   * @param boundary whether it leads from the start or to the end
   * @param handoffs how many of the steps pass from one system to another
   * @param times null at the boundary
   * @param label what the picture writes on the arrow
   */
  public record ArcRow(
      String from,
      String to,
      boolean boundary,
      long count,
      long handoffs,
      @Nullable TimeStatistics times,
      String label) {}
}
