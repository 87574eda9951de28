package dev.throughline.mining.map.svg;

import dev.throughline.mining.map.ProcessMap;
import dev.throughline.mining.map.ProcessMap.Flow;
import dev.throughline.mining.map.ProcessMap.Kind;
import dev.throughline.mining.map.ProcessMap.Node;
import dev.throughline.mining.map.svg.Drawing.Area;
import dev.throughline.mining.map.svg.Drawing.Box;
import dev.throughline.mining.map.svg.Drawing.Point;
import dev.throughline.mining.map.svg.Drawing.Route;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.elk.alg.layered.options.FixedAlignment;
import org.eclipse.elk.alg.layered.options.LayerConstraint;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.NodePlacementStrategy;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeLabelPlacement;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.util.NullElkProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkLabel;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.ElkShape;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/** Places a map's nodes, arrows and labels in layers from top to bottom. */
/*
 * ELK's network simplex places nodes best, but recurses as deep as the drawing is large and takes
 * seconds from some 150 flows on; Brandes and Köpf's placement is linear. Labels are dummy nodes
 * of the layered algorithm and stand on their arrows, so that nothing overlaps them and nobody has
 * to guess whose they are. Weights let the main flow run straight down: without them the algorithm
 * turns the fewest arrows around, not the rarest. The nodes' port flexibility would avoid small
 * bends, but fails on self-loops (0.12.1).
 */
final class MapLayout {
  static final double NAME_SIZE = 13;
  static final double NAME_LINE = 16;
  static final double NUMBER_SIZE = 12;
  static final double NUMBER_LINE = 16;
  static final double NODE_PADDING = 9;

  /** The most elements that are drawn; beyond that nobody sees anything, and it takes seconds. */
  static final int MOST_ELEMENTS = 2_000;

  private static final int MOST_FLOWS_PLACED_BEST = 120;
  static final double MAX_NAME_WIDTH = 150;
  private static final double MIN_NODE_WIDTH = 96;
  private static final double SIDE_PADDING = 16;

  static {
    LayoutMetaDataService.getInstance()
        .registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
  }

  private final ProcessMap map;
  private final ElkNode root = ElkGraphUtil.createGraph();
  private final SystemMarks marks;
  private final Map<Node, ElkNode> placed = new HashMap<>();
  private final List<LabelText> labels = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private final List<ElkEdge> edges = new ArrayList<>();

  private MapLayout(ProcessMap map) {
    this.map = map;
    this.marks = new SystemMarks(map);
  }

  /**
   * Equal maps get equal drawings.
   *
   * @throws ThroughlineException TOO_LARGE beyond {@link #MOST_ELEMENTS}
   */
  static Drawing of(ProcessMap map) {
    if (map.elements() > MOST_ELEMENTS) {
      throw new ThroughlineException(
          ErrorCode.TOO_LARGE,
          "A map of %d elements cannot be drawn, the most is %d; lower the sliders."
              .formatted(map.elements(), MOST_ELEMENTS));
    }
    return new MapLayout(map).place();
  }

  private Drawing place() {
    configure();
    map.nodes().forEach(this::addNode);
    map.flows().forEach(this::addFlow);
    new RecursiveGraphLayoutEngine().layout(root, new NullElkProgressMonitor());
    List<Box> boxes = new ArrayList<>();
    for (int index = 0; index < labels.size(); index++) {
      Node node = map.nodes().get(index);
      boxes.add(new Box(node, labels.get(index), area(elk(node))));
    }
    List<Route> routes = new ArrayList<>();
    for (int index = 0; index < edges.size(); index++) {
      routes.add(route(map.flows().get(index), texts.get(index), edges.get(index)));
    }
    return new Drawing(rounded(root.getWidth()), rounded(root.getHeight()), boxes, routes);
  }

