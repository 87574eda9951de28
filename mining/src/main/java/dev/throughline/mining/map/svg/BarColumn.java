package dev.throughline.mining.map.svg;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jfree.svg.SVGGraphics2D;

/**
 * Draws amounts as bars from 0 to the right, one below the other, to stand beside the rows of a
 * table that has the numbers. JFreeChart draws them. The picture fills whatever height it is given,
 * so its rows stay beside those of the table. Equal amounts give equal bytes.
 */
public final class BarColumn {
  private static final double WIDTH = 120;
  private static final double ROW_HEIGHT = 20;

  /** The part of a row's height that its bar leaves free. */
  private static final double GAP = 0.4;

  private static final Color BAR = Color.decode(Colours.FREQUENCY.at(0.75));

  /**
   * A whole SVG document without XML declaration.
   *
   * @param title what the bars are the amounts of
   * @param amounts from the top; at least one, none negative
   * @throws IllegalArgumentException for a negative amount
   */
  public static String draw(String title, List<BigDecimal> amounts) {
    amounts.forEach(BarColumn::checkAmount);
    double height = ROW_HEIGHT * amounts.size();
    SvgWriter svg = new SvgWriter();
    svg.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "role",
        "img",
        "viewBox",
        "0 0 " + SvgWriter.number(WIDTH) + " " + SvgWriter.number(height),
        "preserveAspectRatio",
        "none",
        "width",
        WIDTH,
        "height",
        height);
    svg.text("title", title);
    svg.raw(bars(amounts, height));
    return svg.close().toString();
  }

  private static void checkAmount(BigDecimal amount) {
    if (amount.signum() < 0) {
      throw new IllegalArgumentException("an amount must not be negative, was " + amount);
    }
  }

  private static String bars(List<BigDecimal> amounts, double height) {
    DefaultCategoryDataset data = new DefaultCategoryDataset();
    for (int row = 0; row < amounts.size(); row++) {
      data.addValue(amounts.get(row), "amount", Integer.valueOf(row));
    }
    double most = amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::max).doubleValue();
    SVGGraphics2D graphics = new SVGGraphics2D(WIDTH, height);
    graphics.setGeomDoubleConverter(SvgWriter::number);
    JFreeChart chart = new JFreeChart(null, null, plot(data, most), false);
    chart.setBackgroundPaint(null);
    chart.draw(graphics, new Rectangle2D.Double(0, 0, WIDTH, height));
    return ChartElements.of(graphics);
  }

  private static CategoryPlot plot(DefaultCategoryDataset data, double most) {
    NumberAxis amounts = new NumberAxis();
    amounts.setRange(0, most == 0 ? 1 : most);
    amounts.setVisible(false);
    CategoryPlot plot = new CategoryPlot(data, rows(data.getColumnCount()), amounts, renderer());
    plot.setOrientation(PlotOrientation.HORIZONTAL);
    plot.setBackgroundPaint(null);
    plot.setOutlineVisible(false);
    plot.setInsets(RectangleInsets.ZERO_INSETS);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    plot.setRangeGridlinesVisible(false);
    plot.setFixedDomainAxisSpace(new AxisSpace());
    plot.setFixedRangeAxisSpace(new AxisSpace());
    return plot;
  }

  private static CategoryAxis rows(int count) {
    CategoryAxis rows = new CategoryAxis();
    rows.setTickLabelsVisible(false);
    rows.setTickMarksVisible(false);
    rows.setAxisLinePaint(Color.decode(Colours.LINE));
    rows.setLowerMargin(GAP / 2 / count);
    rows.setUpperMargin(GAP / 2 / count);
    rows.setCategoryMargin(GAP * (count - 1) / count);
    return rows;
  }

  private static BarRenderer renderer() {
    BarRenderer renderer = new BarRenderer();
    renderer.setBarPainter(new StandardBarPainter());
    renderer.setShadowVisible(false);
    renderer.setDrawBarOutline(false);
    renderer.setSeriesPaint(0, BAR);
    return renderer;
  }

  private BarColumn() {}
}
