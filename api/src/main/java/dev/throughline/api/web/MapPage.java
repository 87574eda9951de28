package dev.throughline.api.web;

import dev.throughline.api.insights.DrawnMap;
import dev.throughline.api.insights.MapQuestion;
import dev.throughline.mining.map.MapTable;
import dev.throughline.mining.map.MapTable.ArcRow;
import dev.throughline.mining.map.MapTable.NodeRow;
import dev.throughline.mining.map.MapView.Measure;
import dev.throughline.mining.map.ProcessMap.Coverage;
import dev.throughline.mining.map.ProcessMap.Kind;
import dev.throughline.mining.map.ProcessMap.Share;
import dev.throughline.mining.performance.TimeStatistics;
import dev.throughline.model.Source;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * The map tab.
 *
 * @param automatic whether the page chose the sliders itself
 * @param acrossSystems whether more than one system is recorded, so that the rows say which
 * @param coverage one sentence: how much of the log the picture shows
 */
record MapPage(
    int activities,
    int paths,
    boolean automatic,
    boolean acrossSystems,
    boolean performance,
    String time,
    List<String> times,
    String coverage,
    String svg,
    String svgPath,
    String automaticPath,
    String everythingPath,
    List<ActivityRow> nodes,
    List<PathRow> arcs) {

  /** An activity, its events and where they are recorded. */
  record ActivityRow(String name, String count, String unit, String systems) {}

  /** A path and its numbers; times are '–' where there are none. */
  record PathRow(
      String from,
      String to,
      String count,
      String handoffs,
      String mean,
      String median,
      String min,
      String max) {
    static PathRow of(ArcRow arc) {
      TimeStatistics times = arc.times();
      String count = Shown.count(arc.count());
      String handoffs = arc.handoffs() == 0 ? "–" : Shown.count(arc.handoffs());
      return times == null
          ? new PathRow(arc.from(), arc.to(), count, handoffs, "–", "–", "–", "–")
          : new PathRow(
              arc.from(),
              arc.to(),
              count,
              handoffs,
              Shown.duration(times.mean()),
              Shown.duration(times.median()),
              Shown.duration(times.min()),
              Shown.duration(times.max()));
    }
  }

  static MapPage of(DrawnMap drawn, MapQuestion question, PageAddress page) {
    MapTable table = MapTable.of(drawn.map());
    Measure measure = drawn.map().view().measure();
    PageAddress free =
        new PageAddress(page.log(), page.tab(), Links.all(Links.NO_PARAMETERS, page.parameters()));
    free.parameters().remove(MapQuestion.ACTIVITIES);
    free.parameters().remove(MapQuestion.PATHS);
    PageAddress full =
        new PageAddress(page.log(), page.tab(), Links.all(Links.NO_PARAMETERS, free.parameters()));
    full.parameters().set(MapQuestion.ACTIVITIES, "100");
    full.parameters().set(MapQuestion.PATHS, "100");
    return new MapPage(
        drawn.map().view().activities(),
        drawn.map().view().paths(),
        question.activities() == null,
        drawn.map().isAcrossSystems(),
        measure.isTime(),
        (measure.isTime() ? measure : Measure.MEDIAN).name().toLowerCase(Locale.ROOT),
        List.of("median", "mean", "max", "sum"),
        coverage(drawn),
        drawn.svg(),
        Links.api(page.log(), "map.svg", page.parameters()),
        free.path(),
        full.path(),
        table.nodes().stream().map(MapPage::row).toList(),
        table.arcs().stream().map(PathRow::of).toList());
  }

  private static ActivityRow row(NodeRow node) {
    String unit = node.kind() == Kind.ACTIVITY ? "events" : "cases";
    return new ActivityRow(node.name(), Shown.count(node.count()), unit, systems(node.systems()));
  }

  private static String systems(SortedMap<Source, Long> systems) {
    return switch (systems.size()) {
      case 0 -> "–";
      case 1 -> systems.firstKey().name();
      default ->
          systems.entrySet().stream()
              .map(system -> system.getKey().name() + " (" + Shown.count(system.getValue()) + ")")
              .collect(Collectors.joining(", "));
    };
  }

  private static String coverage(DrawnMap drawn) {
    Coverage coverage = drawn.map().coverage();
    long cases = drawn.mined().result().cases();
    return "Shows %s of %s activities and %s of %s paths: %s of events, %s of steps; %s of cases run only over what is shown."
        .formatted(
            Shown.count(coverage.activities().shown()),
            Shown.count(coverage.activities().all()),
            Shown.count(coverage.arcs().shown()),
            Shown.count(coverage.arcs().all()),
            share(coverage.events()),
            share(coverage.steps()),
            Shown.share(drawn.completeCases(), cases));
  }

  private static String share(Share share) {
    return Shown.share(share.shown(), share.all());
  }
}
