package dev.throughline.mining.map.svg;

import static dev.throughline.mining.map.svg.SvgWriter.number;

import dev.throughline.mining.map.ShownNumbers;
import dev.throughline.mining.performance.CaseDurations;
import dev.throughline.mining.performance.CaseDurations.Bin;
import dev.throughline.mining.performance.TimeStatistics;
import java.time.Duration;
import java.util.List;

/**
 * Draws how long cases take: one bar per bin of the histogram, axes from 0, the median marked.
 *
 * <p>JFreeChart draws bars, grid and axes and chooses the ticks; the words are ours, so that no
 * font of the machine is needed or measured, and none has to be installed. Its inline styles become
 * presentation attributes and its clip paths go: the picture may stand in a page whose content
 * security policy forbids inline styles, and holds no ids. Equal durations give equal bytes.
 */
public final class DurationHistogram {
  static final double WIDTH = 640;
  static final double HEIGHT = 300;
  private static final double SMALL = 11;

  private final CaseDurations durations;
  private final SvgWriter svg = new SvgWriter();

  private DurationHistogram(CaseDurations durations) {
    this.durations = durations;
  }

  /** A whole SVG document without XML declaration; a sentence if there is nothing to compare. */
  public static String draw(CaseDurations durations) {
    return new DurationHistogram(durations).draw();
  }

  private String draw() {
    svg.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "role",
        "img",
        "viewBox",
        "0 0 " + number(WIDTH) + " " + number(HEIGHT),
        "width",
        WIDTH,
        "height",
        HEIGHT,
        "font-family",
        MapSvg.FONT,
        "font-size",
        SMALL,
        "fill",
        Colours.QUIET_INK);
    svg.text("title", "Case durations");
    svg.text("desc", description());
    svg.empty("rect", "width", WIDTH, "height", HEIGHT, "fill", Colours.PAPER);
    if (longest().isZero()) {
      text(description(), WIDTH / 2, HEIGHT / 2, "middle");
    } else {
      drawChart();
    }
    return svg.close().toString();
  }

  private String description() {
    TimeStatistics times = durations.times();
    String cases = ShownNumbers.count(times.count()) + (times.count() == 1 ? " case" : " cases");
    if (times.count() == 0) {
      return "No cases.";
    }
    if (longest().isZero()) {
      return cases + ", all from their first to their last event in no time.";
    }
    return "%s; shortest %s, median %s, mean %s, longest %s."
        .formatted(
            cases,
            ShownNumbers.duration(times.min()),
            ShownNumbers.duration(times.median()),
            ShownNumbers.duration(times.mean()),
            ShownNumbers.duration(times.max()));
  }

  private Duration longest() {
    List<Bin> bins = durations.histogram();
    return bins.isEmpty() ? Duration.ZERO : bins.get(bins.size() - 1).to();
  }

  private void drawChart() {
    BarChart chart = BarChart.of(durations, longest());
    svg.raw(chart.elements());
    for (double tick : chart.horizontalTicks()) {
      text(BarChart.tickLabel(tick), chart.x(tick), chart.bottom() + 16, "middle");
    }
    for (double tick : chart.verticalTicks()) {
      text(BarChart.tickLabel(tick), chart.left() - 6, chart.y(tick) + 4, "end");
    }
    text("Case duration in " + chart.unit().plural(), chart.middle(), HEIGHT - 8, "middle");
    text("Cases", chart.left() - 6, 16, "end");
    Duration median = durations.times().median();
    double x = chart.x(chart.unit().of(median));
    text("median " + ShownNumbers.duration(median), x, 16, x > WIDTH * 0.8 ? "end" : "start");
    drawHoverAreas(chart);
  }

  /** Invisible columns over the bars, which a pointer can hit even where a bar is a hair high. */
  private void drawHoverAreas(BarChart chart) {
    svg.open("g", "fill", Colours.PAPER, "fill-opacity", "0");
    for (Bin bin : durations.histogram()) {
      double from = chart.x(chart.unit().of(bin.from()));
      double to = chart.x(chart.unit().of(bin.to()));
      svg.open("g").text("title", title(bin));
      svg.empty(
          "rect",
          "x",
          from,
          "y",
          chart.top(),
          "width",
          to - from,
          "height",
          chart.bottom() - chart.top());
      svg.close();
    }
    svg.close();
  }

  private static String title(Bin bin) {
    return "%s to %s: %s %s"
        .formatted(
            ShownNumbers.duration(bin.from()),
            ShownNumbers.duration(bin.to()),
            ShownNumbers.count(bin.cases()),
            bin.cases() == 1 ? "case" : "cases");
  }

  private void text(String text, double x, double y, String anchor) {
    svg.text("text", text, "x", x, "y", y, "text-anchor", anchor);
  }
}
