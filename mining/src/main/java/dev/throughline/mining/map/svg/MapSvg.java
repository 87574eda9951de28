package dev.throughline.mining.map.svg;

import static dev.throughline.mining.map.svg.SvgWriter.number;

import dev.throughline.mining.map.MapView.Measure;
import dev.throughline.mining.map.ProcessMap;
import dev.throughline.mining.map.ProcessMap.Flow;
import dev.throughline.mining.map.ProcessMap.Kind;
import dev.throughline.mining.map.ProcessMap.Node;
import dev.throughline.mining.map.ShownNumbers;
import dev.throughline.mining.map.svg.Drawing.Area;
import dev.throughline.mining.map.svg.Drawing.Box;
import dev.throughline.mining.map.svg.Drawing.Route;
import dev.throughline.mining.performance.TimeStatistics;
import java.util.List;

/**
 * Draws a process map as SVG: the one renderer for pages, reports and notebooks.
 *
 * <p>The picture is self-contained: no script, no style, no id, no reference to anything outside,
 * so it may be put into a page as it is, and more than once. It has a view box and its natural size
 * in pixels. Names are escaped, and characters that could break or reorder text are replaced.
 *
 * <p>Arrow width follows the square root of the count, node colour (frequency) and arrow colour
 * (performance) that of the value; numbers stand on everything, exact ones in the titles. Equal
 * maps give equal bytes. Layout dominates: about 0.3 s for 40 activities once warm.
 */
public final class MapSvg {
  static final String FONT = "Helvetica, Arial, 'Liberation Sans', sans-serif";
  private static final double THINNEST = 1.2;
  private static final double THICKEST = 8;
  private static final double BASELINE = 0.36;
  private static final int TITLE_NAME = 200;

  private final Drawing drawing;
  private final Legend legend;
  private final Measure measure;
  private final SystemMarks marks;
  private final SvgWriter svg = new SvgWriter();

  private MapSvg(ProcessMap map) {
    this.drawing = MapLayout.of(map);
    this.legend = new Legend(map);
    this.measure = map.view().measure();
    this.marks = new SystemMarks(map);
  }

  /**
   * A whole SVG document without XML declaration.
   *
   * @throws dev.throughline.model.ThroughlineException TOO_LARGE beyond 2,000 elements
   */
  public static String draw(ProcessMap map) {
    MapSvg drawn = new MapSvg(map);
    return drawn.draw(Math.max(drawn.drawing.width(), drawn.legend.width()), drawn.legend.height());
  }

  /** As {@link #draw}, without the strip that explains the scales: for small pictures. */
  public static String drawPlain(ProcessMap map) {
    MapSvg drawn = new MapSvg(map);
    return drawn.draw(drawn.drawing.width(), 0);
  }

