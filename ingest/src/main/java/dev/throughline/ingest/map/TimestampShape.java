package dev.throughline.ingest.map;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parts of one written timestamp.
 *
 * @param parts the three parts of the date as written; one part when it has no separators
 * @param dateSeparator empty when it has none
 * @param timeSeparator between date and time; empty when there is no time
 * @param hour, second, fraction, half, offset as written; empty when absent
 */
record TimestampShape(
    List<String> parts,
    String dateSeparator,
    String timeSeparator,
    String hour,
    String second,
    String fractionSeparator,
    String fraction,
    String half,
    String offset) {

  private static final String TIME =
      "(?:(?<timeSeparator>[Tt]| |, )(?<hour>\\d{1,2}):\\d{2}"
          + "(?::(?<second>\\d{2})(?:(?<fractionSeparator>[.,])(?<fraction>\\d{1,9}))?)?"
          + "(?<half> ?[AaPp][Mm])?)?"
          + "(?<offset> ?(?:[Zz]|[+-]\\d{2}:\\d{2}|[+-]\\d{4}|[+-]\\d{2}))?";
  private static final Pattern SEPARATED =
      Pattern.compile(
          "(?<first>\\d{4}|\\d{1,2})(?<dateSeparator>[-/. ])(?<middle>\\d{1,2}|[A-Za-z]{3,9})"
              + "\\k<dateSeparator>(?<last>\\d{4}|\\d{1,2})"
              + TIME);
  private static final Pattern COMPACT = Pattern.compile("(?:19|20)\\d{6}(?:\\d{6})?");
  private static final Pattern EPOCH = Pattern.compile("1\\d{9}(?:\\d{3})?|1\\d{9}\\.\\d{1,9}");

  /** Null when the text is no timestamp of any known shape. */
  static @Nullable TimestampShape of(String text) {
    Matcher found = SEPARATED.matcher(text);
    if (found.matches()) {
      return separated(found);
    }
    boolean fixed = COMPACT.matcher(text).matches() || EPOCH.matcher(text).matches();
    return fixed ? new TimestampShape(List.of(text), "", "", "", "", "", "", "", "") : null;
  }

  private static @Nullable TimestampShape separated(Matcher found) {
    String first = found.group("first");
    String last = found.group("last");
    boolean yearFirst = first.length() == 4;
    if (yearFirst == (last.length() == 4) && (yearFirst || last.length() != 2)) {
      return null;
    }
    boolean named = Character.isLetter(found.group("middle").charAt(0));
    if (named && yearFirst) {
      return null;
    }
    return new TimestampShape(
        List.of(first, found.group("middle"), last),
        found.group("dateSeparator"),
        orEmpty(found.group("timeSeparator")).toUpperCase(Locale.ROOT),
        orEmpty(found.group("hour")),
        orEmpty(found.group("second")),
        orEmpty(found.group("fractionSeparator")),
        orEmpty(found.group("fraction")),
        orEmpty(found.group("half")),
        orEmpty(found.group("offset")));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** What values of one column share. */
  String layout() {
    if (isFixed()) {
      return String.valueOf(parts.get(0).indexOf('.') > 0 ? 10 : parts.get(0).length());
    }
    return dateSeparator + isYearFirst() + parts.get(2).length() + isNamed();
  }

  /** The possible orders of day and month, the usual one first. */
  List<DateOrder> possibleOrders() {
    if (isFixed()) {
      return List.of(DateOrder.FIXED);
    }
    if (isNamed()) {
      return List.of(DateOrder.DAY_NAME_YEAR);
    }
    if (isYearFirst()) {
      return List.of(DateOrder.YEAR_MONTH_DAY, DateOrder.YEAR_DAY_MONTH);
    }
    if (parts.get(2).length() == 2) {
      return List.of(DateOrder.DAY_MONTH_YEAR, DateOrder.MONTH_DAY_YEAR, DateOrder.YEAR_MONTH_DAY)
          .subList(0, dateSeparator.equals(".") ? 1 : 3);
    }
    return List.of(DateOrder.DAY_MONTH_YEAR, DateOrder.MONTH_DAY_YEAR)
        .subList(0, dateSeparator.equals(".") ? 1 : 2);
  }

  boolean fits(DateOrder order) {
    if (isFixed()) {
      return true;
    }
    int[] numbers = new int[3];
    for (int i = 0; i < 3; i++) {
      boolean number = Character.isDigit(parts.get(i).charAt(0));
      numbers[i] = number ? Integer.parseInt(parts.get(i)) : 1;
    }
    return order.fits(numbers);
  }

  boolean fitsAny(List<DateOrder> orders) {
    return orders.stream().anyMatch(this::fits);
  }

  /** Counts since 1970 are UTC. */
  boolean hasOffset() {
    return !offset.isEmpty() || (isFixed() && isEpoch());
  }

  boolean isFixed() {
    return parts.size() == 1;
  }

  boolean isEpoch() {
    String text = parts.get(0);
    return (text.length() != 8 && text.length() != 14) || text.indexOf('.') > 0;
  }

  boolean isYearFirst() {
    return parts.get(0).length() == 4;
  }

  boolean isNamed() {
    return Character.isLetter(parts.get(1).charAt(0));
  }
}
