package dev.throughline.model;

/** What was done in an event, such as 'Goods received'. Ordered by name (UTF-16 code units). */
public record Activity(String value) implements Comparable<Activity> {
  public Activity {
    Names.check("activity", value);
  }

  @Override
  public int compareTo(Activity other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
