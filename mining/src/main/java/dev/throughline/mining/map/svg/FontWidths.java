package dev.throughline.mining.map.svg;

/**
 * How wide text is in a common sans-serif font, the same on every machine.
 *
 * <p>ASCII has the widths of Helvetica (Adobe Font Metrics 4.1), which Arial and Liberation Sans
 * share; other characters have a generous width of their script. Kerning is ignored. O(length).
 */
final class FontWidths {
  /** Thousandths of the font size for the characters from space to tilde. */
  private static final short[] ASCII = {
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, // space to /
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, // 0 to ?
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, // @ to O
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, // P to _
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, // ` to o
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584, // p to ~
  };

  private static final int OTHER_ALPHABET = 650;
  private static final int FULL_WIDTH = 1000;
  private static final int FIRST_FULL_WIDTH = 0x1100;

  /** Bold text is about this much wider. */
  private static final double BOLD = 1.07;

  /** Width in pixels at a font size in pixels. */
  static double width(String text, double fontSize) {
    long thousandths = text.codePoints().mapToLong(FontWidths::thousandths).sum();
    return thousandths * fontSize / 1000;
  }

  static double boldWidth(String text, double fontSize) {
    return width(text, fontSize) * BOLD;
  }

  private static int thousandths(int character) {
    if (character >= ' ' && character <= '~') {
      return ASCII[character - ' '];
    }
    if (joinsPrevious(character)) {
      return 0;
    }
    return character < FIRST_FULL_WIDTH ? OTHER_ALPHABET : otherSymbol(character);
  }

  private static int otherSymbol(int character) {
    boolean punctuation = character >= 0x2000 && character < 0x2100;
    boolean extendedLatinOrGreek = character >= 0x1E00 && character < 0x2000;
    return punctuation || extendedLatinOrGreek ? OTHER_ALPHABET : FULL_WIDTH;
  }

  /**
   * Whether a character is drawn onto the one before it, so that no line may begin with it. Fixed
   * ranges, because a JDK's own tables follow its Unicode version.
   */
  static boolean joinsPrevious(int character) {
    return (character >= 0x300 && character <= 0x36F)
        || (character >= 0x20D0 && character <= 0x20FF)
        || (character >= 0xFE00 && character <= 0xFE0F)
        || (character >= 0x1F3FB && character <= 0x1F3FF)
        || character == 0x200D;
  }

  private FontWidths() {}
}
