package dev.throughline.mining.map.svg;

import dev.throughline.mining.map.ProcessMap.Flow;
import dev.throughline.mining.map.ProcessMap.Node;
import java.util.List;

/**
 * A laid-out map: what is where, in pixels from the top left corner, rounded to tenths.
 *
 * @param boxes in the order of the map's nodes
 * @param routes in the order of the map's flows
 */
record Drawing(double width, double height, List<Box> boxes, List<Route> routes) {
  Drawing {
    boxes = List.copyOf(boxes);
    routes = List.copyOf(routes);
  }

  record Point(double x, double y) {}

  record Area(double x, double y, double width, double height) {
    double centreX() {
      return x + width / 2;
    }

    double centreY() {
      return y + height / 2;
    }
  }

  record Box(Node node, LabelText label, Area area) {}

  /**
   * An arrow.
   *
   * @param points start, bends and end of right-angled lines; the last is the arrow's tip
   * @param text written in {@code label}
   */
  record Route(Flow flow, List<Point> points, String text, Area label) {
    Route {
      points = List.copyOf(points);
    }
  }
}
