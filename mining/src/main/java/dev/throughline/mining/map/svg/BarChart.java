package dev.throughline.mining.map.svg;

import dev.throughline.mining.performance.CaseDurations;
import dev.throughline.mining.performance.CaseDurations.Bin;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.TickUnitSource;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.svg.SVGGraphics2D;

/** The part of a histogram that JFreeChart draws, and where its values are. */
final class BarChart {
  private static final RectangleInsets MARGINS = new RectangleInsets(24, 64, 44, 20);
  private static final Color BAR = Color.decode(Colours.FREQUENCY.at(0.75));
  private static final Color GRID = Color.decode("#d5dce3");
  private static final Color AXIS = Color.decode(Colours.LINE);
  private static final Color MEDIAN = Color.decode(Colours.TIME.at(0.6));

  /** A unit of time in which an axis is labelled. */
  enum Unit {
    MILLISECONDS(1),
    SECONDS(1_000),
    MINUTES(60_000),
    HOURS(3_600_000),
    DAYS(86_400_000);

    private final long millis;

    Unit(long millis) {
      this.millis = millis;
    }

    /** The largest unit of which the longest duration has at least two. */
    static Unit suiting(Duration longest) {
      Unit suiting = MILLISECONDS;
      for (Unit unit : values()) {
        suiting = unit.of(longest) >= 2 ? unit : suiting;
      }
      return suiting;
    }

    double of(Duration duration) {
      return (duration.getSeconds() * 1e3 + duration.getNano() / 1e6) / millis;
    }

    String plural() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Unit unit;
  private final NumberAxis horizontal;
  private final NumberAxis vertical;
  private final Rectangle2D area;
  private final String elements;

  private BarChart(
      Unit unit, NumberAxis horizontal, NumberAxis vertical, Rectangle2D area, String elements) {
    this.unit = unit;
    this.horizontal = horizontal;
    this.vertical = vertical;
    this.area = area;
    this.elements = elements;
  }

  /**
   * @param longest end of the last bin, above 0
   */
  static BarChart of(CaseDurations durations, Duration longest) {
    Unit unit = Unit.suiting(longest);
    long most = durations.histogram().stream().mapToLong(Bin::cases).max().orElse(0);
    NumberAxis horizontal = axis(unit.of(longest), 8, NumberAxis.createStandardTickUnits());
    NumberAxis vertical = axis(Math.max(1, (double) most), 5, NumberAxis.createIntegerTickUnits());
    XYPlot plot = new XYPlot(bars(durations, unit), horizontal, vertical, renderer());
    ValueMarker median = new ValueMarker(unit.of(durations.times().median()));
    median.setPaint(MEDIAN);
    median.setStroke(new BasicStroke(1.5f));
    plot.addDomainMarker(median);
    style(plot);
    ChartRenderingInfo info = new ChartRenderingInfo();
    SVGGraphics2D graphics = new SVGGraphics2D(DurationHistogram.WIDTH, DurationHistogram.HEIGHT);
    graphics.setGeomDoubleConverter(SvgWriter::number);
    JFreeChart chart = new JFreeChart(null, null, plot, false);
    chart.setBackgroundPaint(null);
    chart.draw(
        graphics,
        new Rectangle2D.Double(0, 0, DurationHistogram.WIDTH, DurationHistogram.HEIGHT),
        info);
    Rectangle2D area = info.getPlotInfo().getDataArea();
    return new BarChart(unit, horizontal, vertical, area, ChartElements.of(graphics));
  }

  /** SVG elements in the chart's coordinates, one per line. */
  String elements() {
    return elements;
  }

  Unit unit() {
    return unit;
  }

  double x(double value) {
    return horizontal.valueToJava2D(value, area, RectangleEdge.BOTTOM);
  }

  double y(double value) {
    return vertical.valueToJava2D(value, area, RectangleEdge.LEFT);
  }

  double left() {
    return area.getMinX();
  }

  double middle() {
    return area.getCenterX();
  }

  double top() {
    return area.getMinY();
  }

  double bottom() {
    return area.getMaxY();
  }

  List<Double> horizontalTicks() {
    return ticks(horizontal);
  }

  List<Double> verticalTicks() {
    return ticks(vertical);
  }

  /** {@code 1,500} or {@code 0.25}. */
  static String tickLabel(double tick) {
    BigDecimal value = BigDecimal.valueOf(tick).stripTrailingZeros();
    return String.format(Locale.ROOT, "%,." + Math.max(0, value.scale()) + "f", value);
  }

  private static List<Double> ticks(NumberAxis axis) {
    BigDecimal step = BigDecimal.valueOf(axis.getTickUnit().getSize());
    List<Double> ticks = new ArrayList<>();
    BigDecimal tick = BigDecimal.ZERO;
    while (tick.doubleValue() <= axis.getUpperBound()) {
      ticks.add(tick.doubleValue());
      tick = tick.add(step);
    }
    return ticks;
  }

  private static NumberAxis axis(double longest, int ticks, TickUnitSource units) {
    NumberAxis axis = new NumberAxis();
    axis.setTickUnit((NumberTickUnit) units.getCeilingTickUnit(longest / ticks), false, true);
    axis.setRange(0, longest * 1.02);
    axis.setTickLabelsVisible(false);
    axis.setTickMarksVisible(false);
    axis.setAxisLinePaint(AXIS);
    return axis;
  }

  private static XYIntervalSeriesCollection bars(CaseDurations durations, Unit unit) {
    XYIntervalSeries bars = new XYIntervalSeries("cases");
    for (Bin bin : durations.histogram()) {
      double from = unit.of(bin.from());
      double to = unit.of(bin.to());
      double cases = (double) bin.cases();
      bars.add((from + to) / 2, from, to, cases, cases, cases);
    }
    XYIntervalSeriesCollection all = new XYIntervalSeriesCollection();
    all.addSeries(bars);
    return all;
  }

  private static XYBarRenderer renderer() {
    XYBarRenderer renderer = new XYBarRenderer(0.06);
    renderer.setBarPainter(new StandardXYBarPainter());
    renderer.setShadowVisible(false);
    renderer.setSeriesPaint(0, BAR);
    return renderer;
  }

  private static void style(XYPlot plot) {
    plot.setBackgroundPaint(null);
    plot.setOutlineVisible(false);
    plot.setInsets(MARGINS);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinePaint(GRID);
    plot.setRangeGridlineStroke(new BasicStroke(1));
  }
}
