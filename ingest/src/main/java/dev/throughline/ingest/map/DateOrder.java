package dev.throughline.ingest.map;

/** The order of the three parts of a date, and where among them day and month stand. */
enum DateOrder {
  YEAR_MONTH_DAY(2, 1),
  YEAR_DAY_MONTH(1, 2),
  DAY_MONTH_YEAR(0, 1),
  MONTH_DAY_YEAR(1, 0),
  /** The month is a word. */
  DAY_NAME_YEAR(0, 1),
  /** No separators, or a count: the order is fixed. */
  FIXED(-1, -1);

  private final int dayPart;
  private final int monthPart;

  DateOrder(int dayPart, int monthPart) {
    this.dayPart = dayPart;
    this.monthPart = monthPart;
  }

  /** Whether the numbers can be a day and a month. */
  boolean fits(int[] parts) {
    return switch (this) {
      case FIXED -> true;
      case DAY_NAME_YEAR -> isWithin(parts[dayPart], 31);
      default -> isWithin(parts[dayPart], 31) && isWithin(parts[monthPart], 12);
    };
  }

  private static boolean isWithin(int number, int last) {
    return number >= 1 && number <= last;
  }
}
