package dev.throughline.mining.map.svg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throughline.mining.map.CaseTimeline;
import dev.throughline.mining.map.CaseTimeline.Entry;
import dev.throughline.model.Activity;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Source;
import dev.throughline.model.ThroughlineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

class TimelineSvgTest {
  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

  private static Entry entry(String system, String activity, int hours, double confidence) {
    return new Entry(
        new Source(system),
        new Activity(activity),
        START.plusSeconds(hours * 3600L),
        confidence,
        activity.startsWith("Goods"));
  }

  private static CaseTimeline purchase() {
    return new CaseTimeline(
        List.of(
            entry("erp.main", "Purchase order released", 0, 1),
            entry("supplier.invoices", "Delivery announced", 30, 0.98),
            entry("wms.north", "Goods received", 75, 0.95),
            entry("wms.north", "Damage recorded", 76, 0.9),
            entry("erp.main", "Receipt posted", 99, 1),
            entry("supplier.invoices", "Invoice received", 240, 0.98),
            entry("erp.main", "Invoice entered", 240, 1)));
  }

  /** What was drawn is left in target/golden to be looked at. */
  @Test
  void draw_purchase_equalsTheGoldenPicture() throws IOException {
    String svg = TimelineSvg.draw(purchase());
    Path drawn = Path.of("target", "golden", "timeline.svg");
    Files.createDirectories(drawn.getParent());
    Files.writeString(drawn, svg);
    assertThat(svg).isEqualTo(Pictures.golden("timeline.svg"));
  }

  @Test
  void draw_purchase_saysInWordsWhatItShows() throws Exception {
    Document document = Pictures.parse(TimelineSvg.draw(purchase()));
    assertThat(Pictures.texts(document, "desc"))
        .containsExactly("7 events in 3 systems; 5 steps pass from one system to another.");
    assertThat(Pictures.texts(document, "title"))
        .contains(
            "3. Goods received in wms.north at 2026-03-04T11:00:00Z; linked by shared documents,"
                + " 95 %; an exception rests on it",
            "Goods received → Damage recorded: 1 h",
            "Receipt posted → Invoice received: 5 d 21 h; passes to another system",
            "Invoice received → Invoice entered: 0 s; passes to another system");
    assertThat(Pictures.texts(document, "text"))
        .contains("erp.main", "wms.north", "linked, 98 % sure", "2026-03-01 08:00", "5.9 d");
  }

  @Test
  void draw_noOrOneEvent_isAPictureToo() throws Exception {
    Pictures.assertSafe(TimelineSvg.draw(new CaseTimeline(List.of())));
    String one = TimelineSvg.draw(new CaseTimeline(List.of(entry("erp", "Paid", 0, 1))));
    assertThat(Pictures.texts(Pictures.parse(one), "text")).contains("Paid");
  }

  @Test
  void draw_tooManyEvents_isRefused() {
    CaseTimeline timeline = new CaseTimeline(Collections.nCopies(501, entry("erp", "Paid", 0, 1)));
    assertThatThrownBy(() -> TimelineSvg.draw(timeline))
        .isInstanceOfSatisfying(
            ThroughlineException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.TOO_LARGE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "\"><image href=\"http://example.com/x.png\"/>",
        "override \u202e txt.exe \u2066 isolate",
        "line\nbreak\r\nand\ttab",
      })
  void draw_hostileNames_stayText(String name) throws Exception {
    String svg =
        TimelineSvg.draw(
            new CaseTimeline(
                List.of(entry(name, name, 0, 0.5), entry("erp" + name.repeat(90), name, 1, 1))));
    Pictures.assertSafe(svg);
    assertThat(svg).doesNotContain("\u202e", "\u2066");
  }

  @Test
  void draw_events_overlapNothing() throws Exception {
    List<Entry> entries = new ArrayList<>();
    for (int number = 0; number < 40; number++) {
      entries.add(
          entry(
              "system " + number % 7,
              "Activity of some length ".repeat(number % 9 + 1),
              number,
              number % 2 == 0 ? 1 : 0.75));
    }
    Document document = Pictures.parse(TimelineSvg.draw(new CaseTimeline(entries)));
    assertThat(Pictures.texts(document, "desc").get(0)).startsWith("40 events in 7 systems");
    assertThat(document.getDocumentElement().getAttribute("width")).isEqualTo("1476");
  }
}
