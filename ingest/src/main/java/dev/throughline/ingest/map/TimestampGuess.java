package dev.throughline.ingest.map;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the timestamps of a column are written, as far as its values prove it.
 *
 * <p>Which of two numbers is the day is decided only by a value above 12. Three layouts are taken
 * by convention: {@code dd.MM.yyyy} with dots, which nobody writes month first; {@code yyyy-MM-dd};
 * and {@code yyyy/MM/dd}; but when the numbers say that a column in one of the latter two has the
 * day before the month, that is asked about as well.
 *
 * @param formats what {@link TimestampFormat} takes; none when the values are no timestamps,
 *     several when only the table's owner knows
 * @param share of the values that fit the layout, 0 to 1
 */
record TimestampGuess(List<String> formats, boolean needsZone, double share) {
  static final TimestampGuess NONE = new TimestampGuess(List.of(), false, 0);

  TimestampGuess {
    formats = List.copyOf(formats);
  }

  boolean isTimestamps() {
    return !formats.isEmpty() && share >= 0.5;
  }

  /** Whether the values could as well be plain numbers, such as ids. */
  boolean isNumbers() {
    return !formats.isEmpty()
        && (formats.get(0).startsWith("epoch") || formats.get(0).startsWith("yyyyMM"));
  }

  /**
   * @param values not blank
   */
  static TimestampGuess of(List<String> values) {
    Map<String, List<TimestampShape>> groups = new LinkedHashMap<>();
    for (String value : values) {
      TimestampShape shape = TimestampShape.of(value);
      if (shape != null) {
        groups.computeIfAbsent(shape.layout(), layout -> new ArrayList<>()).add(shape);
      }
    }
    TimestampGuess best = NONE;
    for (List<TimestampShape> group : groups.values()) {
      TimestampGuess guess = ofLayout(group, values.size());
      best = guess.share > best.share ? guess : best;
    }
    return best;
  }

  private static TimestampGuess ofLayout(List<TimestampShape> shapes, int total) {
    List<DateOrder> orders = orders(shapes);
    if (orders.isEmpty()) {
      return NONE;
    }
    long fitting = shapes.stream().filter(shape -> shape.fitsAny(orders)).count();
    TimestampPattern pattern = new TimestampPattern(shapes);
    return new TimestampGuess(
        orders.stream().map(pattern::text).toList(),
        shapes.stream().anyMatch(shape -> !shape.hasOffset()),
        (double) fitting / total);
  }

  /** The orders of day and month that the values allow. */
  private static List<DateOrder> orders(List<TimestampShape> shapes) {
    List<DateOrder> possible = shapes.get(0).possibleOrders();
    List<DateOrder> result = new ArrayList<>();
    for (DateOrder order : possible) {
      if (possible.stream().allMatch(other -> !isProvenAgainst(order, other, shapes))) {
        result.add(order);
      }
    }
    boolean contradictory = result.isEmpty();
    DateOrder usual = possible.get(0);
    if (usual == DateOrder.YEAR_MONTH_DAY && contradictory) {
      return List.of(usual);
    }
    if (usual == DateOrder.YEAR_MONTH_DAY) {
      return result.contains(usual) ? List.of(usual) : possible;
    }
    return contradictory ? fitting(possible, shapes) : result;
  }

  private static boolean isProvenAgainst(
      DateOrder order, DateOrder other, List<TimestampShape> shapes) {
    return shapes.stream().anyMatch(shape -> shape.fits(other) && !shape.fits(order));
  }

  private static List<DateOrder> fitting(List<DateOrder> orders, List<TimestampShape> shapes) {
    return orders.stream()
        .filter(order -> shapes.stream().anyMatch(shape -> shape.fits(order)))
        .toList();
  }
}
