package dev.throughline.ai.features;

/** A number of hours in words. */
enum HourClass {
  NEGATIVE("negative", 0),
  FEW("below four", 4),
  WITHIN_A_DAY("within a day", 24),
  WITHIN_THREE_DAYS("within three days", 72),
  WITHIN_A_WEEK("within a week", 168),
  WITHIN_TWO_WEEKS("within two weeks", 336),
  LONGER("longer than two weeks", Double.POSITIVE_INFINITY);

  private final String words;
  private final double below;

  HourClass(String words, double below) {
    this.words = words;
    this.below = below;
  }

  String words() {
    return words;
  }

  static HourClass of(double hours) {
    for (HourClass next : values()) {
      if (hours < next.below) {
        return next;
      }
    }
    return LONGER;
  }
}
