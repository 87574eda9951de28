package dev.throughline.mining.map.svg;

import static dev.throughline.mining.map.svg.SvgWriter.number;

import dev.throughline.mining.map.ProcessMap;
import dev.throughline.mining.map.ProcessMap.Flow;
import dev.throughline.mining.map.ProcessMap.Node;
import dev.throughline.mining.map.ShownNumbers;
import dev.throughline.mining.map.svg.Drawing.Area;
import dev.throughline.model.Source;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * Says on a map which system records what: a band with its name on each activity, a diamond on each
 * arrow that passes from one system to another. Draws nothing for a log of one system.
 */
/* The name stands in the band and the diamond is a shape, so nothing depends on colours. */
final class SystemMarks {
  static final double LEGEND_LINE = 24;
  private static final double BAND = 18;
  private static final double CORNER = 8;
  private static final double SIZE = 10.5;
  private static final double DIAMOND = 4.5;
  private static final double DIAMOND_WIDTH = 13;
  private static final int MOST_IN_TITLE = 8;
  private static final int TITLE_NAME = 200;
  private final ProcessMap map;
  private final boolean shown;
  private final SystemColours colours;

  SystemMarks(ProcessMap map) {
    this.map = map;
    this.shown = map.isAcrossSystems();
    this.colours = new SystemColours(map.systems().systems());
  }

  boolean areShown() {
    return shown;
  }

  private boolean isMarked(Node node) {
    return shown && !map.systemsOf(node).isEmpty();
  }

  /** What a node's band adds to its height. */
  double height(Node node) {
    return isMarked(node) ? BAND : 0;
  }

  /** What the text in a node's band needs. */
  double width(Node node) {
    return isMarked(node) ? FontWidths.boldWidth(name(node), SIZE) : 0;
  }

  /** What a flow's diamond adds to the width of its label. */
  double width(Flow flow) {
    return isMarked(flow) ? DIAMOND_WIDTH : 0;
  }

  private boolean isMarked(Flow flow) {
    return shown && map.handoffs(flow) > 0;
  }

  /**
   * One system's name; {@code wms × 3} for several of a kind; else the busiest and how many more.
   */
  private String name(Node node) {
    SortedMap<Source, Long> systems = map.systemsOf(node);
    Source busiest = busiest(systems);
    String name;
    if (systems.size() == 1) {
      name = busiest.name();
    } else if (systems.keySet().stream().map(SystemColours::kind).distinct().count() == 1) {
      name = SystemColours.kind(busiest) + " × " + ShownNumbers.count(systems.size());
    } else {
      String more = " +" + ShownNumbers.count(systems.size() - 1L);
      double left = MapLayout.MAX_NAME_WIDTH - FontWidths.boldWidth(more, SIZE);
      return LabelText.line(busiest.name(), left, SIZE) + more;
    }
    return LabelText.line(name, MapLayout.MAX_NAME_WIDTH, SIZE);
  }

  private static Source busiest(SortedMap<Source, Long> systems) {
    return systems.entrySet().stream()
        .max(Map.Entry.<Source, Long>comparingByValue().thenComparing(reversedByName()))
        .orElseThrow()
        .getKey();
  }

  private static Comparator<Map.Entry<Source, Long>> reversedByName() {
    return Map.Entry.<Source, Long>comparingByKey().reversed();
  }

  /** Draws the band at the top of a node. */
  void drawSystem(SvgWriter svg, Node node, Area area) {
    if (isMarked(node)) {
      drawBand(svg, colours.of(busiest(map.systemsOf(node))), area.x(), area.y(), area.width());
      drawName(svg, name(node), area.centreX(), area.y());
    }
  }

  static void drawBand(SvgWriter svg, String colour, double x, double y, double width) {
    String path =
        "M%s %sV%sQ%s %s %s %sH%sQ%s %s %s %sV%sZ"
            .formatted(
                number(x),
                number(y + BAND),
                number(y + CORNER),
                number(x),
                number(y),
                number(x + CORNER),
                number(y),
                number(x + width - CORNER),
                number(x + width),
                number(y),
                number(x + width),
                number(y + CORNER),
                number(y + BAND));
    svg.empty("path", "d", path, "fill", colour);
  }

  private static void drawName(SvgWriter svg, String name, double centre, double top) {
    svg.text(
        "text",
        name,
        "x",
        centre,
        "y",
        top + 13,
        "font-size",
        SIZE,
        "font-weight",
        "bold",
        "text-anchor",
        "middle",
        "fill",
        Colours.PAPER);
  }

  /** Draws the diamond at the left of a flow's label: hollow if only some steps pass over. */
  void drawHandoff(SvgWriter svg, Flow flow, Area label) {
    if (isMarked(flow)) {
      drawDiamond(
          svg, label.x() + DIAMOND + 4, label.centreY(), map.handoffs(flow) == flow.count());
    }
  }

  /** A diamond around a point: filled if all steps pass over, hollow if only some do. */
  static void drawDiamond(SvgWriter svg, double x, double y, boolean whole) {
    String path =
        "M%s %sl%s %sl%s %sl-%s %sZ"
            .formatted(
                number(x - DIAMOND),
                number(y),
                number(DIAMOND),
                number(-DIAMOND),
                number(DIAMOND),
                number(DIAMOND),
                number(DIAMOND),
                number(DIAMOND));
    svg.empty(
        "path",
        "d",
        path,
        "fill",
        whole ? Colours.INK : Colours.PAPER,
        "stroke",
        Colours.INK,
        "stroke-width",
        1.2);
  }

  /** One line below the scales. */
  void drawLegend(SvgWriter svg, double left, double top) {
    if (!shown) {
      return;
    }
    double middle = top + LEGEND_LINE / 2 - 5;
    drawBand(svg, Colours.QUIET_INK, left, middle - BAND / 2, 62);
    drawName(svg, "system", left + 31, middle - BAND / 2);
    text(svg, "recorded in this system", left + 70, middle);
    drawDiamond(svg, 220, middle, true);
    text(svg, "each step passes to another system", 230, middle);
    drawDiamond(svg, 426, middle, false);
    text(svg, "some steps do", 436, middle);
  }

  private static void text(SvgWriter svg, String text, double x, double middle) {
    svg.text("text", text, "x", x, "y", middle + 4, "font-size", 11.0, "text-anchor", "start");
  }

  /** Goes after a node's title. */
  String title(Node node) {
    if (!isMarked(node)) {
      return "";
    }
    SortedMap<Source, Long> systems = map.systemsOf(node);
    String named =
        systems.entrySet().stream()
            .limit(MOST_IN_TITLE)
            .map(SystemMarks::counted)
            .collect(Collectors.joining(", "));
    int more = systems.size() - MOST_IN_TITLE;
    return "; recorded in " + named + (more > 0 ? " and " + more + " more" : "");
  }

  private static String counted(Map.Entry<Source, Long> system) {
    return "%s (%s)"
        .formatted(
            SvgText.visible(system.getKey().name(), TITLE_NAME),
            ShownNumbers.count(system.getValue()));
  }

  /** Goes after a flow's title. */
  String title(Flow flow) {
    return isMarked(flow)
        ? "; passes to another system: %s of %s"
            .formatted(ShownNumbers.count(map.handoffs(flow)), ShownNumbers.count(flow.count()))
        : "";
  }

  /** Goes after the picture's description. */
  String description() {
    long passing = map.flows().stream().filter(this::isMarked).count();
    return shown
        ? " Arcs that pass from one system to another: " + ShownNumbers.count(passing) + "."
        : "";
  }
}
