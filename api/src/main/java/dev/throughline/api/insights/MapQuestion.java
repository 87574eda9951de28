package dev.throughline.api.insights;

import dev.throughline.mining.discovery.DirectlyFollowsGraph;
import dev.throughline.mining.map.MapView;
import dev.throughline.mining.map.MapView.Measure;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * How a process map is to be drawn, as an address writes it: {@code activities} and {@code paths}
 * (0..100), {@code view} (frequency or performance) and, for performance, {@code time} (mean,
 * median, sum or max).
 *
 * @param activities null leaves both sliders to the automatic view
 * @param paths null leaves both sliders to the automatic view
 */
public record MapQuestion(@Nullable Integer activities, @Nullable Integer paths, Measure measure) {
  public static final String ACTIVITIES = "activities";
  public static final String PATHS = "paths";
  public static final String VIEW = "view";
  public static final String TIME = "time";
  public static final Set<String> NAMES = Set.of(ACTIVITIES, PATHS, VIEW, TIME);

  private static final Measure DEFAULT_TIME = Measure.MEDIAN;

  /**
   * Reads the four parameters.
   *
   * @throws ThroughlineException {@code BAD_ARGUMENT} for a value that cannot be read
   */
  public static MapQuestion of(MultiValueMap<String, String> parameters) {
    Integer activities = slider(ACTIVITIES, parameters);
    Integer paths = slider(PATHS, parameters);
    boolean half = activities == null ^ paths == null;
    return new MapQuestion(
        half && activities == null ? Integer.valueOf(100) : activities,
        half && paths == null ? Integer.valueOf(100) : paths,
        measure(parameters));
  }

  private static @Nullable Integer slider(String name, MultiValueMap<String, String> parameters) {
    String text = parameters.getFirst(name);
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      int value = Integer.parseInt(text);
      if (value >= 0 && value <= 100) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      // refused below, together with numbers out of range
    }
    throw bad(name + " must be a whole number in 0..100, was '" + text + "'");
  }

  private static Measure measure(MultiValueMap<String, String> parameters) {
    String view = parameters.getFirst(VIEW);
    if (view != null && view.equals("performance")) {
      return time(parameters.getFirst(TIME));
    }
    if (view != null && !view.isEmpty() && !view.equals("frequency")) {
      throw bad("view must be frequency or performance, was '" + view + "'");
    }
    time(parameters.getFirst(TIME));
    return Measure.FREQUENCY;
  }

  private static Measure time(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return DEFAULT_TIME;
    }
    for (Measure measure : Measure.values()) {
      if (measure.isTime() && measure.name().toLowerCase(Locale.ROOT).equals(text)) {
        return measure;
      }
    }
    throw bad("time must be mean, median, sum or max, was '" + text + "'");
  }

  private static ThroughlineException bad(String sentence) {
    return new ThroughlineException(ErrorCode.BAD_ARGUMENT, sentence);
  }

  /** The view of this graph that is asked for. */
  MapView view(DirectlyFollowsGraph graph) {
    return activities == null || paths == null
        ? MapView.automatic(graph).with(measure)
        : new MapView(activities, paths, measure);
  }

  /** The parameters that ask for a view again, in a fixed order. */
  public static MultiValueMap<String, String> toParameters(MapView view) {
    LinkedMultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
    parameters.add(ACTIVITIES, Integer.toString(view.activities()));
    parameters.add(PATHS, Integer.toString(view.paths()));
    if (view.measure().isTime()) {
      parameters.add(VIEW, "performance");
      parameters.add(TIME, view.measure().name().toLowerCase(Locale.ROOT));
    }
    return parameters;
  }
}
