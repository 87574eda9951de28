package dev.throughline.mining.map.svg;

import static dev.throughline.mining.map.svg.SvgWriter.number;

import dev.throughline.mining.map.svg.Drawing.Point;
import java.util.List;

/**
 * The path data of an arrow: a line with rounded corners that stops where its head begins.
 *
 * @param points at least two; the last is the tip
 * @param width of the line in pixels
 */
record Arrow(List<Point> points, double width) {
  private static final double CORNER = 10;

  String line() {
    StringBuilder path = new StringBuilder("M").append(point(points.get(0)));
    int last = points.size() - 1;
    for (int index = 1; index < last; index++) {
      Point before = points.get(index - 1);
      Point corner = points.get(index);
      Point after = points.get(index + 1);
      double radius = Math.min(CORNER, Math.min(length(before, corner), length(corner, after)) / 2);
      path.append('L').append(point(towards(corner, before, radius)));
      path.append('Q').append(point(corner)).append(' ');
      path.append(point(towards(corner, after, radius)));
    }
    return path.append('L').append(point(neck())).toString();
  }

  String head() {
    Point tip = points.get(points.size() - 1);
    Point neck = towards(tip, points.get(points.size() - 2), headLength());
    double half = headLength() * 0.45 + width * 0.25;
    double length = Math.max(1e-9, length(tip, neck));
    double acrossX = (neck.y() - tip.y()) / length * half;
    double acrossY = (tip.x() - neck.x()) / length * half;
    return "M%sL%sL%sZ"
        .formatted(
            point(tip),
            point(new Point(neck.x() + acrossX, neck.y() + acrossY)),
            point(new Point(neck.x() - acrossX, neck.y() - acrossY)));
  }

  /** A little inside the head, so that no gap shows between them. */
  private Point neck() {
    return towards(points.get(points.size() - 1), points.get(points.size() - 2), headLength() - 1);
  }

  private double headLength() {
    return 6 + width;
  }

  private static Point towards(Point from, Point to, double distance) {
    double length = length(from, to);
    double share = length == 0 ? 0 : distance / length;
    return new Point(
        from.x() + (to.x() - from.x()) * share, from.y() + (to.y() - from.y()) * share);
  }

  private static double length(Point from, Point to) {
    double x = to.x() - from.x();
    double y = to.y() - from.y();
    return Math.sqrt(x * x + y * y);
  }

  private static String point(Point point) {
    return number(point.x()) + " " + number(point.y());
  }
}
