package dev.throughline.ingest.map;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Writes the pattern that reads all timestamps of one layout; what only some of them have is
 * optional in it.
 */
record TimestampPattern(List<TimestampShape> shapes) {
  private static final int COMPACT_DATE_LENGTH = 8;
  private static final int COMPACT_TIME_LENGTH = 14;
  private static final int EPOCH_MILLIS_LENGTH = 13;

  String text(DateOrder order) {
    TimestampShape first = shapes.get(0);
    if (first.isFixed()) {
      return fixed(first);
    }
    if (order == DateOrder.YEAR_MONTH_DAY && isIso()) {
      return TimestampFormat.ISO.toString();
    }
    return date(order, first.dateSeparator()) + optional(hasTime(), time()) + offset();
  }

  private static String fixed(TimestampShape shape) {
    String text = shape.parts().get(0);
    if (text.indexOf('.') > 0) {
      return TimestampFormat.EPOCH_SECONDS.toString();
    }
    return switch (text.length()) {
      case COMPACT_DATE_LENGTH -> "yyyyMMdd";
      case COMPACT_TIME_LENGTH -> "yyyyMMddHHmmss";
      case EPOCH_MILLIS_LENGTH -> TimestampFormat.EPOCH_MILLIS.toString();
      default -> TimestampFormat.EPOCH_SECONDS.toString();
    };
  }

  private boolean isIso() {
    return shapes.stream()
        .allMatch(
            shape ->
                shape.isYearFirst()
                    && shape.dateSeparator().equals("-")
                    && shape.parts().get(1).length() == 2
                    && shape.parts().get(2).length() == 2
                    && shape.hour().length() != 1
                    && !shape.timeSeparator().equals(", ")
                    && shape.half().isEmpty()
                    && (shape.offset().isEmpty() || !shape.hour().isEmpty()));
  }

  private String date(DateOrder order, String separator) {
    return switch (order) {
      case YEAR_MONTH_DAY -> join(separator, year(0), part("M", 1), part("d", 2));
      case YEAR_DAY_MONTH -> join(separator, year(0), part("d", 1), part("M", 2));
      case DAY_MONTH_YEAR -> join(separator, part("d", 0), part("M", 1), year(2));
      case MONTH_DAY_YEAR -> join(separator, part("M", 0), part("d", 1), year(2));
      case DAY_NAME_YEAR -> join(separator, part("d", 0), monthName(), year(2));
      case FIXED -> throw new IllegalStateException("a fixed layout has no parts");
    };
  }

  private static String join(String separator, String first, String second, String third) {
    return first + separator + second + separator + third;
  }

  private String year(int part) {
    return shapes.get(0).parts().get(part).length() == 4 ? "yyyy" : "yy";
  }

  /** One letter reads one or two digits, two letters read two. */
  private String part(String letter, int part) {
    return all(shape -> shape.parts().get(part).length() == 2) ? letter + letter : letter;
  }

  private String monthName() {
    if (all(shape -> shape.parts().get(1).length() == 3)) {
      return "MMM";
    }
    return any(shape -> shape.parts().get(1).length() == 3) ? "[MMMM][MMM]" : "MMMM";
  }

  private Presence hasTime() {
    return presence(shape -> !shape.hour().isEmpty());
  }

  private String time() {
    String letter = any(shape -> !shape.half().isEmpty()) ? "h" : "H";
    boolean padded = all(shape -> shape.hour().length() != 1);
    return separator()
        + (padded ? letter + letter : letter)
        + ":mm"
        + optional(presenceWithTime(shape -> !shape.second().isEmpty()), ":ss")
        + fraction()
        + half();
  }

  private String separator() {
    StringBuilder result = new StringBuilder();
    List<String> separators = different(TimestampShape::timeSeparator);
    for (String separator : separators) {
      String literal = separator.equals("T") ? "'T'" : separator;
      result.append(separators.size() == 1 ? literal : "[" + literal + "]");
    }
    return result.toString();
  }

  private String fraction() {
    StringBuilder result = new StringBuilder();
    Presence presence = presenceWithTime(shape -> !shape.fraction().isEmpty());
    List<String> written =
        different(shape -> shape.fractionSeparator() + "S".repeat(shape.fraction().length()));
    boolean always = presence == Presence.ALWAYS && written.size() == 1;
    written.stream()
        .sorted((a, b) -> Integer.compare(b.length(), a.length()))
        .forEach(text -> result.append(always ? text : "[" + text + "]"));
    return result.toString();
  }

  private String half() {
    StringBuilder result = new StringBuilder();
    List<String> written =
        different(shape -> shape.half().isEmpty() ? "" : shape.half().startsWith(" ") ? " a" : "a");
    boolean always = presenceWithTime(shape -> !shape.half().isEmpty()) == Presence.ALWAYS;
    written.forEach(text -> result.append(always && written.size() == 1 ? text : "[" + text + "]"));
    return result.toString();
  }

  private String offset() {
    StringBuilder result = new StringBuilder();
    List<String> written = different(shape -> offsetPattern(shape.offset()));
    boolean always =
        presence(shape -> !shape.offset().isEmpty()) == Presence.ALWAYS && written.size() == 1;
    written.stream()
        .sorted((a, b) -> Integer.compare(b.length(), a.length()))
        .forEach(text -> result.append(always ? text : "[" + text + "]"));
    return result.toString();
  }

  private static String offsetPattern(String offset) {
    String blank = offset.startsWith(" ") ? " " : "";
    return switch (offset.length() - blank.length()) {
      case 0 -> "";
      case 3 -> blank + "X";
      case 5 -> blank + "XX";
      default -> blank + "XXX";
    };
  }

  private enum Presence {
    NEVER,
    SOMETIMES,
    ALWAYS
  }

  private static String optional(Presence presence, String pattern) {
    return switch (presence) {
      case NEVER -> "";
      case SOMETIMES -> "[" + pattern + "]";
      case ALWAYS -> pattern;
    };
  }

  private Presence presence(Predicate<TimestampShape> test) {
    return all(test) ? Presence.ALWAYS : any(test) ? Presence.SOMETIMES : Presence.NEVER;
  }

  private Presence presenceWithTime(Predicate<TimestampShape> test) {
    Predicate<TimestampShape> noTime = shape -> shape.hour().isEmpty();
    return all(noTime.or(test)) ? Presence.ALWAYS : any(test) ? Presence.SOMETIMES : Presence.NEVER;
  }

  private boolean all(Predicate<TimestampShape> test) {
    return shapes.stream().allMatch(test);
  }

  private boolean any(Predicate<TimestampShape> test) {
    return shapes.stream().anyMatch(test);
  }

  /** What is written in different ways, without what is absent, in the order of the table. */
  private List<String> different(Function<TimestampShape, String> what) {
    return shapes.stream().map(what).filter(text -> !text.isEmpty()).distinct().toList();
  }
}
