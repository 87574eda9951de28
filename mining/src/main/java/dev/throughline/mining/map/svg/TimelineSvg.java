package dev.throughline.mining.map.svg;

import static dev.throughline.mining.map.svg.SvgWriter.number;

import dev.throughline.mining.map.CaseTimeline;
import dev.throughline.mining.map.CaseTimeline.Entry;
import dev.throughline.mining.map.ShownNumbers;
import dev.throughline.mining.map.svg.Drawing.Area;
import dev.throughline.mining.map.svg.Drawing.Point;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Source;
import dev.throughline.model.ThroughlineException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Draws one case as SVG: time runs down, each system has a lane, and every step says how long it
 * took. As self-contained, safe and repeatable as {@link MapSvg}.
 *
 * <p>Events are evenly spaced: minutes and weeks are both normal between two of them, and the time
 * between stands on the step in words. O(entries).
 */
public final class TimelineSvg {
  /** The most events that are drawn. */
  public static final int MOST_ENTRIES = 500;

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final double CLOCK = 132;
  private static final double LANE = 192;
  private static final double INSET = 12;
  private static final double HEADER = 30;
  private static final double GAP = 40;
  private static final double LINE = 15;
  private static final double SIZE = 12.5;
  static final double SMALL = 11;
  private static final double PADDING = 8;
  private static final double LEGEND = 26;
  private static final double STROKE = 1.6;
  private static final int TITLE_NAME = 200;

  private final CaseTimeline timeline;
  private final List<Source> lanes;
  private final SystemColours colours;
  private final List<Box> boxes = new ArrayList<>();
  private final SvgWriter svg = new SvgWriter();
  private double bottom = HEADER + 18;

  private record Box(Entry entry, LabelText label, Area area) {}

  private TimelineSvg(CaseTimeline timeline) {
    this.timeline = timeline;
    this.lanes = timeline.lanes();
    this.colours = new SystemColours(lanes);
    timeline.entries().forEach(this::place);
  }

  /**
   * A whole SVG document without XML declaration.
   *
   * @throws ThroughlineException TOO_LARGE beyond {@link #MOST_ENTRIES}
   */
  public static String draw(CaseTimeline timeline) {
    if (timeline.entries().size() > MOST_ENTRIES) {
      throw new ThroughlineException(
          ErrorCode.TOO_LARGE,
          "A timeline of %d events cannot be drawn, the most is %d."
              .formatted(timeline.entries().size(), MOST_ENTRIES));
    }
    return new TimelineSvg(timeline).draw();
  }

  private void place(Entry entry) {
    LabelText label =
        LabelText.wrap(entry.activity().value(), LANE - 2 * INSET - 2 * PADDING - 18, SIZE);
    double height = label.lines().size() * LINE + 2 * PADDING + (isSure(entry) ? 0 : LINE);
    double left = CLOCK + lanes.indexOf(entry.system()) * LANE + INSET;
    boxes.add(new Box(entry, label, new Area(left, bottom, LANE - 2 * INSET, height)));
    bottom += height + GAP;
  }

  private static boolean isSure(Entry entry) {
    return entry.confidence() == 1;
  }