  /**
   * @param top height of the strip above; 0 for none
   */
  private String draw(double width, double top) {
    double height = top + drawing.height();
    svg.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "role",
        "graphics-document",
        "viewBox",
        "0 0 " + number(width) + " " + number(height),
        "width",
        width,
        "height",
        height,
        "font-family",
        FONT);
    svg.text("title", legend.title());
    svg.text("desc", legend.description());
    svg.empty("rect", "width", width, "height", height, "fill", Colours.PAPER);
    if (top > 0) {
      legend.draw(svg, width);
    }
    double left = (width - drawing.width()) / 2;
    svg.open("g", "transform", "translate(" + number(left) + " " + number(top) + ")");
    drawFlows();
    drawNodes();
    drawNumbers();
    return svg.close().close().toString();
  }

  private void drawFlows() {
    svg.open("g", "role", "list", "aria-label", "Arcs", "fill", "none");
    List<Route> routes = drawing.routes();
    for (int index = routes.size() - 1; index >= 0; index--) {
      Route route = routes.get(index);
      double stroke = strokeWidth(route.flow());
      Arrow arrow = new Arrow(route.points(), stroke);
      String colour = colour(route.flow());
      svg.open("g", "role", "listitem")
          .text("title", title(route.flow()) + marks.title(route.flow()));
      svg.empty("path", line(route, arrow, stroke, colour));
      svg.empty("path", "d", arrow.head(), "fill", colour).close();
    }
    svg.close();
  }

  private static Object[] line(Route route, Arrow arrow, double stroke, String colour) {
    return route.flow().isBoundary()
        ? new Object[] {
          "d", arrow.line(), "stroke", colour, "stroke-width", stroke, "stroke-dasharray", "5 4"
        }
        : new Object[] {"d", arrow.line(), "stroke", colour, "stroke-width", stroke};
  }

  private void drawNodes() {
    svg.open("g", "role", "list", "aria-label", "Activities", "text-anchor", "middle");
    drawing.boxes().forEach(this::drawNode);
    svg.close();
  }

  private void drawNode(Box box) {
    Area area = box.area();
    String ink = ink(box.node());
    svg.open("g", "role", "listitem").text("title", title(box.node()) + marks.title(box.node()));
    svg.empty(
        "rect",
        "x",
        area.x(),
        "y",
        area.y(),
        "width",
        area.width(),
        "height",
        area.height(),
        "rx",
        box.node().kind() == Kind.ACTIVITY ? 8.0 : 18.0,
        "fill",
        fill(box.node()),
        "stroke",
        border(box.node()));
    marks.drawSystem(svg, box.node(), area);
    double line =
        area.y() + marks.height(box.node()) + MapLayout.NODE_PADDING + MapLayout.NAME_LINE / 2;
    for (String text : box.label().lines()) {
      drawText(text, area.centreX(), line, MapLayout.NAME_SIZE, ink, "bold");
      line += MapLayout.NAME_LINE;
    }
    drawText(box.node().label(), area.centreX(), line, MapLayout.NUMBER_SIZE, ink, "normal");
    svg.close();
  }

  private void drawNumbers() {
    svg.open("g", "aria-hidden", "true", "text-anchor", "middle");
    for (Route route : drawing.routes()) {
      Area label = route.label();
      svg.open("g").text("title", title(route.flow()) + marks.title(route.flow()));
      svg.empty(
          "rect",
          "x",
          label.x(),
          "y",
          label.y(),
          "width",
          label.width(),
          "height",
          label.height(),
          "rx",
          3.0,
          "fill",
          Colours.PAPER,
          "fill-opacity",
          "0.9");
      drawText(
          route.text(),
          label.centreX() + marks.width(route.flow()) / 2,
          label.centreY(),
          MapLayout.NUMBER_SIZE,
          Colours.INK,
          "normal");
      marks.drawHandoff(svg, route.flow(), label);
      svg.close();
    }
    svg.close();
  }

  private void drawText(
      String text, double x, double middle, double size, String ink, String weight) {
    svg.text(
        "text",
        text,
        "x",
        x,
        "y",
        middle + size * BASELINE,
        "font-size",
        size,
        "font-weight",
        weight,
        "fill",
        ink);
  }

  private double strokeWidth(Flow flow) {
    return strokeWidth(legend.flowPosition(flow));
  }

  static double strokeWidth(double position) {
    return MapLayout.rounded(THINNEST + (THICKEST - THINNEST) * position);
  }

  private String colour(Flow flow) {
    TimeStatistics times = flow.times();
    if (times == null) {
      return Colours.BOUNDARY;
    }
    return measure.isTime()
        ? Colours.TIME.at(legend.timePosition(measure.timeOf(times)))
        : Colours.LINE;
  }

  private String fill(Node node) {
    return switch (node.kind()) {
      case START -> Colours.START;
      case END -> Colours.END;
      case ACTIVITY ->
          measure.isTime() ? Colours.PLAIN_NODE : Colours.FREQUENCY.at(legend.nodePosition(node));
    };
  }

  private String ink(Node node) {
    if (node.kind() != Kind.ACTIVITY) {
      return Colours.PAPER;
    }
    return measure.isTime() ? Colours.INK : Colours.FREQUENCY.textAt(legend.nodePosition(node));
  }

  private String border(Node node) {
    return node.kind() == Kind.ACTIVITY ? Colours.LINE : fill(node);
  }

  private static String title(Node node) {
    return node.name() + ": " + node.label() + (node.kind() == Kind.ACTIVITY ? " events" : "");
  }

  private static String title(Flow flow) {
    String ends =
        SvgText.visible(flow.from().name(), TITLE_NAME)
            + " → "
            + SvgText.visible(flow.to().name(), TITLE_NAME)
            + ": "
            + ShownNumbers.count(flow.count());
    TimeStatistics times = flow.times();
    return times == null ? ends + " cases" : ends + " times" + times(times);
  }

  private static String times(TimeStatistics times) {
    return "; mean %s; median %s; shortest %s; longest %s; total %s"
        .formatted(
            ShownNumbers.exact(times.mean()),
            ShownNumbers.exact(times.median()),
            ShownNumbers.exact(times.min()),
            ShownNumbers.exact(times.max()),
            ShownNumbers.exact(times.sum()));
  }
}
