package dev.throughline.model;

/** What was done in an event, such as 'Goods received'. Ordered by name, by code points. */
public record Activity(String value) implements Comparable<Activity> {
  public Activity {
    Names.check("activity", value);
  }

  @Override
  public int compareTo(Activity other) {
    return Names.compare(value, other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
