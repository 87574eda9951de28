package dev.throughline.mining.map.svg;

/**
 * A scale from light to dark: its lightness alone orders the values, so it reads the same for every
 * kind of colour vision and in print.
 */
enum Colours {
  /** Fill of activities: pale to deep blue. */
  FREQUENCY(0xEAF2FA, 0x7FB0DB, 0x12467F),
  /** Arrows: grey to dark red; each has a contrast of 3:1 with white. */
  TIME(0x8891A0, 0xB23A1E, 0x5A0310);

  static final String INK = "#1b2733";
  static final String QUIET_INK = "#4a5866";
  static final String PAPER = "#ffffff";
  static final String LINE = "#5d6f82";
  static final String BOUNDARY = "#8290a0";
  static final String START = "#1f7a4d";
  static final String END = "#8a2d3b";
  static final String PLAIN_NODE = "#f3f6f9";

  private final int light;
  private final int middle;
  private final int dark;

  Colours(int light, int middle, int dark) {
    this.light = light;
    this.middle = middle;
    this.dark = dark;
  }

  /** The colour at 0 (light) to 1 (dark). */
  String at(double position) {
    return hex(rgb(position));
  }

  /** Black or white, whichever is easier to read on the colour at this position. */
  String textAt(double position) {
    double background = luminance(rgb(position)) + 0.05;
    return 1.05 / background > background / 0.05 ? PAPER : "#000000";
  }

  private int rgb(double position) {
    double within = Math.min(1, Math.max(0, position)) * 2;
    return within <= 1 ? mix(light, middle, within) : mix(middle, dark, within - 1);
  }

  private static int mix(int from, int to, double share) {
    int mixed = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      int start = (from >> shift) & 0xFF;
      int end = (to >> shift) & 0xFF;
      mixed |= (int) Math.rint(start + (end - start) * share) << shift;
    }
    return mixed;
  }

  /** Relative luminance of WCAG 2.2, 0..1. */
  static double luminance(int rgb) {
    return 0.2126 * linear((rgb >> 16) & 0xFF)
        + 0.7152 * linear((rgb >> 8) & 0xFF)
        + 0.0722 * linear(rgb & 0xFF);
  }

  private static double linear(int channel) {
    double share = channel / 255.0;
    return share <= 0.04045 ? share / 12.92 : StrictMath.pow((share + 0.055) / 1.055, 2.4);
  }

  private static String hex(int rgb) {
    StringBuilder text = new StringBuilder("#");
    for (int shift = 20; shift >= 0; shift -= 4) {
      text.append(Character.forDigit((rgb >> shift) & 0xF, 16));
    }
    return text.toString();
  }
}
