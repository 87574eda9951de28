package dev.throughline.mining.map.svg;

import dev.throughline.mining.map.CaseTimeline.Entry;
import dev.throughline.mining.map.svg.Drawing.Area;
import java.util.ArrayList;
import java.util.List;

/**
 * How an event on a timeline is outlined.
 *
 * @param isSure whether the event names its case itself; dashed if not
 * @param isEvidence whether an exception rests on it; thick and coloured if so
 */
record EventOutline(boolean isSure, boolean isEvidence) {

  static EventOutline of(Entry entry) {
    return new EventOutline(entry.confidence() == 1, entry.isEvidence());
  }

  /** The attributes of a rectangle. */
  Object[] around(Area area) {
    List<Object> attributes = new ArrayList<>();
    attributes.addAll(List.of("x", area.x(), "y", area.y()));
    attributes.addAll(List.of("width", area.width(), "height", area.height()));
    attributes.addAll(List.of("rx", Math.min(8, area.height() / 4)));
    attributes.addAll(List.of("fill", isEvidence ? "#fff6e5" : Colours.PAPER));
    attributes.addAll(List.of("stroke", isEvidence ? "#8a5200" : Colours.LINE));
    attributes.addAll(List.of("stroke-width", isEvidence ? 2.4 : 1.2));
    if (!isSure) {
      attributes.addAll(List.of("stroke-dasharray", "5 4"));
    }
    return attributes.toArray();
  }

  /** One line that explains the outlines, and the diamond of a step between systems. */
  static void drawLegend(SvgWriter svg, double middle) {
    svg.open("g", "aria-hidden", "true");
    SystemMarks.drawDiamond(svg, 22, middle, true);
    note(svg, "the step passes to another system", 34, middle);
    svg.empty("rect", new EventOutline(false, false).around(new Area(252, middle - 7, 24, 14)));
    note(svg, "linked by shared documents", 284, middle);
    svg.empty("rect", new EventOutline(true, true).around(new Area(462, middle - 7, 24, 14)));
    note(svg, "an exception rests on it", 494, middle);
    svg.close();
  }

  private static void note(SvgWriter svg, String text, double x, double middle) {
    svg.text(
        "text",
        text,
        "x",
        x,
        "y",
        middle + 4,
        "font-size",
        TimelineSvg.SMALL,
        "fill",
        Colours.QUIET_INK);
  }
}
