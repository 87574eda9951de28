package dev.throughline.api.reports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.mining.discovery.Arc;
import dev.throughline.mining.discovery.DirectlyFollowsGraph;
import dev.throughline.mining.map.MapView;
import dev.throughline.mining.map.ProcessMap;
import dev.throughline.mining.map.svg.MapSvg;
import dev.throughline.mining.performance.TimeStatistics;
import dev.throughline.model.Activity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.util.HtmlUtils;

/** The page as HTML and on paper. What was printed is left in target/reports to be looked at. */
class ReportPrintTest {
  private static final Instant AT = Instant.parse("2026-04-01T00:00:00Z");
  private static final int MAX_BYTES = 2 << 20;
  private static final HealthPage PAGE = HealthPages.full(map());

  private final ReportHtml html = new ReportHtml();
  private final ReportPdf pdf = new ReportPdf();

  private static String map() {
    Activity receipt = new Activity("Goods received");
    Activity paid = new Activity("Paid");
    Duration day = Duration.ofDays(1);
    TreeMap<Arc, TimeStatistics> arcs =
        new TreeMap<>(
            Map.of(new Arc(receipt, paid), new TimeStatistics(7, day, day, day, day, day)));
    DirectlyFollowsGraph graph =
        new DirectlyFollowsGraph(
            new TreeMap<>(Map.of(receipt, 7L, paid, 7L)),
            new TreeMap<>(Map.of(receipt, 7L)),
            new TreeMap<>(Map.of(paid, 7L)),
            arcs);
    return MapSvg.drawPlain(ProcessMap.of(graph, MapView.everything(MapView.Measure.FREQUENCY)));
  }

  private static String flat(String text) {
    return text.replaceAll("\\s+", " ");
  }

  private static String text(PDDocument document) throws IOException {
    return flat(new PDFTextStripper().getText(document));
  }

  @Test
  void print_fullPage_isOnePageOfPaperThatSaysEverything() throws IOException {
    byte[] printed = pdf.print(html.write(PAGE), AT);
    leave("process-health.pdf", printed);

    assertThat(printed).hasSizeLessThan(MAX_BYTES);
    try (PDDocument document = Loader.loadPDF(printed)) {
      assertThat(document.getNumberOfPages()).isEqualTo(1);
      assertThat(document.getPage(0).getMediaBox().getWidth()).isBetween(595f, 596f);
      assertThat(document.getPage(0).getMediaBox().getHeight()).isBetween(841f, 843f);
      assertThat(text(document)).contains(HealthPages.texts(PAGE));
    }
  }

  private static void leave(String name, byte[] content) throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "reports"));
    Files.write(folder.resolve(name), content);
  }

  @Test
  void print_fullPage_isTaggedAndEmbedsItsFonts() throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf.print(html.write(PAGE), AT))) {
      assertThat(document.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
      assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("en");
      assertThat(document.getDocumentInformation().getTitle())
          .isEqualTo("Process health: Procure to pay");
      assertThat(new String(document.getDocumentCatalog().getMetadata().toByteArray(), UTF_8))
          .contains("pdfuaid");
      assertThat(document.getDocumentCatalog().getStructureTreeRoot().getKids()).isNotEmpty();
      PDPage page = document.getPage(0);
      for (COSName name : page.getResources().getFontNames()) {
        PDFont font = page.getResources().getFont(name);
        assertThat(font.isEmbedded()).as(font.getName()).isTrue();
        assertThat(font.getName()).contains("LiberationSans");
      }
    }
  }

  @Test
  void print_equalPages_givesEqualBytes() {
    byte[] first = pdf.print(html.write(PAGE), AT);
    byte[] second = new ReportPdf().print(new ReportHtml().write(PAGE), AT);

    assertThat(second).isEqualTo(first);
    assertThat(pdf.print(html.write(PAGE), AT.plusSeconds(1))).isNotEqualTo(first);
  }

  @Test
  void write_fullPage_saysEverythingAndLoadsNothing() throws IOException {
    String document = html.write(PAGE);
    leave("process-health.html", document.getBytes(UTF_8));

    String words = flat(HtmlUtils.htmlUnescape(document.replaceAll("<[^>]*>", "")));
    assertThat(words).contains(HealthPages.texts(PAGE));
    assertThat(document).doesNotContain("src=", "href=", "@import", "url(", "<script");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "</title></head><svg onload=alert(1)>",
        "${T(java.lang.Runtime).getRuntime().exec('id')} [[${page}]] [(${page})]",
        "]]> & &lt; \" ' <!-- --> /*STYLE*/",
        "left\u202Eright \u0000\u0001\u001B[31m \uFFFF \uD800",
        "=cmd|' /C calc'!A0",
        "漢字 עברית 🙂"
      })
  void write_hostileTexts_stayTextInADocumentThatPrints(String text) throws IOException {
    HealthPage page = HealthPages.hostile(text);

    String document = html.write(page);

    assertThat(document)
        .doesNotContain("<script", "onload=alert(1)>", "\u202E", "\u0000", "\uFFFF");
    assertThat(document.split("<style", -1)).hasSize(3);
    try (PDDocument printed = Loader.loadPDF(pdf.print(document, AT))) {
      assertThat(printed.getNumberOfPages()).isEqualTo(1);
      assertThat(text(printed)).contains(page.headline());
    }
  }
}
