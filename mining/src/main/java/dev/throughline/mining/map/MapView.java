package dev.throughline.mining.map;

import dev.throughline.mining.discovery.DirectlyFollowsGraph;
import dev.throughline.mining.performance.TimeStatistics;
import java.time.Duration;
import java.util.Locale;

/**
 * What a person chose to see of a process map.
 *
 * @param activities slider 0..100: the percentage of activities shown, the most frequent first; at
 *     least one, and those that its path from start to end needs
 * @param paths slider 0..100: the percentage of arcs shown, the most frequent first, as far as both
 *     their ends are shown; 0 leaves only the arcs that connect the activities
 * @param measure what is written on the arcs and coloured
 */
public record MapView(int activities, int paths, Measure measure) {
  /** The most elements (activities, start, end and arcs) in an automatic view: guideline G7. */
  public static final int READABLE_ELEMENTS = 50;

  public MapView {
    checkSlider("activities", activities);
    checkSlider("paths", paths);
  }

  /** Everything: all counts and times of the graph. */
  public static MapView everything(Measure measure) {
    return new MapView(100, 100, measure);
  }

  /**
   * The sliders that cover most with at most {@link #READABLE_ELEMENTS} elements: of all positions
   * that fit, one with the largest sum of the shares of events and of steps. If even the lowest
   * position does not fit, because every way from start to end over the most frequent activity is
   * longer, that position. Measures frequency; see {@link #with}. Takes O(100 log 100 (activities +
   * arcs)).
   */
  public static MapView automatic(DirectlyFollowsGraph graph) {
    return automatic(graph, READABLE_ELEMENTS);
  }

  /** As {@link #automatic(DirectlyFollowsGraph)}, with at most so many elements. */
  public static MapView automatic(DirectlyFollowsGraph graph, int elements) {
    return new Simplification(graph).automatic(elements);
  }

  /** The same selection with another measure. */
  public MapView with(Measure other) {
    return new MapView(activities, paths, other);
  }

  private static void checkSlider(String name, int value) {
    if (value < 0 || value > 100) {
      throw new IllegalArgumentException(name + " must be in 0..100, was " + value);
    }
  }

  /** What the arcs show: how often, or how long (performance). */
  public enum Measure {
    FREQUENCY,
    MEAN,
    MEDIAN,
    SUM,
    MAX;

    /** Whether it is a time, and the map thereby a performance map. */
    public boolean isTime() {
      return this != FREQUENCY;
    }

    /** The measure that a user's word names, in any case. */
    public static Measure named(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** The time it names; the mean for frequency, which names none. */
    public Duration timeOf(TimeStatistics times) {
      return switch (this) {
        case MEDIAN -> times.median();
        case SUM -> times.sum();
        case MAX -> times.max();
        case MEAN, FREQUENCY -> times.mean();
      };
    }

    /** In words, within a sentence. */
    public String phrase() {
      return switch (this) {
        case FREQUENCY -> "how often";
        case MEAN -> "mean time";
        case MEDIAN -> "median time";
        case SUM -> "total time";
        case MAX -> "longest time";
      };
    }
  }
}
