package dev.throughline.mining.map.svg;

import static dev.throughline.mining.map.svg.Pictures.assertSafe;
import static dev.throughline.mining.map.svg.Pictures.golden;
import static dev.throughline.mining.map.svg.Pictures.parse;
import static dev.throughline.mining.map.svg.Pictures.texts;
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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

class MapSvgTest {
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
  void drawPlain_purchase_isTheSameMapWithoutTheStripAbove() throws Exception {
    ProcessMap map = acrossSystems(Graphs.purchaseSystems());
    Document plain = parse(MapSvg.drawPlain(map));
    Document whole = parse(MapSvg.draw(map));
    assertThat(texts(plain, "title")).isEqualTo(texts(whole, "title"));
    assertThat(texts(plain, "desc")).isEqualTo(texts(whole, "desc"));
    assertThat(texts(plain, "text")).isNotEmpty().doesNotContain("some steps do");
    assertThat(texts(whole, "text")).containsAll(texts(plain, "text"));
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

  private static String draw(DirectlyFollowsGraph graph, Measure measure) {
    return MapSvg.draw(ProcessMap.of(graph, MapView.everything(measure)));
  }
}
