package dev.throughline.ai.summary;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What a text may name: numbers, percentages, dates, times, names, currencies, words. */
final class Grounds {
  private static final Pattern PLAIN_NAME =
      Pattern.compile("[\\p{L}\\p{Nd}](?:[\\p{L}\\p{Nd} .,:/&+'()_-]{0,78}[\\p{L}\\p{Nd}.)])?");
  private static final Pattern LINK =
      Pattern.compile("://|\\bwww\\.|\\bhttps?\\b|\\bmailto\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern HOST_IN_SENTENCE =
      Pattern.compile("(?=.* ).*[\\p{L}\\d]\\.\\p{L}.*");
  private static final Pattern SMALL_NUMBER = Pattern.compile("[\\p{Nd}.,/+ '-]{1,4}");
  private static final Pattern NOT_WORD = Pattern.compile("[^\\p{L}]+");

  private final Set<BigDecimal> numbers = new HashSet<>();
  private final Set<BigDecimal> percents = new HashSet<>();
  private final Set<LocalDate> dates = new HashSet<>();
  private final Set<LocalTime> times = new HashSet<>();
  private final Set<String> words = new HashSet<>();
  private final Set<String> currencySigns = new HashSet<>();

  /** Longest first: a name may be part of another. */
  private final TreeSet<String> names =
      new TreeSet<>(
          Comparator.comparingInt((String name) -> -name.length())
              .thenComparing(Comparator.naturalOrder()));

  /** Whether a text can stand in a sentence as a name: short, one line, no markup, no link. */
  static boolean isPlainName(String text) {
    return PLAIN_NAME.matcher(text).matches()
        && !LINK.matcher(text).find()
        && !HOST_IN_SENTENCE.matcher(text).matches();
  }

  /**
   * Whether a plain name stands out from what is around it: one with blanks could be a sentence, a
   * short number could be a quantity.
   */
  static boolean standsAlone(String name) {
    return name.indexOf(' ') < 0 && !SMALL_NUMBER.matcher(name).matches();
  }

  void allowNumber(BigDecimal number) {
    numbers.add(plain(number.abs()));
  }

  void allowPercent(BigDecimal percent) {
    percents.add(plain(percent.abs()));
  }

  void allowMoment(Instant at) {
    dates.add(at.atZone(ZoneOffset.UTC).toLocalDate());
    times.add(at.atZone(ZoneOffset.UTC).toLocalTime().truncatedTo(ChronoUnit.MINUTES));
  }

  void allowName(String name) {
    names.add(name);
  }

  void allowWords(String text) {
    for (String word : NOT_WORD.split(text.toLowerCase(Locale.ROOT), -1)) {
      words.add(word);
    }
  }

  void allowCurrency(Currency currency) {
    names.add(currency.getCurrencyCode());
    switch (currency.getCurrencyCode()) {
      case "EUR" -> currencySigns.add("€");
      case "USD" -> currencySigns.add("$");
      case "GBP" -> currencySigns.add("£");
      default -> {} // other signs stand for several currencies
    }
  }

  boolean hasNumber(BigDecimal number) {
    return numbers.contains(plain(number.abs()));
  }

  /** A percentage that is a fact itself, or a fact between 0 and 1 said in percent. */
  boolean hasPercent(BigDecimal percent) {
    return percents.contains(plain(percent.abs())) || hasNumber(percent.movePointLeft(2));
  }

  boolean hasDate(LocalDate date) {
    return dates.contains(date);
  }

  boolean hasTime(LocalTime time) {
    return times.contains(time);
  }

  boolean hasWord(String lowerCaseWord) {
    return words.contains(lowerCaseWord);
  }

  boolean hasCurrencySign(String sign) {
    return currencySigns.contains(sign);
  }

  /** Names, longest first. */
  List<String> names() {
    return List.copyOf(names);
  }

  private static BigDecimal plain(BigDecimal number) {
    return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
  }
}
