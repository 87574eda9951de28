package dev.throughline.mining.map.svg;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.mining.performance.CaseDurations;
import dev.throughline.mining.performance.CaseDurations.Bin;
import dev.throughline.mining.performance.TimeStatistics;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class DurationHistogramTest {
  /** What was drawn is left in target/golden to be looked at. */
  @Test
  void draw_days_equalsTheGoldenPicture() throws IOException {
    String svg = DurationHistogram.draw(days());
    Path drawn = Path.of("target", "golden", "durations.svg");
    Files.createDirectories(drawn.getParent());
    Files.writeString(drawn, svg);
    assertThat(svg).isEqualTo(golden("durations.svg"));
  }

  @Test
  void draw_days_hasOneColumnPerBinAndABarPerBinWithCases() throws Exception {
    Document document = parse(DurationHistogram.draw(days()));
    assertThat(texts(document, "title"))
        .hasSize(1 + days().histogram().size())
        .contains("Case durations", "0 s to 3.0 d: 410 cases", "12.0 d to 15.0 d: 1 case");
    assertThat(texts(document, "text"))
        .contains("Case duration in days", "Cases", "median 4.1 d", "0", "15", "100", "400");
    assertThat(texts(document, "desc"))
        .containsExactly("806 cases; shortest 3.0 h, median 4.1 d, mean 4.6 d, longest 30.0 d.");
  }

  @Test
  void draw_days_needsNoStyleAndNoReference() {
    assertThat(DurationHistogram.draw(days()))
        .doesNotContain("style", "clip", "url(", " id=", "href", "script", "'><");
  }

  @ParameterizedTest
  @CsvSource({
    "PT0.001S, milliseconds",
    "PT1.999S, milliseconds",
    "PT2S, seconds",
    "PT2M, minutes",
    "PT2H, hours",
    "PT47H, hours",
    "PT48H, days",
    "P3000D, days"
  })
  void draw_anyLength_choosesItsUnit(Duration longest, String unit) throws Exception {
    String svg = DurationHistogram.draw(durations(longest, 5, 3));
    assertThat(texts(parse(svg), "text")).contains("Case duration in " + unit);
  }

  @Test
  void draw_noCases_saysSo() throws Exception {
    CaseDurations none = new CaseDurations(TimeStatistics.NONE, List.of(), List.of());
    assertThat(texts(parse(DurationHistogram.draw(none)), "text")).containsExactly("No cases.");
  }

  @Test
  void draw_casesThatTakeNoTime_saysSo() throws Exception {
    assertThat(texts(parse(DurationHistogram.draw(durations(Duration.ZERO, 0, 7))), "text"))
        .containsExactly("7 cases, all from their first to their last event in no time.");
  }

  @Test
  void draw_millionsOfCases_keepsItsAxisAtZero() throws Exception {
    String svg = DurationHistogram.draw(durations(Duration.ofDays(1), 1_500_000, 2_000_000));
    assertThat(texts(parse(svg), "text")).contains("0", "500,000", "2,000,000");
  }

  private static CaseDurations days() {
    long[] cases = {410, 221, 96, 47, 1, 13, 9, 6, 2, 1};
    List<Bin> bins = new ArrayList<>();
    for (int bin = 0; bin < cases.length; bin++) {
      bins.add(new Bin(Duration.ofDays(3L * bin), Duration.ofDays(3L * bin + 3), cases[bin]));
    }
    return new CaseDurations(
        new TimeStatistics(
            806,
            Duration.ofHours(3),
            Duration.ofMinutes(6_624),
            Duration.ofMinutes(5_904),
            Duration.ofDays(30),
            Duration.ofMinutes(6_624L * 806)),
        List.of(),
        bins);
  }

  private static CaseDurations durations(Duration longest, long first, long last) {
    Duration half = longest.dividedBy(2);
    return new CaseDurations(
        new TimeStatistics(
            first + last, Duration.ZERO, half, half, longest, half.multipliedBy(first + last)),
        List.of(),
        List.of(new Bin(Duration.ZERO, half, first), new Bin(half, longest, last)));
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
    try (InputStream in = DurationHistogramTest.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
