package dev.throughline.mining.map.svg;

import dev.throughline.mining.map.svg.Drawing.Point;
import java.util.ArrayList;
import java.util.List;

/** Takes the smallest bends out of a right-angled line. */
final class Bends {
  /** Rounding may have put the two ends of a segment this far out of line. */
  private static final double ROUNDING = 0.25;

  /** A step to the side by less than this right at a node looks like a mistake. */
  private static final double SMALL_STEP = 7;

  /**
   * The same line with exact right angles. Where it makes a small step to the side before it
   * reaches a node or after it left one, it meets the node a little beside instead.
   */
  static List<Point> straightened(List<Point> points) {
    List<Point> line = new ArrayList<>(points);
    alignNeighbours(line);
    while (line.size() >= 4 && isSmallStep(line, line.size() - 4)) {
      Point tip = line.remove(line.size() - 1);
      line.remove(line.size() - 1);
      Point before = line.remove(line.size() - 1);
      line.add(new Point(before.x(), tip.y()));
    }
    while (line.size() >= 4 && isSmallStep(line, 0)) {
      Point tail = line.remove(0);
      line.remove(0);
      Point after = line.remove(0);
      line.add(0, new Point(after.x(), tail.y()));
    }
    return line;
  }

  /** Whether the four points run down, step a little aside and run down again (or up twice). */
  private static boolean isSmallStep(List<Point> line, int first) {
    Point start = line.get(first);
    Point from = line.get(first + 1);
    Point to = line.get(first + 2);
    Point end = line.get(first + 3);
    boolean sideways = from.y() == to.y() && Math.abs(from.x() - to.x()) <= SMALL_STEP;
    return sideways
        && start.x() == from.x()
        && to.x() == end.x()
        && (from.y() - start.y()) * (end.y() - to.y()) > 0;
  }

  private static void alignNeighbours(List<Point> line) {
    for (int index = 1; index < line.size(); index++) {
      Point before = line.get(index - 1);
      Point here = line.get(index);
      double x = Math.abs(here.x() - before.x()) <= ROUNDING ? before.x() : here.x();
      double y = Math.abs(here.y() - before.y()) <= ROUNDING ? before.y() : here.y();
      line.set(index, new Point(x, y));
    }
  }

  private Bends() {}
}
