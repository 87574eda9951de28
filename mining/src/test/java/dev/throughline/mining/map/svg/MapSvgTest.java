package dev.throughline.mining.map.svg;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.mining.discovery.DirectlyFollowsGraph;
import dev.throughline.mining.discovery.RecordingSystems;
import dev.throughline.mining.map.Graphs;
import dev.throughline.mining.map.MapTable;
import dev.throughline.mining.map.MapView;
import dev.throughline.mining.map.MapView.Measure;
import dev.throughline.mining.map.ProcessMap;
import dev.throughline.mining.map.ShownNumbers;
import dev.throughline.model.Activity;
import dev.throughline.model.Source;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class MapSvgTest {
  private static final Set<String> ELEMENTS =
      Set.of("svg", "title", "desc", "g", "path", "rect", "text");
  private static final Set<String> ATTRIBUTES =
      Set.of(
          "xmlns",
          "role",
          "aria-label",
          "aria-hidden",
          "viewBox",
          "width",
          "height",
          "x",
          "y",
          "rx",
          "d",
          "transform",
          "fill",
          "fill-opacity",
          "stroke",
          "stroke-width",
          "stroke-dasharray",
          "font-family",
          "font-size",
          "font-weight",
          "text-anchor");

  /** What was drawn is left in target/golden to be looked at. */
  @ParameterizedTest
  @EnumSource(names = {"FREQUENCY", "MEDIAN"})
  void draw_purchase_equalsTheGoldenPicture(Measure measure) throws IOException {
    String name = "purchase-" + measure.name().toLowerCase(Locale.ROOT) + ".svg";
    String svg = draw(Graphs.purchase(), measure);
    Path drawn = Path.of("target", "golden", name);
    Files.createDirectories(drawn.getParent());
    Files.writeString(drawn, svg);
    assertThat(svg).isEqualTo(golden(name));
  }

  @Test
  void draw_severalSystems_equalsTheGoldenPicture() throws IOException {
    String svg = MapSvg.draw(acrossSystems(Graphs.purchaseSystems()));
    Files.createDirectories(Path.of("target", "golden"));
    Files.writeString(Path.of("target", "golden", "purchase-systems.svg"), svg);
    assertThat(svg).isEqualTo(golden("purchase-systems.svg"));
  }

  /**
   * Not by colour alone: in words on each activity, as a shape on each arrow, and in the titles.
   */
  @Test
  void draw_severalSystems_namesThemAndMarksTheStepsBetween() throws Exception {
    Document document = parse(MapSvg.draw(acrossSystems(Graphs.purchaseSystems())));
    assertThat(texts(document, "text"))
        .contains("wms × 2", "supplier.invoices", "erp.main", "some steps do");
    assertThat(texts(document, "title"))
        .contains("Goods received: 191 events; recorded in wms.north (150), wms.south (41)")
        .anyMatch(
            title ->
                title.startsWith("PO released → Goods received: 151 times")
                    && title.endsWith("; passes to another system: 151 of 151"))
        .anyMatch(title -> title.endsWith("; passes to another system: 5 of 31"))
        .anyMatch(
            title -> title.startsWith("Payment approved → Paid") && !title.contains("passes"));
    assertThat(texts(document, "desc").get(0))
        .endsWith(" Arcs that pass from one system to another: 7.");
  }

  @Test
  void draw_oneSystem_isThePictureWithoutSystems() throws IOException {
    TreeMap<Activity, SortedMap<Source, Long>> recorded = new TreeMap<>();
    Graphs.purchase()
        .activities()
        .forEach(
            (activity, count) ->
                recorded.put(activity, new TreeMap<>(Map.of(new Source("erp"), count))));
    RecordingSystems one = new RecordingSystems(recorded, new TreeMap<>());
    assertThat(MapSvg.draw(acrossSystems(one))).isEqualTo(golden("purchase-frequency.svg"));
  }

  private static ProcessMap acrossSystems(RecordingSystems systems) {
    return ProcessMap.of(Graphs.purchase(), systems, MapView.everything(Measure.FREQUENCY));
  }

  @ParameterizedTest
  @EnumSource
  void draw_purchase_writesEveryNumberOfItsTable(Measure measure) throws Exception {
    ProcessMap map = ProcessMap.of(Graphs.purchase(), MapView.everything(measure));
    MapTable table = MapTable.of(map);
    List<String> texts = texts(parse(MapSvg.draw(map)), "text");
    assertThat(table.arcs()).hasSize(map.flows().size());
    assertThat(texts).containsAll(table.arcs().stream().map(MapTable.ArcRow::label).toList());
    for (MapTable.NodeRow row : table.nodes()) {
      assertThat(texts).anyMatch(text -> text.startsWith(ShownNumbers.count(row.count())));
    }
  }

  @Test
  void draw_purchase_titlesSayTheExactTimes() throws Exception {
    assertThat(texts(parse(draw(Graphs.purchase(), Measure.MEAN)), "title"))
        .contains("Process map: performance", "Paid: 160 events", "Start: 164 cases")
        .contains(
            "Goods received → Goods received: 31 times; mean 33 min 20 s; median 33 min 20 s;"
                + " shortest 33 min 20 s; longest 33 min 20 s; total 17 h 13 min 20 s");
  }

  @Test
  void draw_purchase_saysWhatItCovers() throws Exception {
    ProcessMap map = ProcessMap.of(Graphs.purchase(), new MapView(0, 0, Measure.FREQUENCY));
    assertThat(texts(parse(MapSvg.draw(map)), "desc"))
        .containsExactly(
            "What follows what, and how often. Shows 6 of 8 activities and 5 of 13 arcs; 96.6 % of"
                + " the events, 82.1 % of the steps between them.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "\"><image href=\"http://example.com/x.png\"/>",
        "' onload='alert(1)",
        "a & b &amp; c ]]> <!--",
        "nul \u0000 escape \u001b[31m delete \u007f",
        "override \u202e txt.exe \u2066 isolate",
        "lone \ud83d surrogate \udc00 and \ufffe",
        "line\nbreak\r\nand\ttab",
        "url(#x) expression(alert(1)) javascript:alert(1)",
      })
  void draw_hostileName_staysText(String name) throws Exception {
    String svg = draw(new Graphs().add(3, name, "B", name, "C" + name).graph(), Measure.MEAN);
    assertSafe(svg);
    assertThat(svg).doesNotContain("\u202e", "\u2066", "\u0000", "\u001b", "\u007f");
    assertThat(texts(parse(svg), "title"))
        .contains(SvgText.visible(name, Integer.MAX_VALUE) + ": 6 events");
  }

  @Test
  void draw_hostileAndLongSystems_stayTextWithinTheirBand() throws Exception {
    String hostile = "\"><script>\u202e".repeat(300);
    TreeMap<Activity, SortedMap<Source, Long>> recorded = new TreeMap<>();
    TreeMap<Source, Long> many = new TreeMap<>(Map.of(new Source(hostile), 9L));
    for (int system = 0; system < 20; system++) {
      many.put(new Source("system " + system), 1L);
    }
    recorded.put(new Activity("A"), many);
    RecordingSystems systems = new RecordingSystems(recorded, new TreeMap<>());
    DirectlyFollowsGraph graph = new Graphs().add(29, "A").graph();
    String svg = MapSvg.draw(ProcessMap.of(graph, systems, MapView.everything(Measure.FREQUENCY)));
    assertSafe(svg);
    assertThat(svg).doesNotContain("\u202e");
    Document document = parse(svg);
    assertThat(texts(document, "text")).anyMatch(text -> text.endsWith("… +20"));
    assertThat(texts(document, "title")).anyMatch(title -> title.endsWith(" and 13 more"));
    assertThat(Double.parseDouble(document.getDocumentElement().getAttribute("width")))
        .isLessThan(800);
  }

  @Test
  void draw_longestName_isShortenedInTheLabelAndWholeInTheTitle() throws Exception {
    String name = "Receive and check 票".repeat(800) + "end";
    String svg = draw(new Graphs().add(2, name, "B", name).graph(), Measure.FREQUENCY);
    assertSafe(svg);
    Document document = parse(svg);
    assertThat(texts(document, "title")).contains(name + ": 4 events");
    assertThat(texts(document, "text")).allMatch(text -> text.length() < 120);
    assertThat(Double.parseDouble(document.getDocumentElement().getAttribute("width")))
        .isLessThan(800);
  }

  @Test
  void draw_emptyGraph_isAPictureToo() throws Exception {
    String svg = draw(new Graphs().graph(), Measure.MEAN);
    assertSafe(svg);
    assertThat(texts(parse(svg), "text")).contains("Start", "0 cases", "End");
  }

  /** Nothing but known elements and attributes; so no script, style, id, reference or handler. */
  private static void assertSafe(String svg) throws Exception {
    NodeList all = parse(svg).getElementsByTagName("*");
    for (int index = 0; index < all.getLength(); index++) {
      Element element = (Element) all.item(index);
      assertThat(ELEMENTS).contains(element.getTagName());
      for (int number = 0; number < element.getAttributes().getLength(); number++) {
        assertThat(ATTRIBUTES).contains(element.getAttributes().item(number).getNodeName());
        assertThat(element.getAttributes().item(number).getNodeValue()).doesNotContain("url(");
      }
    }
  }

  private static String draw(DirectlyFollowsGraph graph, Measure measure) {
    return MapSvg.draw(ProcessMap.of(graph, MapView.everything(measure)));
  }

  private static Document parse(String svg) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory.newDocumentBuilder().parse(new ByteArrayInputStream(svg.getBytes(UTF_8)));
  }

  private static List<String> texts(Document document, String element) {
    List<String> texts = new ArrayList<>();
    NodeList all = document.getElementsByTagName(element);
    for (int index = 0; index < all.getLength(); index++) {
      texts.add(all.item(index).getTextContent());
    }
    return texts;
  }

  private static String golden(String name) throws IOException {
    try (InputStream in = MapSvgTest.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
