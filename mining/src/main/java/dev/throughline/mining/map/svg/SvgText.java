package dev.throughline.mining.map.svg;

/** Names made fit for a picture: hostile ones too. */
final class SvgText {
  private static final char REPLACEMENT = '\uFFFD';

  /**
   * At most {@code limit} characters of a name, an ellipsis if it is longer. Line breaks and tabs
   * become spaces; what XML forbids, control characters and the characters that reorder other text
   * (Unicode's bidirectional embeddings, overrides and isolates) become visible as U+FFFD.
   */
  static String visible(String name, int limit) {
    StringBuilder text = new StringBuilder(Math.min(name.length(), limit) + 1);
    int read = 0;
    while (read < name.length() && read < limit) {
      int character = name.codePointAt(read);
      text.appendCodePoint(shown(character));
      read += Character.charCount(character);
    }
    return read < name.length() ? text.append('…').toString() : text.toString();
  }

  /** XML text or attribute value in double quotes. */
  static String escaped(String name) {
    StringBuilder text = new StringBuilder(name.length() + 16);
    visible(name, Integer.MAX_VALUE).codePoints().forEach(character -> escape(text, character));
    return text.toString();
  }

  private static void escape(StringBuilder text, int character) {
    switch (character) {
      case '&' -> text.append("&amp;");
      case '<' -> text.append("&lt;");
      case '>' -> text.append("&gt;");
      case '"' -> text.append("&quot;");
      case '\'' -> text.append("&#39;");
      default -> text.appendCodePoint(character);
    }
  }

  private static int shown(int character) {
    if (isLineBreak(character)) {
      return ' ';
    }
    return isForbidden(character) || reordersText(character) ? REPLACEMENT : character;
  }

  private static boolean isLineBreak(int character) {
    return (character >= '\t' && character <= '\r')
        || character == 0x85
        || character == 0x2028
        || character == 0x2029;
  }

  private static boolean isForbidden(int character) {
    return character < ' '
        || (character >= 0x7F && character <= 0x9F)
        || (character >= 0xD800 && character <= 0xDFFF)
        || (character & 0xFFFE) == 0xFFFE;
  }

  private static boolean reordersText(int character) {
    return (character >= 0x202A && character <= 0x202E)
        || (character >= 0x2066 && character <= 0x2069);
  }

  private SvgText() {}
}
