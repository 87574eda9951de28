package dev.throughline.ai.features;

import java.util.OptionalDouble;

/**
 * How one number compares with another, in words. Bounds are symmetric: a class of r and of 1/r.
 */
enum RatioClass {
  UNKNOWN("unknown"),
  ZERO("zero"),
  FAR_BELOW("far below one"),
  BELOW("below one"),
  SLIGHTLY_BELOW("slightly below one"),
  ONE("one"),
  SLIGHTLY_ABOVE("slightly above one"),
  ABOVE("above one"),
  FAR_ABOVE("far above one");

  private static final double EQUAL = StrictMath.log(1.0005);
  private static final double SLIGHT = StrictMath.log(1.02);
  private static final double FAR = StrictMath.log(3);
  private static final double MAX_LOGARITHM = 8;
  private static final double PACK_TOLERANCE = 0.02;
  private static final int[] PACK_SIZES = {
    4, 5, 6, 8, 10, 12, 15, 16, 18, 20, 24, 30, 36, 40, 48, 50, 60, 72, 96, 100, 144
  };

  private final String words;

  RatioClass(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  static RatioClass of(OptionalDouble ratio) {
    if (ratio.isEmpty()) {
      return UNKNOWN;
    }
    double value = ratio.getAsDouble();
    if (value <= 0) {
      return ZERO;
    }
    double log = StrictMath.log(value);
    double size = Math.abs(log);
    if (size <= EQUAL) {
      return ONE;
    }
    if (size <= SLIGHT) {
      return log < 0 ? SLIGHTLY_BELOW : SLIGHTLY_ABOVE;
    }
    if (size < FAR) {
      return log < 0 ? BELOW : ABOVE;
    }
    return log < 0 ? FAR_BELOW : FAR_ABOVE;
  }

  /** To the base 2, at most 8 in size; zero and below count as the smallest. */
  static double logarithm(double ratio) {
    if (ratio <= 0) {
      return -MAX_LOGARITHM;
    }
    double log = StrictMath.log(ratio) / StrictMath.log(2);
    return Math.max(-MAX_LOGARITHM, Math.min(MAX_LOGARITHM, log));
  }

  /** Whether pieces may have been taken for packs, or packs for pieces. */
  static boolean isPackSize(double ratio) {
    if (ratio <= 0) {
      return false;
    }
    double large = Math.max(ratio, 1 / ratio);
    for (int size : PACK_SIZES) {
      if (Math.abs(large / size - 1) <= PACK_TOLERANCE) {
        return true;
      }
    }
    return false;
  }
}
