package dev.throughline.ingest.read;

import dev.throughline.ingest.map.TimestampFormat;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import org.jspecify.annotations.Nullable;

/**
 * Reads the timestamps of one column from UTF-8 bytes, without an object per value where the layout
 * allows it. Blanks around a value are skipped; digits beyond microseconds are cut. Years 0000 to
 * 9999. Not safe for threads.
 *
 * <p>A result below {@link #FIRST_VALID} is a problem, not a time.
 */
abstract class TimestampParser {
  static final long MICROS_PER_SECOND = 1_000_000;

  /** The text does not have the format. */
  static final long NOT_A_TIMESTAMP = Long.MIN_VALUE;

  /** The clocks of the zone skipped this local time. */
  static final long NO_SUCH_LOCAL_TIME = Long.MIN_VALUE + 1;

  /** There is neither an offset in the value nor a zone. */
  static final long NO_TIME_ZONE = Long.MIN_VALUE + 2;

  static final long FIRST_VALID = Long.MIN_VALUE + 3;

  private static final long MAX_SECOND = 253_402_300_799L; // 9999-12-31T23:59:59Z
  private static final long MIN_SECOND = -62_167_219_200L; // 0000-01-01T00:00:00Z

  /**
   * @param zone of values without offset; null when there is none
   */
  static TimestampParser of(TimestampFormat format, @Nullable ZoneId zone) {
    TimestampZone local = new TimestampZone(zone);
    return switch (format.layout()) {
      case ISO -> new TimestampIso(local);
      case EPOCH_SECONDS -> new Epoch(1);
      case EPOCH_MILLIS -> new Epoch(1000);
      case PATTERN -> new Pattern(format.formatter(), local);
    };
  }

  /** Microseconds since 1970-01-01T00:00:00Z, or a problem. */
  final long micros(Utf8Slice text) {
    return micros(text.bytes(), text.offset(), text.offset() + text.length());
  }

  /** Microseconds since 1970-01-01T00:00:00Z, or a problem. */
  final long micros(byte[] bytes, int from, int to) {
    int start = from;
    int end = to;
    while (start < end && bytes[start] == ' ') {
      start++;
    }
    while (end > start && bytes[end - 1] == ' ') {
      end--;
    }
    return parse(bytes, start, end);
  }

  abstract long parse(byte[] bytes, int from, int to);

  /** One sentence about a problem. */
  static String sentence(long problem, String text, TimestampFormat format, @Nullable ZoneId zone) {
    if (problem == NO_SUCH_LOCAL_TIME) {
      return "The clocks in %s never showed %s".formatted(zone, text);
    }
    if (problem == NO_TIME_ZONE) {
      return "The timestamp '%s' has no offset and no time zone was given".formatted(text);
    }
    return "'%s' is not a timestamp of the format %s".formatted(text, format);
  }

  /** A count of seconds or of parts of a second. */
  private static final class Epoch extends TimestampParser {
    private static final int MAX_DIGITS = 18;
    private final long unitsPerSecond;

    Epoch(long unitsPerSecond) {
      this.unitsPerSecond = unitsPerSecond;
    }

    @Override
    long parse(byte[] bytes, int from, int to) {
      boolean negative = from < to && bytes[from] == '-';
      int p = negative ? from + 1 : from;
      int first = p;
      long units = 0;
      while (p < to && isDigit(bytes[p]) && p - first < MAX_DIGITS) {
        units = units * 10 + bytes[p++] - '0';
      }
      long microsPerUnit = MICROS_PER_SECOND / unitsPerSecond;
      long fraction = p < to ? fraction(bytes, p, to, microsPerUnit) : 0;
      if (p == first || fraction < 0 || units / unitsPerSecond > MAX_SECOND) {
        return NOT_A_TIMESTAMP;
      }
      long micros = units * microsPerUnit + fraction;
      boolean tooEarly = negative && -micros < MIN_SECOND * MICROS_PER_SECOND;
      return tooEarly ? NOT_A_TIMESTAMP : negative ? -micros : micros;
    }

    /** Micros of a decimal fraction that starts with its point; -1 when it is none. */
    private static long fraction(byte[] bytes, int from, int to, long microsPerUnit) {
      if (bytes[from] != '.' || to - from < 2 || to - from > 10) {
        return -1;
      }
      long micros = 0;
      long weight = microsPerUnit;
      for (int p = from + 1; p < to; p++) {
        if (!isDigit(bytes[p])) {
          return -1;
        }
        weight /= 10;
        micros += weight * (bytes[p] - '0');
      }
      return micros;
    }

    private static boolean isDigit(byte c) {
      return c >= '0' && c <= '9';
    }
  }

  /** Any pattern, by the JDK's formatter. */
  private static final class Pattern extends TimestampParser {
    private final DateTimeFormatter formatter;
    private final TimestampZone zone;

    Pattern(DateTimeFormatter formatter, TimestampZone zone) {
      this.formatter = formatter;
      this.zone = zone;
    }

    @Override
    long parse(byte[] bytes, int from, int to) {
      try {
        return toMicros(
            formatter.parse(new String(bytes, from, to - from, StandardCharsets.UTF_8)));
      } catch (DateTimeException notThisPattern) {
        return NOT_A_TIMESTAMP;
      }
    }

    private long toMicros(TemporalAccessor parsed) {
      LocalDate date = parsed.query(TemporalQueries.localDate());
      if (date == null || date.getYear() < 0 || date.getYear() > 9999) {
        return NOT_A_TIMESTAMP;
      }
      LocalTime time = parsed.query(TemporalQueries.localTime());
      LocalTime clock = time == null ? LocalTime.MIDNIGHT : time;
      int micros = clock.get(ChronoField.MICRO_OF_SECOND);
      ZoneId own = parsed.query(TemporalQueries.zone());
      if (own instanceof ZoneOffset offset) {
        return date.toEpochSecond(clock, offset) * MICROS_PER_SECOND + micros;
      }
      TimestampZone used = own == null ? zone : new TimestampZone(own);
      return used.toMicros(date.toEpochSecond(clock, ZoneOffset.UTC), micros);
    }
  }
}
