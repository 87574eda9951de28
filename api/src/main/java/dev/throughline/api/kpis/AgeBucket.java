package dev.throughline.api.kpis;

import java.util.Arrays;

/** How long an exception has been open; a day has 24 hours. */
public enum AgeBucket {
  UNDER_1_DAY("less than 1 day", 0),
  DAYS_1_TO_3("1 to 3 days", 1),
  DAYS_3_TO_7("3 to 7 days", 3),
  DAYS_7_TO_14("7 to 14 days", 7),
  DAYS_14_TO_30("14 to 30 days", 14),
  OVER_30_DAYS("more than 30 days", 30);

  private final String words;
  private final int fromDays;

  AgeBucket(String words, int fromDays) {
    this.words = words;
    this.fromDays = fromDays;
  }

  public String words() {
    return words;
  }

  /** The age at which it begins, inclusive; it ends where the next one begins. */
  public int fromDays() {
    return fromDays;
  }

  /** Where all buckets begin, in days, ascending. */
  static Integer[] beginnings() {
    return Arrays.stream(values()).map(AgeBucket::fromDays).toArray(Integer[]::new);
  }

  /** The bucket that begins at this age. */
  static AgeBucket from(int days) {
    return Arrays.stream(values())
        .filter(bucket -> bucket.fromDays == days)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no age begins at " + days + " days"));
  }
}
