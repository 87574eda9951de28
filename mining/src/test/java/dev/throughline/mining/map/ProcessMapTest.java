package dev.throughline.mining.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throughline.mining.discovery.Arc;
import dev.throughline.mining.discovery.DirectlyFollowsGraph;
import dev.throughline.mining.discovery.Variant;
import dev.throughline.mining.map.MapView.Measure;
import dev.throughline.mining.map.ProcessMap.Flow;
import dev.throughline.mining.map.ProcessMap.Kind;
import dev.throughline.mining.map.ProcessMap.Node;
import dev.throughline.mining.map.ProcessMap.Share;
import dev.throughline.mining.performance.TimeStatistics;
import dev.throughline.model.Activity;
import dev.throughline.model.CaseId;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProcessMapTest {
  static LongStream seeds() {
    return LongStream.range(0, 25);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void of_everything_equalsTheGraph(long seed) {
    DirectlyFollowsGraph graph = Graphs.random(new SplittableRandom(seed));
    ProcessMap map = ProcessMap.of(graph, MapView.everything(Measure.FREQUENCY));
    TreeMap<Activity, Long> activities = new TreeMap<>();
    TreeMap<Activity, Long> starts = new TreeMap<>();
    TreeMap<Activity, Long> ends = new TreeMap<>();
    TreeMap<Arc, TimeStatistics> arcs = new TreeMap<>();
    for (Node node : map.nodes()) {
      if (node.kind() == Kind.ACTIVITY) {
        activities.put(new Activity(node.name()), node.count());
      }
    }
    for (Flow flow : map.flows()) {
      if (flow.from().kind() == Kind.START) {
        starts.put(new Activity(flow.to().name()), flow.count());
      } else if (flow.to().kind() == Kind.END) {
        ends.put(new Activity(flow.from().name()), flow.count());
      } else {
        Arc arc = new Arc(new Activity(flow.from().name()), new Activity(flow.to().name()));
        arcs.put(arc, flow.times());
        assertThat(flow.count()).as("seed %d", seed).isEqualTo(flow.times().count());
      }
    }
    assertThat(new DirectlyFollowsGraph(activities, starts, ends, arcs))
        .as("seed %d", seed)
        .isEqualTo(graph);
    assertThat(map.coverage().steps().value()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void of_everySliderStep_growsAndStaysConnected(long seed) {
    DirectlyFollowsGraph graph = Graphs.random(new SplittableRandom(seed));
    for (int activities = 0; activities <= 100; activities += 7) {
      for (int paths = 0; paths <= 100; paths += 9) {
        ProcessMap map = map(graph, activities, paths);
        String at = "seed %d, activities %d, paths %d".formatted(seed, activities, paths);
        assertThat(reached(map, Kind.START, Flow::from, Flow::to)).as(at).containsAll(map.nodes());
        assertThat(reached(map, Kind.END, Flow::to, Flow::from)).as(at).containsAll(map.nodes());
        assertThat(map(graph, Math.min(100, activities + 3), paths).nodes())
            .as(at)
            .containsAll(map.nodes());
        assertThat(map(graph, Math.min(100, activities + 3), paths).flows())
            .as(at)
            .containsAll(map.flows());
        assertThat(map(graph, activities, Math.min(100, paths + 3)).flows())
            .as(at)
            .containsAll(map.flows());
        assertThat(map.coverage().events().shown()).as(at).isEqualTo(events(map.nodes()));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void automatic_anyGraph_fitsAndNoOtherPositionCoversMore(long seed) {
    DirectlyFollowsGraph graph = Graphs.random(new SplittableRandom(seed), 40, 60);
    MapView view = MapView.automatic(graph);
    ProcessMap map = ProcessMap.of(graph, view);
    assertThat(map.elements()).as("seed %d", seed).isLessThanOrEqualTo(50);
    for (int activities = 0; activities <= 100; activities += 5) {
      for (int paths = 0; paths <= 100; paths += 5) {
        ProcessMap other = map(graph, activities, paths);
        if (other.elements() <= 50) {
          assertThat(score(other)).as("seed %d", seed).isLessThanOrEqualTo(score(map));
        }
      }
    }
  }

  /**
   * Every activity of a chain is needed to get from start to end: there is nothing to leave out.
   */
  @Test
  void automatic_longChain_isTheLowestPosition() {
    String[] chain = new String[60];
    for (int index = 0; index < chain.length; index++) {
      chain[index] = "Step " + index;
    }
    DirectlyFollowsGraph graph = new Graphs().add(3, chain).graph();
    MapView view = MapView.automatic(graph);
    assertThat(view).isEqualTo(new MapView(0, 0, Measure.FREQUENCY));
    assertThat(ProcessMap.of(graph, view).elements()).isEqualTo(62 + 61);
  }

  /** The main flow has 60 activities, but a few cases take a short way. */
  @Test
  void automatic_longChainWithAShortcut_fits() {
    String[] chain = new String[60];
    for (int index = 0; index < chain.length; index++) {
      chain[index] = "Step " + index;
    }
    DirectlyFollowsGraph graph =
        new Graphs().add(300, chain).add(2, chain[0], chain[30], chain[59]).graph();
    ProcessMap map = ProcessMap.of(graph, MapView.automatic(graph));
    assertThat(map.elements()).isLessThanOrEqualTo(50);
    assertThat(reached(map, Kind.START, Flow::from, Flow::to)).containsAll(map.nodes());
  }

  @Test
  void of_lowestPosition_keepsTheMostFrequentActivityOnItsMainPath() {
    ProcessMap map = map(Graphs.purchase(), 0, 0);
    assertThat(map.nodes())
        .extracting(Node::name)
        .containsExactly(
            "Start",
            "Goods received",
            "Three-way match",
            "PO released",
            "Invoice received",
            "Paid",
            "Payment approved",
            "End")
        .doesNotContain("PO cancelled");
    assertThat(map.flows()).hasSize(7);
  }

  @Test
  void of_middlePosition_saysWhatItCovers() {
    ProcessMap map = map(Graphs.purchase(), 0, 0);
    assertThat(map.coverage().activities()).isEqualTo(new Share(6, 8));
    assertThat(map.coverage().arcs()).isEqualTo(new Share(5, 13));
    // 120·6 + 31·8 + 9·6 + 4·2 events, without 31 resolved and 4 cancelled
    assertThat(map.coverage().events()).isEqualTo(new Share(995, 1030));
    // 120·5 + 31·7 + 9·5 + 4·1 steps; shown: 151 + 151 + 151 + 129 + 129
    assertThat(map.coverage().steps()).isEqualTo(new Share(711, 866));
  }

  @Test
  void of_emptyGraph_isStartAndEnd() {
    DirectlyFollowsGraph graph = new Graphs().graph();
    ProcessMap map = ProcessMap.of(graph, MapView.automatic(graph));
    assertThat(map.nodes())
        .containsExactly(new Node(Kind.START, "Start", 0), new Node(Kind.END, "End", 0));
    assertThat(map.flows()).isEmpty();
  }

  @Test
  void of_activitiesNamedLikeTheArtificialOnes_staysApart() {
    DirectlyFollowsGraph graph = new Graphs().add(2, "Start", "End").graph();
    ProcessMap map = ProcessMap.of(graph, MapView.everything(Measure.MEAN));
    assertThat(map.nodes())
        .extracting(Node::kind)
        .containsExactly(Kind.START, Kind.ACTIVITY, Kind.ACTIVITY, Kind.END);
    assertThat(map.flows()).hasSize(3);
  }

  @Test
  void completeCases_someVariants_countsThoseFullyDrawn() {
    ProcessMap map = map(Graphs.purchase(), 0, 0);
    List<Variant> variants =
        List.of(
            variant(
                120,
                "PO released",
                "Goods received",
                "Invoice received",
                "Three-way match",
                "Payment approved",
                "Paid"),
            variant(7, "PO released", "Goods received"),
            variant(4, "PO released", "PO cancelled"));
    assertThat(map.completeCases(variants)).isEqualTo(120);
  }

  @Test
  void view_sliderOutOfRange_isRefused() {
    assertThatThrownBy(() -> new MapView(101, 0, Measure.MEAN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("activities must be in 0..100, was 101");
  }

  private static ProcessMap map(DirectlyFollowsGraph graph, int activities, int paths) {
    return ProcessMap.of(graph, new MapView(activities, paths, Measure.FREQUENCY));
  }

  private static double score(ProcessMap map) {
    return map.coverage().events().value() + map.coverage().steps().value();
  }

  private static long events(Collection<Node> nodes) {
    return nodes.stream().filter(node -> node.kind() == Kind.ACTIVITY).mapToLong(Node::count).sum();
  }

  private static Set<Node> reached(
      ProcessMap map, Kind root, Function<Flow, Node> near, Function<Flow, Node> far) {
    Set<Node> reached = new HashSet<>();
    Deque<Node> open = new ArrayDeque<>();
    map.nodes().stream().filter(node -> node.kind() == root).forEach(open::add);
    for (Node node = open.poll(); node != null; node = open.poll()) {
      if (reached.add(node)) {
        Node here = node;
        map.flows().stream()
            .filter(flow -> near.apply(flow).equals(here))
            .map(far)
            .forEach(open::add);
      }
    }
    return reached;
  }

  private static Variant variant(long cases, String... names) {
    return new Variant(
        List.of(names).stream().map(Activity::new).toList(), cases, new CaseId("case 1"));
  }
}
