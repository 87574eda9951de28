package dev.throughline.mining.map.svg;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes SVG: every name and value is escaped, every element closed, one element per line.
 *
 * <p>Only presentation attributes are written; no style, script, id or reference. So the picture
 * may stand in a page with a strict content security policy, more than once.
 */
final class SvgWriter {
  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /** An element with content; attributes are names and values in turn. */
  SvgWriter open(String element, Object... attributes) {
    indent().append('<').append(element);
    attributes(attributes);
    out.append(">\n");
    open.push(element);
    return this;
  }

  SvgWriter close() {
    String element = open.pop();
    indent().append("</").append(element).append(">\n");
    return this;
  }

  /** An element without content. */
  SvgWriter empty(String element, Object... attributes) {
    indent().append('<').append(element);
    attributes(attributes);
    out.append("/>\n");
    return this;
  }

  /** An element whose content is text. */
  SvgWriter text(String element, String content, Object... attributes) {
    indent().append('<').append(element);
    attributes(attributes);
    out.append('>').append(SvgText.escaped(content)).append("</").append(element).append(">\n");
    return this;
  }

  /** Elements that are SVG already; ours or a library's, never anyone's text. */
  SvgWriter raw(String elements) {
    out.append(elements);
    return this;
  }

  /** Tenths at most, and no trailing zero. */
  static String number(double value) {
    BigDecimal rounded = BigDecimal.valueOf(MapLayout.rounded(value)).stripTrailingZeros();
    return rounded.signum() == 0 ? "0" : rounded.toPlainString();
  }

  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("not closed: " + open);
    }
    return out.toString();
  }

  private void attributes(Object... attributes) {
    for (int index = 0; index < attributes.length; index += 2) {
      Object value = attributes[index + 1];
      String text = value instanceof Double number ? number(number) : value.toString();
      out.append(' ').append(attributes[index]).append("=\"");
      out.append(SvgText.escaped(text)).append('"');
    }
  }

  private StringBuilder indent() {
    return out.append(" ".repeat(open.size()));
  }
}
