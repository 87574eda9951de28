package dev.throughline.mining.map.svg;

import java.util.ArrayList;
import java.util.List;

/**
 * A name broken into lines that fit a width.
 *
 * <p>Breaks at spaces and after hyphens, slashes and underscores; a longer word is cut where it
 * must be, never inside a character. What does not fit into the last line ends in an ellipsis.
 *
 * @param lines at least one
 * @param width of the widest line in pixels
 */
record LabelText(List<String> lines, double width) {
  private static final int MAX_LINES = 3;
  private static final String ELLIPSIS = "…";

  LabelText {
    lines = List.copyOf(lines);
  }

  /** O(length up to what fits); reads no more of a longer name. */
  static LabelText wrap(String name, double maxWidth, double fontSize) {
    String rest = SvgText.visible(name, 400).strip();
    List<String> lines = new ArrayList<>();
    while (!rest.isEmpty() && lines.size() < MAX_LINES) {
      int cut = lineEnd(rest, maxWidth, fontSize);
      boolean last = lines.size() == MAX_LINES - 1;
      if (last && cut < rest.length()) {
        lines.add(shorten(rest, maxWidth, fontSize));
      } else {
        lines.add(rest.substring(0, cut).strip());
      }
      rest = rest.substring(cut).strip();
    }
    double width = lines.stream().mapToDouble(line -> measure(line, fontSize)).max().orElse(0);
    return new LabelText(lines, width);
  }

  /** A name on one line, cut with an ellipsis where it does not fit. */
  static String line(String name, double maxWidth, double fontSize) {
    String text = SvgText.visible(name, 400).strip();
    return measure(text, fontSize) <= maxWidth ? text : shorten(text, maxWidth, fontSize);
  }

  private static double measure(String line, double fontSize) {
    return FontWidths.boldWidth(line, fontSize);
  }

  private static String shorten(String text, double maxWidth, double fontSize) {
    int end = fitting(text, maxWidth - measure(ELLIPSIS, fontSize), fontSize);
    return text.substring(0, end).strip() + ELLIPSIS;
  }

  private static int lineEnd(String text, double maxWidth, double fontSize) {
    int fits = fitting(text, maxWidth, fontSize);
    if (fits == text.length()) {
      return fits;
    }
    for (int end = fits; end > 0; end--) {
      if (text.charAt(end) == ' ' || "-/_".indexOf(text.charAt(end - 1)) >= 0) {
        return end;
      }
    }
    return fits;
  }

  /** How many chars fit: at least one whole character, and never a part of one. */
  private static int fitting(String text, double maxWidth, double fontSize) {
    int end = 0;
    while (end < text.length()) {
      int next = nextCharacter(text, end);
      if (end > 0 && measure(text.substring(0, next), fontSize) > maxWidth) {
        break;
      }
      end = next;
    }
    return end;
  }

  private static int nextCharacter(String text, int start) {
    int end = text.offsetByCodePoints(start, 1);
    while (end < text.length() && FontWidths.joinsPrevious(text.codePointAt(end))) {
      end = text.offsetByCodePoints(end, 1);
    }
    return end;
  }
}
