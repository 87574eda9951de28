package dev.throughline.ingest.read;

/**
 * The layout {@code iso} of {@link dev.throughline.ingest.map.TimestampFormat}, straight from
 * bytes.
 */
final class TimestampIso extends TimestampParser {
  private static final int DATE_LENGTH = 10;
  private static final int MINUTES_LENGTH = 16;
  private static final int MAX_FRACTION_DIGITS = 9;
  private static final int MAX_OFFSET_SECONDS = 18 * 3600;
  private static final int NO_OFFSET = Integer.MIN_VALUE;
  private static final long NO_DAY = Long.MIN_VALUE;
  private static final int[] DAYS_IN_MONTH = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  private final TimestampZone zone;
  private int lastDate = -1;
  private long lastDay = NO_DAY;

  TimestampIso(TimestampZone zone) {
    this.zone = zone;
  }

  @Override
  long parse(byte[] bytes, int from, int to) {
    long day = day(bytes, from, to);
    if (day == NO_DAY) {
      return NOT_A_TIMESTAMP;
    }
    if (to - from == DATE_LENGTH) {
      return zone.toMicros(day * 86_400, 0);
    }
    int minute = minuteOfDay(bytes, from, to);
    if (minute < 0) {
      return NOT_A_TIMESTAMP;
    }
    return withSeconds(bytes, from + MINUTES_LENGTH, to, day * 86_400 + minute * 60L);
  }

  private long withSeconds(byte[] bytes, int from, int to, long localMinute) {
    int p = from;
    int second = 0;
    int micros = 0;
    if (p < to && bytes[p] == ':') {
      second = p + 3 <= to ? twoDigits(bytes, p + 1) : -1;
      if (second < 0 || second > 59) {
        return NOT_A_TIMESTAMP;
      }
      p += 3;
      if (p < to && (bytes[p] == '.' || bytes[p] == ',')) {
        int end = endOfDigits(bytes, p + 1, to);
        int digits = end - p - 1;
        if (digits < 1 || digits > MAX_FRACTION_DIGITS) {
          return NOT_A_TIMESTAMP;
        }
        micros = fractionMicros(bytes, p + 1, digits);
        p = end;
      }
    }
    return p == to
        ? zone.toMicros(localMinute + second, micros)
        : withOffset(bytes, p, to, localMinute + second, micros);
  }

  private static long withOffset(byte[] bytes, int from, int to, long localSecond, int micros) {
    int p = bytes[from] == ' ' ? from + 1 : from;
    int offset = offset(bytes, p, to);
    return offset == NO_OFFSET
        ? NOT_A_TIMESTAMP
        : (localSecond - offset) * MICROS_PER_SECOND + micros;
  }

  /** Days since 1970-01-01; the rows of a log often share their date, so the last one is kept. */
  private long day(byte[] bytes, int from, int to) {
    if (to - from < DATE_LENGTH || bytes[from + 4] != '-' || bytes[from + 7] != '-') {
      return NO_DAY;
    }
    int century = twoDigits(bytes, from);
    int yearOfCentury = twoDigits(bytes, from + 2);
    int month = twoDigits(bytes, from + 5);
    int dayOfMonth = twoDigits(bytes, from + 8);
    if ((century | yearOfCentury | month | dayOfMonth) < 0) {
      return NO_DAY;
    }
    int date = ((century * 100 + yearOfCentury) << 16) | (month << 8) | dayOfMonth;
    if (date != lastDate) {
      lastDate = date;
      lastDay = epochDay(century * 100 + yearOfCentury, month, dayOfMonth);
    }
    return lastDay;
  }

  private static long epochDay(int year, int month, int dayOfMonth) {
    if (month < 1 || month > 12 || dayOfMonth < 1) {
      return NO_DAY;
    }
    boolean leap = (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
    int last = month == 2 && leap ? 29 : DAYS_IN_MONTH[month - 1];
    if (dayOfMonth > last) {
      return NO_DAY;
    }
    // Howard Hinnant, "chrono-compatible low-level date algorithms": years begin in March.
    int y = month <= 2 ? year - 1 : year;
    int era = Math.floorDiv(y, 400);
    int yearOfEra = y - era * 400;
    int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + dayOfMonth - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097L + dayOfEra - 719_468;
  }

  /** -1 when there is no time of day. */
  private static int minuteOfDay(byte[] bytes, int from, int to) {
    if (to - from < MINUTES_LENGTH || bytes[from + 13] != ':' || !isSeparator(bytes[from + 10])) {
      return -1;
    }
    int hour = twoDigits(bytes, from + 11);
    int minute = twoDigits(bytes, from + 14);
    return hour < 0 || hour > 23 || minute < 0 || minute > 59 ? -1 : hour * 60 + minute;
  }

  private static boolean isSeparator(byte c) {
    return c == 'T' || c == ' ' || c == 't';
  }

  /** Seconds; {@link #NO_OFFSET} when it is none. */
  private static int offset(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length == 1 && (bytes[from] == 'Z' || bytes[from] == 'z')) {
      return 0;
    }
    boolean known = length == 3 || length == 5 || (length == 6 && bytes[from + 3] == ':');
    if (!known || (bytes[from] != '+' && bytes[from] != '-')) {
      return NO_OFFSET;
    }
    int hours = twoDigits(bytes, from + 1);
    int minutes = length == 3 ? 0 : twoDigits(bytes, to - 2);
    int seconds = hours * 3600 + minutes * 60;
    if (hours < 0 || minutes < 0 || minutes > 59 || seconds > MAX_OFFSET_SECONDS) {
      return NO_OFFSET;
    }
    return bytes[from] == '-' ? -seconds : seconds;
  }

  private static int endOfDigits(byte[] bytes, int from, int to) {
    int p = from;
    while (p < to && bytes[p] >= '0' && bytes[p] <= '9') {
      p++;
    }
    return p;
  }

  private static int fractionMicros(byte[] bytes, int from, int digits) {
    int micros = 0;
    for (int i = 0; i < 6; i++) {
      micros = micros * 10 + (i < digits ? bytes[from + i] - '0' : 0);
    }
    return micros;
  }

  /** -1 when one of the two is no digit. */
  private static int twoDigits(byte[] bytes, int from) {
    int tens = bytes[from] - '0';
    int ones = bytes[from + 1] - '0';
    return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
  }
}
