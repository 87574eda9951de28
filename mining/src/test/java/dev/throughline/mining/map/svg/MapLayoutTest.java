package dev.throughline.mining.map.svg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throughline.mining.discovery.DirectlyFollowsGraph;
import dev.throughline.mining.map.Graphs;
import dev.throughline.mining.map.MapView;
import dev.throughline.mining.map.MapView.Measure;
import dev.throughline.mining.map.ProcessMap;
import dev.throughline.mining.map.ProcessMap.Kind;
import dev.throughline.mining.map.svg.Drawing.Area;
import dev.throughline.mining.map.svg.Drawing.Box;
import dev.throughline.mining.map.svg.Drawing.Point;
import dev.throughline.mining.map.svg.Drawing.Route;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MapLayoutTest {
  static LongStream seeds() {
    return LongStream.range(0, 25);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void of_randomGraph_overlapsNothing(long seed) {
    DirectlyFollowsGraph graph = small(seed);
    Drawing drawing = draw(graph, Measure.MEAN);
    List<Area> taken = new ArrayList<>();
    drawing.boxes().forEach(box -> taken.add(box.area()));
    drawing.routes().forEach(route -> taken.add(route.label()));
    for (int one = 0; one < taken.size(); one++) {
      assertThat(inside(taken.get(one), drawing)).as("seed %d", seed).isTrue();
      for (int other = one + 1; other < taken.size(); other++) {
        assertThat(overlap(taken.get(one), taken.get(other)))
            .as("seed %d: %s and %s", seed, taken.get(one), taken.get(other))
            .isFalse();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void of_randomGraph_linesAreRightAngledAndEndAtTheirNodes(long seed) {
    Drawing drawing = draw(small(seed), Measure.FREQUENCY);
    for (Route route : drawing.routes()) {
      List<Point> points = route.points();
      for (int index = 1; index < points.size(); index++) {
        Point here = points.get(index);
        Point before = points.get(index - 1);
        assertThat(here.x() == before.x() || here.y() == before.y())
            .as("seed %d: %s", seed, route)
            .isTrue();
      }
      Point tip = points.get(points.size() - 1);
      assertThat(touches(box(drawing, route.flow().from()), points.get(0)))
          .as("seed %d: %s", seed, route)
          .isTrue();
      assertThat(touches(box(drawing, route.flow().to()), tip))
          .as("seed %d: %s", seed, route)
          .isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void of_sameMapTwice_isEqual(long seed) {
    DirectlyFollowsGraph graph = small(seed);
    assertThat(draw(graph, Measure.SUM)).as("seed %d", seed).isEqualTo(draw(graph, Measure.SUM));
  }

  /** The layout kernel shares its registry and its pool of algorithms between threads. */
  @Test
  void of_manyThreads_drawTheSame() {
    List<DirectlyFollowsGraph> graphs = seeds().mapToObj(MapLayoutTest::small).toList();
    List<Drawing> inTurn = graphs.stream().map(graph -> draw(graph, Measure.MAX)).toList();
    List<Drawing> atOnce = graphs.parallelStream().map(graph -> draw(graph, Measure.MAX)).toList();
    assertThat(atOnce).isEqualTo(inTurn);
  }

  @Test
  void of_purchase_runsFromStartAboveAllToEndBelowAll() {
    Drawing drawing = draw(Graphs.purchase(), Measure.FREQUENCY);
    List<Box> boxes = drawing.boxes();
    double start = boxes.get(0).area().y();
    double end = boxes.get(boxes.size() - 1).area().y();
    for (Box box : boxes) {
      if (box.node().kind() == Kind.ACTIVITY) {
        assertThat(box.area().y()).isGreaterThan(start).isLessThan(end);
      }
    }
  }

  @Test
  void of_manyElements_isDrawn() {
    DirectlyFollowsGraph graph = Graphs.random(new SplittableRandom(7), 100, 800);
    ProcessMap map = ProcessMap.of(graph, MapView.everything(Measure.FREQUENCY));
    assertThat(map.elements()).isBetween(500, MapLayout.MOST_ELEMENTS);
    assertThat(MapLayout.of(map).routes()).hasSameSizeAs(map.flows());
  }

  @Test
  void of_tooManyElements_isRefused() {
    DirectlyFollowsGraph graph = Graphs.random(new SplittableRandom(7), 600, 2_000);
    ProcessMap map = ProcessMap.of(graph, MapView.everything(Measure.FREQUENCY));
    assertThatThrownBy(() -> MapLayout.of(map))
        .isInstanceOfSatisfying(
            ThroughlineException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.TOO_LARGE))
        .hasMessage(
            "A map of %d elements cannot be drawn, the most is 2000; lower the sliders."
                .formatted(map.elements()));
  }

  private static DirectlyFollowsGraph small(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return Graphs.random(random, 1 + random.nextInt(14), 1 + random.nextInt(7));
  }

  private static Drawing draw(DirectlyFollowsGraph graph, Measure measure) {
    return MapLayout.of(ProcessMap.of(graph, MapView.everything(measure)));
  }

  private static Area box(Drawing drawing, ProcessMap.Node node) {
    return drawing.boxes().stream()
        .filter(box -> box.node().equals(node))
        .findFirst()
        .orElseThrow()
        .area();
  }

  private static boolean inside(Area area, Drawing drawing) {
    return area.x() >= 0
        && area.y() >= 0
        && area.x() + area.width() <= drawing.width()
        && area.y() + area.height() <= drawing.height();
  }

  private static boolean overlap(Area one, Area other) {
    return one.x() < other.x() + other.width()
        && other.x() < one.x() + one.width()
        && one.y() < other.y() + other.height()
        && other.y() < one.y() + one.height();
  }

  private static boolean touches(Area area, Point point) {
    return point.x() >= area.x() - 0.2
        && point.x() <= area.x() + area.width() + 0.2
        && point.y() >= area.y() - 0.2
        && point.y() <= area.y() + area.height() + 0.2;
  }
}
