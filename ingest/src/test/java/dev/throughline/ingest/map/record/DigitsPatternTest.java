package dev.throughline.ingest.map.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.ingest.map.TimestampFormat;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigitsPatternTest {
  private static final String CHARS = "0123456789 .:-/T+";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yyyyMMdd HHmmss",
        "yyyyMMdd",
        "dd.MM.yyyy HH:mm",
        "yyyy-MM-dd HH:mm:ss",
        "MM/dd/yyyy",
        "yyyy-MM-dd HH",
        "yyyyMMddHHmmss"
      })
  void parse_anyText_agreesWithTheGeneralFormatter(String pattern) {
    DigitsPattern digits = DigitsPattern.of(pattern);
    assertThat(digits).isNotNull();
    TimestampFormat format = TimestampFormat.of(pattern);
    SplittableRandom random = new SplittableRandom(7);
    int accepted = 0;
    for (int i = 0; i < 3_000; i++) {
      String text = text(pattern, random);
      LocalDateTime expected = general(format, text);
      assertThat(digits.parse(text)).as(text).isEqualTo(expected);
      accepted += expected == null ? 0 : 1;
    }
    assertThat(accepted).isBetween(100, 2_900);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yy-MM-dd",
        "yyyy-M-d",
        "yyyy-MM-dd'T'HH:mm",
        "HH:mm",
        "dd MMM yyyy",
        "yyyyMMdd HHmmss XXX",
        "yyyyMMddyyyy",
        "yyyyMMdd HHmmssSSS",
        "yyyyMMdd mmss"
      })
  void of_otherPattern_isNotForDigits(String pattern) {
    assertThat(DigitsPattern.of(pattern)).isNull();
  }

  /** Mostly plausible: small numbers in the pattern's places, now and then a wrong character. */
  private static String text(String pattern, SplittableRandom random) {
    StringBuilder result = new StringBuilder(pattern);
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      boolean tens = i == 0 || pattern.charAt(i - 1) != c;
      if (Character.isLetter(c)) {
        result.setCharAt(i, (char) ('0' + random.nextInt(tens ? 3 : 10)));
      }
    }
    if (random.nextInt(10) == 0) {
      result.setCharAt(
          random.nextInt(result.length()), CHARS.charAt(random.nextInt(CHARS.length())));
    }
    return random.nextInt(50) == 0 ? result.substring(1) : result.toString();
  }

  private static @Nullable LocalDateTime general(TimestampFormat format, String text) {
    try {
      TemporalAccessor parsed = format.formatter().parse(text);
      LocalDate date = parsed.query(TemporalQueries.localDate());
      LocalTime time = parsed.query(TemporalQueries.localTime());
      return date.atTime(time == null ? LocalTime.MIDNIGHT : time);
    } catch (DateTimeException notThisFormat) {
      return null;
    }
  }
}