  private String draw() {
    double width = CLOCK + Math.max(3, lanes.size()) * LANE;
    double height = Math.max(HEADER + 40, bottom - GAP + 18) + LEGEND;
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
        MapSvg.FONT);
    svg.text("title", "Timeline of the case");
    svg.text("desc", description());
    svg.empty("rect", "width", width, "height", height, "fill", Colours.PAPER);
    drawLanes(height - LEGEND);
    drawSteps();
    drawEvents();
    EventOutline.drawLegend(svg, height - LEGEND / 2);
    return svg.close().toString();
  }

  private String description() {
    long handoffs = steps().stream().filter(Step::isHandoff).count();
    return "%s in %s; %s from one system to another."
        .formatted(
            counted(timeline.entries().size(), "event", "events"),
            counted(lanes.size(), "system", "systems"),
            counted(handoffs, "step passes", "steps pass"));
  }

  private static String counted(long count, String one, String many) {
    return ShownNumbers.count(count) + " " + (count == 1 ? one : many);
  }

  private void drawLanes(double height) {
    svg.open("g", "aria-hidden", "true");
    for (int lane = 0; lane < lanes.size(); lane++) {
      Source system = lanes.get(lane);
      double left = CLOCK + lane * LANE;
      svg.empty(
          "rect",
          "x",
          left + 2,
          "y",
          HEADER,
          "width",
          LANE - 4,
          "height",
          height - HEADER,
          "fill",
          "#f6f8fa");
      svg.empty(
          "rect",
          "x",
          left + 2,
          "y",
          0.0,
          "width",
          LANE - 4,
          "height",
          HEADER,
          "rx",
          6.0,
          "fill",
          colours.of(system));
      String name = LabelText.line(system.name(), LANE - 24, SIZE);
      text(name, left + LANE / 2, HEADER / 2, SIZE, Colours.PAPER, "middle");
    }
    svg.close();
  }

  /** From one event to the next. */
  private record Step(Box from, Box to) {
    boolean isHandoff() {
      return !from.entry().system().equals(to.entry().system());
    }

    Duration time() {
      return Duration.between(from.entry().at(), to.entry().at());
    }
  }

  private List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    for (int index = 1; index < boxes.size(); index++) {
      steps.add(new Step(boxes.get(index - 1), boxes.get(index)));
    }
    return steps;
  }

  private void drawSteps() {
    svg.open("g", "role", "list", "aria-label", "Steps", "fill", "none");
    steps().forEach(this::drawStep);
    svg.close();
  }

  private void drawStep(Step step) {
    Area from = step.from().area();
    Area to = step.to().area();
    double middle = to.y() - GAP / 2;
    Arrow arrow =
        new Arrow(
            List.of(
                new Point(from.centreX(), from.y() + from.height()),
                new Point(from.centreX(), middle),
                new Point(to.centreX(), middle),
                new Point(to.centreX(), to.y())),
            STROKE);
    svg.open("g", "role", "listitem").text("title", title(step));
    svg.empty("path", "d", arrow.line(), "stroke", Colours.LINE, "stroke-width", STROKE);
    svg.empty("path", "d", arrow.head(), "fill", Colours.LINE);
    drawTime(step, (from.centreX() + to.centreX()) / 2, middle);
    svg.close();
  }

  private void drawTime(Step step, double centre, double middle) {
    String time = ShownNumbers.duration(step.time());
    double mark = step.isHandoff() ? 14 : 0;
    double width = FontWidths.width(time, SMALL) + mark + 8;
    svg.empty(
        "rect",
        "x",
        centre - width / 2,
        "y",
        middle - 8,
        "width",
        width,
        "height",
        16.0,
        "rx",
        3.0,
        "fill",
        step.isHandoff() ? Colours.PAPER : "#f6f8fa",
        "fill-opacity",
        "0.95");
    if (step.isHandoff()) {
      SystemMarks.drawDiamond(svg, centre - width / 2 + 9, middle, true);
    }
    svg.text(
        "text",
        time,
        "x",
        centre + mark / 2,
        "y",
        middle + 4,
        "font-size",
        SMALL,
        "text-anchor",
        "middle",
        "fill",
        Colours.INK);
  }

  private void drawEvents() {
    svg.open("g", "role", "list", "aria-label", "Events");
    for (int index = 0; index < boxes.size(); index++) {
      drawEvent(index + 1, boxes.get(index));
    }
    svg.close();
  }

  private void drawEvent(int number, Box box) {
    Entry entry = box.entry();
    Area area = box.area();
    svg.open("g", "role", "listitem").text("title", title(number, entry));
    svg.empty("rect", EventOutline.of(entry).around(area));
    double line = area.y() + PADDING + LINE / 2;
    text(ShownNumbers.count(number), area.x() + 13, line, SMALL, Colours.QUIET_INK, "middle");
    for (String part : box.label().lines()) {
      text(part, area.centreX() + 9, line, SIZE, Colours.INK, "middle");
      line += LINE;
    }
    if (!isSure(entry)) {
      String linked = "linked, " + percent(entry.confidence()) + " sure";
      svg.text(
          "text",
          linked,
          "x",
          area.centreX() + 9,
          "y",
          line + 4,
          "font-size",
          SMALL,
          "text-anchor",
          "middle",
          "fill",
          Colours.QUIET_INK);
    }
    String clock = MINUTE.format(entry.at());
    text(clock, CLOCK - 16, area.centreY(), SMALL, Colours.QUIET_INK, "end");
    svg.close();
  }

  private void text(String text, double x, double middle, double size, String ink, String anchor) {
    svg.text(
        "text",
        text,
        "x",
        x,
        "y",
        middle + size * 0.36,
        "font-size",
        size,
        "font-weight",
        size == SIZE ? "bold" : "normal",
        "text-anchor",
        anchor,
        "fill",
        ink);
  }

  private static String title(int number, Entry entry) {
    return "%s. %s in %s at %s%s%s"
        .formatted(
            ShownNumbers.count(number),
            SvgText.visible(entry.activity().value(), TITLE_NAME),
            SvgText.visible(entry.system().name(), TITLE_NAME),
            entry.at(),
            isSure(entry) ? "" : "; linked by shared documents, " + percent(entry.confidence()),
            entry.isEvidence() ? "; an exception rests on it" : "");
  }

  private static String title(Step step) {
    return "%s → %s: %s%s"
        .formatted(
            SvgText.visible(step.from().entry().activity().value(), TITLE_NAME),
            SvgText.visible(step.to().entry().activity().value(), TITLE_NAME),
            ShownNumbers.exact(step.time()),
            step.isHandoff() ? "; passes to another system" : "");
  }

  /** Rounded down: 100 % is certain. */
  private static String percent(double share) {
    return BigDecimal.valueOf(share).movePointRight(2).setScale(0, RoundingMode.DOWN) + " %";
  }
}