  private void configure() {
    boolean large = map.flows().size() > MOST_FLOWS_PLACED_BEST;
    root.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
    root.setProperty(LayeredOptions.DIRECTION, Direction.DOWN);
    root.setProperty(LayeredOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
    root.setProperty(LayeredOptions.RANDOM_SEED, 1);
    root.setProperty(LayeredOptions.THOROUGHNESS, large ? 2 : 7);
    root.setProperty(
        LayeredOptions.NODE_PLACEMENT_STRATEGY,
        large ? NodePlacementStrategy.BRANDES_KOEPF : NodePlacementStrategy.NETWORK_SIMPLEX);
    root.setProperty(LayeredOptions.NODE_PLACEMENT_BK_FIXED_ALIGNMENT, FixedAlignment.BALANCED);
    root.setProperty(LayeredOptions.PADDING, new ElkPadding(12));
    root.setProperty(LayeredOptions.SPACING_NODE_NODE, 36.0);
    root.setProperty(LayeredOptions.SPACING_EDGE_EDGE, 14.0);
    root.setProperty(LayeredOptions.SPACING_EDGE_NODE, 18.0);
    root.setProperty(LayeredOptions.SPACING_NODE_SELF_LOOP, 18.0);
    root.setProperty(LayeredOptions.SPACING_LABEL_NODE, 6.0);
    root.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 30.0);
    root.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, 18.0);
    root.setProperty(LayeredOptions.SPACING_EDGE_EDGE_BETWEEN_LAYERS, 10.0);
  }

  private void addNode(Node node) {
    LabelText label = LabelText.wrap(node.name(), MAX_NAME_WIDTH, NAME_SIZE);
    ElkNode box = ElkGraphUtil.createNode(root);
    double text =
        Math.max(
            Math.max(label.width(), FontWidths.width(node.label(), NUMBER_SIZE)),
            marks.width(node));
    box.setWidth(Math.ceil(Math.max(MIN_NODE_WIDTH, text + 2 * SIDE_PADDING)));
    box.setHeight(
        label.lines().size() * NAME_LINE + NUMBER_LINE + 2 * NODE_PADDING + marks.height(node));
    if (node.kind() == Kind.START) {
      box.setProperty(LayeredOptions.LAYERING_LAYER_CONSTRAINT, LayerConstraint.FIRST);
    } else if (node.kind() == Kind.END) {
      box.setProperty(LayeredOptions.LAYERING_LAYER_CONSTRAINT, LayerConstraint.LAST_SEPARATE);
    }
    placed.put(node, box);
    labels.add(label);
  }

  private void addFlow(Flow flow) {
    ElkEdge edge = ElkGraphUtil.createSimpleEdge(elk(flow.from()), elk(flow.to()));
    String text = flow.label(map.view().measure());
    ElkLabel label = ElkGraphUtil.createLabel(text, edge);
    label.setWidth(Math.ceil(FontWidths.width(text, NUMBER_SIZE)) + 8 + marks.width(flow));
    label.setHeight(NUMBER_LINE);
    label.setProperty(LayeredOptions.EDGE_LABELS_INLINE, true);
    label.setProperty(LayeredOptions.EDGE_LABELS_PLACEMENT, EdgeLabelPlacement.CENTER);
    int weight = weight(flow);
    edge.setProperty(LayeredOptions.PRIORITY_DIRECTION, weight);
    edge.setProperty(LayeredOptions.PRIORITY_SHORTNESS, weight);
    edge.setProperty(LayeredOptions.PRIORITY_STRAIGHTNESS, weight);
    texts.add(text);
    edges.add(edge);
  }

  /** 1..1000: frequent flows are kept downward, short and straight. */
  private int weight(Flow flow) {
    double most = Math.max(1, map.flows().get(0).count());
    return 1 + (int) (999 * (flow.count() / most));
  }

  private ElkNode elk(Node node) {
    ElkNode box = placed.get(node);
    if (box == null) {
      throw new IllegalArgumentException("a flow names a node that the map lacks: " + node);
    }
    return box;
  }

  private static Route route(Flow flow, String text, ElkEdge edge) {
    ElkEdgeSection section = edge.getSections().get(0);
    List<Point> points = new ArrayList<>();
    points.add(point(section.getStartX(), section.getStartY()));
    section.getBendPoints().forEach(bend -> points.add(point(bend.getX(), bend.getY())));
    points.add(point(section.getEndX(), section.getEndY()));
    return new Route(flow, Bends.straightened(points), text, area(edge.getLabels().get(0)));
  }

  private static Point point(double x, double y) {
    return new Point(rounded(x), rounded(y));
  }

  private static Area area(ElkShape shape) {
    return new Area(
        rounded(shape.getX()),
        rounded(shape.getY()),
        rounded(shape.getWidth()),
        rounded(shape.getHeight()));
  }

  /** To tenths of a pixel. */
  static double rounded(double value) {
    return Math.rint(value * 10) / 10;
  }
}
