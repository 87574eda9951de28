package dev.throughline.ai.summary;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads dates, times and numbers out of a text, in the notations in which people write them, and
 * compares them with the facts. What could be read in two ways must be true in both.
 */
final class NotationCheck {
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final String MONTH = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?";
  private static final Pattern ISO_DATE =
      Pattern.compile("(?<![\\p{L}\\p{Nd}./-])(\\d{4})-(\\d{2})-(\\d{2})(?![\\d/-])T?");
  private static final Pattern DAY_MONTH =
      Pattern.compile(
          "(?i)(?<![\\p{L}\\d])(\\d{1,2})(?:st|nd|rd|th)? " + MONTH + ",? (\\d{4})(?!\\d)");
  private static final Pattern MONTH_DAY =
      Pattern.compile(
          "(?i)(?<![\\p{L}\\d])" + MONTH + " (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})(?!\\d)");
  private static final Pattern SHORT_DATE =
      Pattern.compile(
          "(?<![\\p{L}\\d./-])(\\d{1,2})([./-])(\\d{1,2})\\2(\\d{4}|\\d{2})(?![\\d/-])");
  private static final Pattern TIME =
      Pattern.compile("(?<![\\p{L}\\d:.,])(\\d{1,2}):(\\d{2})(?::(\\d{2}))?Z?(?![\\d:\\p{L}])");
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<![\\p{L}\\d.,/])\\d+(?:[.,'’ ]\\d+)*(?![\\p{L}\\d/])(\\s?%|\\s+percent\\b|\\s+per\\s+cent\\b)?");

  private final Grounds grounds;
  private String rest;

  NotationCheck(Grounds grounds, String text) {
    this.grounds = grounds;
    this.rest = text;
  }

  /** What is not among the facts; absent when all is. */
  Optional<String> objection() {
    return blankOut(ISO_DATE, m -> isDate(m.group(1), m.group(2), m.group(3)))
        .or(() -> blankOut(DAY_MONTH, m -> isDate(m.group(3), month(m.group(2)), m.group(1))))
        .or(() -> blankOut(MONTH_DAY, m -> isDate(m.group(3), month(m.group(1)), m.group(2))))
        .or(() -> blankOut(SHORT_DATE, this::isShortDate))
        .or(() -> blankOut(TIME, this::isTime))
        .or(() -> blankOut(NUMBER, this::isNumber))
        .or(this::leftDigit);
  }

  /** The text without what was recognised. */
  String rest() {
    return rest;
  }

  private Optional<String> blankOut(Pattern pattern, Predicate<MatchResult> isFact) {
    Matcher matcher = pattern.matcher(rest);
    StringBuilder kept = new StringBuilder();
    while (matcher.find()) {
      if (!isFact.test(matcher.toMatchResult())) {
        return Optional.of("'" + matcher.group() + "' is not among the facts");
      }
      matcher.appendReplacement(kept, " " + GroundingCheck.NAME + " ");
    }
    rest = matcher.appendTail(kept).toString();
    return Optional.empty();
  }

  private Optional<String> leftDigit() {
    Matcher digit = Pattern.compile("\\S*\\p{N}\\S*").matcher(rest);
    return digit.find()
        ? Optional.of("'" + digit.group() + "' is not among the facts")
        : Optional.empty();
  }

  private boolean isDate(String year, String month, String day) {
    return date(year, month, day).map(grounds::hasDate).orElse(false);
  }

  private static Optional<LocalDate> date(String year, String month, String day) {
    try {
      int full = Integer.parseInt(year) + (year.length() == 2 ? 2000 : 0);
      return Optional.of(LocalDate.of(full, Integer.parseInt(month), Integer.parseInt(day)));
    } catch (DateTimeException impossible) {
      return Optional.empty();
    }
  }

  private static String month(String name) {
    return String.valueOf(MONTHS.indexOf(name.toLowerCase(Locale.ROOT)) + 1);
  }

  /** 3/4/2026 is a day of March or of April: both readings that exist must be facts. */
  private boolean isShortDate(MatchResult match) {
    List<LocalDate> readings = new ArrayList<>();
    date(match.group(4), match.group(3), match.group(1)).ifPresent(readings::add);
    date(match.group(4), match.group(1), match.group(3)).ifPresent(readings::add);
    return !readings.isEmpty() && readings.stream().allMatch(grounds::hasDate);
  }

  private boolean isTime(MatchResult match) {
    int hour = Integer.parseInt(match.group(1));
    int minute = Integer.parseInt(match.group(2));
    return hour < 24 && minute < 60 && grounds.hasTime(LocalTime.of(hour, minute));
  }

  private boolean isNumber(MatchResult match) {
    boolean isPercent = match.group(1) != null;
    String digits =
        isPercent ? match.group().substring(0, match.start(1) - match.start()) : match.group();
    Optional<BigDecimal> number = number(digits.strip());
    return number
        .map(value -> isPercent ? grounds.hasPercent(value) : grounds.hasNumber(value))
        .orElse(false);
  }

  /**
   * English notation, 1,250.50, and what cannot be mistaken for it: 1.250,50 and 12,5. Groups may
   * also be parted by blanks or apostrophes. Absent when it is no number.
   */
  static Optional<BigDecimal> number(String text) {
    String digits = text.replaceAll("(?<=\\d)[ '’](?=\\d{3}(?!\\d))", "");
    if (digits.matches("\\d+(\\.\\d+)?") || digits.matches("\\d{1,3}(,\\d{3})+(\\.\\d+)?")) {
      return Optional.of(new BigDecimal(digits.replace(",", "")));
    }
    if (digits.matches("\\d{1,3}(\\.\\d{3})+,\\d+") || digits.matches("\\d{1,3}(\\.\\d{3}){2,}")) {
      return Optional.of(new BigDecimal(digits.replace(".", "").replace(',', '.')));
    }
    if (digits.matches("\\d+,(\\d{1,2}|\\d{4,})")) {
      return Optional.of(new BigDecimal(digits.replace(',', '.')));
    }
    return Optional.empty();
  }
}
