package dev.throughline.mining.map.svg;

import dev.throughline.mining.map.MapView.Measure;
import dev.throughline.mining.map.ProcessMap;
import dev.throughline.mining.map.ProcessMap.Coverage;
import dev.throughline.mining.map.ProcessMap.Flow;
import dev.throughline.mining.map.ProcessMap.Kind;
import dev.throughline.mining.map.ProcessMap.Node;
import dev.throughline.mining.map.ShownNumbers;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/** The scales of a map, and the strip above it that explains them. */
final class Legend {
  private static final double WIDTH = 640;
  private static final double HEIGHT = 104;
  private static final double LEFT = 16;
  private static final double COLOURS_LEFT = 330;
  private static final double BAR = 200;
  private static final int STEPS = 40;
  private static final double SMALL = 11;

  private final ProcessMap map;
  private final Measure measure;
  private final SystemMarks marks;
  private final long leastFlow;
  private final long mostFlow;
  private final long mostNode;
  private final Duration longest;

  Legend(ProcessMap map) {
    this.map = map;
    this.measure = map.view().measure();
    this.marks = new SystemMarks(map);
    this.leastFlow = map.flows().stream().mapToLong(Flow::count).min().orElse(0);
    this.mostFlow = map.flows().stream().mapToLong(Flow::count).max().orElse(0);
    this.mostNode =
        map.nodes().stream()
            .filter(node -> node.kind() == Kind.ACTIVITY)
            .mapToLong(Node::count)
            .max()
            .orElse(0);
    this.longest =
        map.flows().stream()
            .map(Flow::times)
            .filter(Objects::nonNull)
            .map(measure::timeOf)
            .max(Duration::compareTo)
            .orElse(Duration.ZERO);
  }

  double width() {
    return WIDTH;
  }

  double height() {
    return HEIGHT + (marks.areShown() ? SystemMarks.LEGEND_LINE : 0);
  }

  /** 0..1, the square root of the share of the most frequent flow. */
  double flowPosition(Flow flow) {
    return position((double) flow.count(), (double) mostFlow);
  }

  double nodePosition(Node node) {
    return position((double) node.count(), (double) mostNode);
  }

  double timePosition(Duration time) {
    return position(seconds(time), seconds(longest));
  }

  private static double position(double value, double most) {
    return most <= 0 ? 0 : Math.sqrt(Math.max(0, value) / most);
  }

  private static double seconds(Duration duration) {
    return duration.getSeconds() + duration.getNano() / 1e9;
  }

  String title() {
    return measure.isTime() ? "Process map: performance" : "Process map: frequency";
  }

  String description() {
    return "What follows what, and "
        + measure.phrase()
        + (measure.isTime() ? " between the two events" : "")
        + ". "
        + selection()
        + "; "
        + share()
        + "."
        + marks.description();
  }

  private String selection() {
    Coverage coverage = map.coverage();
    return "Shows %s of %s activities and %s of %s arcs"
        .formatted(
            ShownNumbers.count(coverage.activities().shown()),
            ShownNumbers.count(coverage.activities().all()),
            ShownNumbers.count(coverage.arcs().shown()),
            ShownNumbers.count(coverage.arcs().all()));
  }

  private String share() {
    return "%s of the events, %s of the steps between them"
        .formatted(
            ShownNumbers.share(map.coverage().events()),
            ShownNumbers.share(map.coverage().steps()));
  }

  void draw(SvgWriter svg, double pictureWidth) {
    svg.open("g", "aria-hidden", "true", "font-size", SMALL, "fill", Colours.QUIET_INK);
    text(svg, heading(), LEFT, 22, 14, "start");
    text(svg, selection() + ": " + share() + ".", LEFT, 40, SMALL, "start");
    drawWidths(svg);
    drawColours(svg);
    marks.drawLegend(svg, LEFT, HEIGHT);
    svg.empty(
        "path",
        "d",
        "M0 " + SvgWriter.number(height() - 4) + "H" + SvgWriter.number(pictureWidth),
        "stroke",
        "#d5dce3");
    svg.close();
  }

  private String heading() {
    return measure.isTime()
        ? "Performance: " + measure.phrase() + " from one event to the next"
        : "Frequency: how often one activity directly follows another";
  }

  private void drawWidths(SvgWriter svg) {
    text(svg, "Arrow width: how often", LEFT, 62, SMALL, "start");
    double x = LEFT;
    for (long count : new TreeSet<>(List.of(leastFlow, (leastFlow + mostFlow) / 2, mostFlow))) {
      svg.empty(
          "path",
          "d",
          "M" + SvgWriter.number(x) + " 76h30",
          "stroke",
          Colours.LINE,
          "stroke-width",
          MapSvg.strokeWidth(position((double) count, (double) mostFlow)));
      text(svg, ShownNumbers.count(count), x + 36, 80, SMALL, "start");
      x += 100;
    }
  }

  private void drawColours(SvgWriter svg) {
    Colours scale = measure.isTime() ? Colours.TIME : Colours.FREQUENCY;
    String caption =
        measure.isTime() ? "Arrow colour: " + measure.phrase() : "Activity colour: events";
    text(svg, caption, COLOURS_LEFT, 62, SMALL, "start");
    for (int step = 0; step < STEPS; step++) {
      svg.empty(
          "rect",
          "x",
          COLOURS_LEFT + step * BAR / STEPS,
          "y",
          68.0,
          "width",
          BAR / STEPS,
          "height",
          10.0,
          "fill",
          scale.at((step + 0.5) / STEPS));
    }
    text(svg, value(0), COLOURS_LEFT, 92, SMALL, "start");
    text(svg, value(0.5), COLOURS_LEFT + BAR / 2, 92, SMALL, "middle");
    text(svg, value(1), COLOURS_LEFT + BAR, 92, SMALL, "end");
  }

  /** The value at a position of the colour scale: the inverse of the square root. */
  private String value(double position) {
    double share = position * position;
    if (measure.isTime()) {
      return ShownNumbers.duration(Duration.ofMillis(Math.round(longest.toMillis() * share)));
    }
    return ShownNumbers.count(Math.round(mostNode * share));
  }

  private static void text(
      SvgWriter svg, String text, double x, double y, double size, String anchor) {
    svg.text("text", text, "x", x, "y", y, "font-size", size, "text-anchor", anchor);
  }
}
