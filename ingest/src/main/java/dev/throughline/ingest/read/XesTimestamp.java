package dev.throughline.ingest.read;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the timestamps of XES ({@code xs:dateTime}) without making an object for each: {@code
 * 2026-03-04T05:06:07.089+01:00}, any number of decimals (nine count), {@code Z}, {@code +01:00},
 * {@code +0100} or {@code +01} as offset, and a space for the {@code T}. Days that do not exist are
 * not timestamps; {@code 24:00:00} is the next day's start. Not thread-safe.
 */
final class XesTimestamp {

  enum Outcome {
    READ,
    /** A date and time, but neither an offset nor a zone that holds for all. */
    NO_OFFSET,
    /** A date and time that the zone's clocks skipped. */
    SKIPPED_BY_ZONE,
    NOT_A_TIMESTAMP
  }

  private static final int DATE_TIME_LENGTH = 19;
  private static final int MAX_OFFSET_MINUTES = 18 * 60;
  private static final int NANO_DIGITS = 9;

  private final @Nullable ZoneId zone;
  private String text = "";
  private int position;
  private long localSecond;
  private int nano;
  private int offsetSeconds;

  /**
   * @param zone of timestamps that have no offset; null to refuse those
   */
  XesTimestamp(@Nullable ZoneId zone) {
    this.zone = zone;
  }

  /** Reads the text; on {@code READ} the other methods tell what it says. */
  Outcome read(String candidate) {
    text = candidate.strip();
    if (text.length() < DATE_TIME_LENGTH || !readDateTime() || !readFraction()) {
      return Outcome.NOT_A_TIMESTAMP;
    }
    if (position == text.length()) {
      return readZone();
    }
    return readOffset() ? Outcome.READ : Outcome.NOT_A_TIMESTAMP;
  }

  /** Microseconds since 1970-01-01T00:00:00Z, rounded towards the past. */
  long micros() {
    return (localSecond - offsetSeconds) * 1_000_000 + nano / 1_000;
  }

  OffsetDateTime moment() {
    Instant instant = Instant.ofEpochSecond(localSecond - offsetSeconds, nano);
    return instant.atOffset(ZoneOffset.ofTotalSeconds(offsetSeconds));
  }

  private boolean readDateTime() {
    int year = digits(0, 4);
    int month = digits(5, 2);
    int day = digits(8, 2);
    int hour = digits(11, 2);
    int minute = digits(14, 2);
    int second = digits(17, 2);
    boolean separated =
        text.charAt(4) == '-'
            && text.charAt(7) == '-'
            && (text.charAt(10) == 'T' || text.charAt(10) == ' ')
            && text.charAt(13) == ':'
            && text.charAt(16) == ':';
    if (!separated || (year | month | day | hour | minute | second) < 0) {
      return false;
    }
    if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) {
      return false;
    }
    if (minute > 59 || second > 59 || hour > 24 || (hour == 24 && minute + second > 0)) {
      return false;
    }
    localSecond = epochDay(year, month, day) * 86_400 + hour * 3_600L + minute * 60L + second;
    position = DATE_TIME_LENGTH;
    return true;
  }

  private boolean readFraction() {
    nano = 0;
    if (position == text.length()
        || (text.charAt(position) != '.' && text.charAt(position) != ',')) {
      return true;
    }
    int start = ++position;
    for (; position < text.length() && isDigit(text.charAt(position)); position++) {
      if (position - start < NANO_DIGITS) {
        nano = nano * 10 + text.charAt(position) - '0';
      }
    }
    for (int length = position - start; length < NANO_DIGITS; length++) {
      nano *= 10;
    }
    return position > start;
  }

  private boolean readOffset() {
    char sign = text.charAt(position);
    int length = text.length() - position - 1;
    if (sign == 'Z' || sign == 'z') {
      offsetSeconds = 0;
      return length == 0;
    }
    boolean colon = length == 5 && text.charAt(position + 3) == ':';
    if ((sign != '+' && sign != '-') || !(colon || length == 4 || length == 2)) {
      return false;
    }
    int hours = digits(position + 1, 2);
    int minutes = length == 2 ? 0 : digits(position + (colon ? 4 : 3), 2);
    if (hours < 0 || minutes < 0 || minutes > 59 || hours * 60 + minutes > MAX_OFFSET_MINUTES) {
      return false;
    }
    offsetSeconds = (sign == '-' ? -60 : 60) * (hours * 60 + minutes);
    return true;
  }

  /** A local time that occurs twice is taken with the offset before the change. */
  private Outcome readZone() {
    if (zone == null) {
      return Outcome.NO_OFFSET;
    }
    LocalDateTime local = LocalDateTime.ofEpochSecond(localSecond, nano, ZoneOffset.UTC);
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
    if (offsets.isEmpty()) {
      return Outcome.SKIPPED_BY_ZONE;
    }
    offsetSeconds = offsets.get(0).getTotalSeconds();
    return Outcome.READ;
  }

  /** The number at that place; negative when it is not all digits. */
  private int digits(int start, int length) {
    int number = 0;
    for (int i = start; i < start + length; i++) {
      char digit = text.charAt(i);
      if (!isDigit(digit)) {
        return Integer.MIN_VALUE;
      }
      number = number * 10 + digit - '0';
    }
    return number;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int daysInMonth(int year, int month) {
    return switch (month) {
      case 4, 6, 9, 11 -> 30;
      case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
      default -> 31;
    };
  }

  /** Days since 1970-01-01 (Howard Hinnant, 'chrono-Compatible Low-Level Date Algorithms'). */
  private static long epochDay(int year, int month, int day) {
    long shifted = month <= 2 ? year - 1L : year;
    long era = Math.floorDiv(shifted, 400L);
    long yearOfEra = shifted - era * 400;
    long dayOfYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097 + dayOfEra - 719_468;
  }
}
