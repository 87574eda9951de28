package dev.throughline.mining.map.svg;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jfree.svg.SVGGraphics2D;

/**
 * What JFreeChart drew, fit for a page: its inline styles become presentation attributes, and its
 * definitions and clip paths go, so that nothing has an id.
 */
final class ChartElements {
  private static final Pattern STYLE = Pattern.compile(" style='([^']*)'");
  private static final Pattern DECLARATION = Pattern.compile("([a-z-]+):([^;]+);?");

  /** SVG elements in the chart's coordinates, one per line. */
  static String of(SVGGraphics2D drawn) {
    String svg = drawn.getSVGElement();
    int definitions = svg.indexOf("</defs>");
    String body = svg.substring(definitions + "</defs>".length(), svg.lastIndexOf("</svg>"));
    String unclipped = body.replaceAll(" clip-path='[^']*'", "");
    String attributed = STYLE.matcher(unclipped).replaceAll(style -> attributes(style.group(1)));
    return attributed.replace('\'', '"').replace("/><", "/>\n<").strip() + "\n";
  }

  /** {@code fill:red;stroke:blue} as {@code fill='red' stroke='blue'}. */
  private static String attributes(String style) {
    StringBuilder attributes = new StringBuilder();
    Matcher declaration = DECLARATION.matcher(style);
    while (declaration.find()) {
      attributes.append(' ').append(declaration.group(1));
      attributes.append("='").append(declaration.group(2)).append('\'');
    }
    return attributes.toString();
  }

  private ChartElements() {}
}
