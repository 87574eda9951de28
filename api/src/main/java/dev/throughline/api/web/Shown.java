package dev.throughline.api.web;

import dev.throughline.mining.map.ShownNumbers;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How pages write numbers and times; all times are UTC. */
final class Shown {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);

  static String count(long count) {
    return ShownNumbers.count(count);
  }

  /** {@code 1 case}, {@code 2 cases}. */
  static String count(long count, String one, String many) {
    return count(count) + " " + (count == 1 ? one : many);
  }

  static String duration(Duration duration) {
    return ShownNumbers.duration(duration);
  }

  static String minute(@Nullable Instant instant) {
    return instant == null ? "–" : MINUTE.format(instant);
  }

  static String day(Instant instant) {
    return DAY.format(instant);
  }

  /** A bound of a filter as short as it can be written. */
  static String bound(Instant instant) {
    return instant.equals(startOfDay(instant)) ? day(instant) : instant.toString();
  }

  static Instant startOfDay(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC).toLocalDate().atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** {@code 96.4 %}, rounded down, so that 100 % means all; 0 of 0 is '–'. */
  static String share(long part, long all) {
    if (all == 0) {
      return "–";
    }
    if (part == all) {
      return "100 %";
    }
    return BigDecimal.valueOf(part)
            .multiply(BigDecimal.valueOf(100))
            .divide(BigDecimal.valueOf(all), 1, RoundingMode.DOWN)
            .toPlainString()
        + " %";
  }

  private Shown() {}
}
