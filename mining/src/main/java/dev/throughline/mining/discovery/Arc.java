package dev.throughline.mining.discovery;

import dev.throughline.model.Activity;
import java.util.Comparator;

/** One activity directly followed by another in a case. Ordered by from, then to. */
public record Arc(Activity from, Activity to) implements Comparable<Arc> {
  private static final Comparator<Arc> ORDER =
      Comparator.comparing(Arc::from).thenComparing(Arc::to);

  @Override
  public int compareTo(Arc other) {
    return ORDER.compare(this, other);
  }
}
