package dev.throughline.mining.map;

import dev.throughline.mining.map.ProcessMap.Share;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;

/**
 * Numbers for people: short ones to read, exact ones to rely on. Pages and reports write numbers
 * the same way as the map beside them.
 */
public final class ShownNumbers {
  private enum Unit {
    MILLISECONDS("ms", 1L, 1_000),
    SECONDS("s", 1_000L, 60),
    MINUTES("min", 60_000L, 60),
    HOURS("h", 3_600_000L, 24),
    DAYS("d", 86_400_000L, Long.MAX_VALUE);

    private final String symbol;
    private final BigDecimal millis;
    private final BigDecimal next;

    Unit(String symbol, long millis, long next) {
      this.symbol = symbol;
      this.millis = BigDecimal.valueOf(millis);
      this.next = BigDecimal.valueOf(next);
    }
  }

  /** {@code 1,234}. */
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /**
   * {@code 2.3 d}: in the largest unit that leaves at least 1, with one decimal below 100 (none for
   * milliseconds), rounded half up. A day has 24 hours.
   */
  public static String duration(Duration duration) {
    if (duration.isZero()) {
      return "0 s";
    }
    BigDecimal millis = millis(duration.abs());
    String sign = duration.isNegative() ? "−" : "";
    for (Unit unit : Unit.values()) {
      BigDecimal value = rounded(millis.divide(unit.millis, 9, RoundingMode.HALF_UP), unit);
      if (value.compareTo(unit.next) < 0) {
        return sign + String.format(Locale.ROOT, "%,." + value.scale() + "f ", value) + unit.symbol;
      }
    }
    throw new AssertionError("a day has no next unit");
  }

  /** {@code 2 d 7 h 12 min 3.5 s}: every digit. */
  public static String exact(Duration duration) {
    Duration rest = duration.abs();
    StringBuilder text = new StringBuilder(duration.isNegative() ? "−" : "");
    append(text, rest.toDays(), "d");
    append(text, rest.toHoursPart(), "h");
    append(text, rest.toMinutesPart(), "min");
    BigDecimal seconds =
        BigDecimal.valueOf(rest.toSecondsPart())
            .add(BigDecimal.valueOf(rest.toNanosPart(), 9))
            .stripTrailingZeros();
    if (seconds.signum() != 0 || rest.isZero()) {
      text.append(seconds.toPlainString()).append(" s ");
    }
    return text.toString().strip();
  }

  /** {@code 96.4 %}, rounded down, so that 100 % means all of it. */
  public static String share(Share share) {
    BigDecimal percent =
        share.all() == 0
            ? BigDecimal.valueOf(100)
            : BigDecimal.valueOf(share.shown())
                .multiply(BigDecimal.valueOf(100))
                .divide(BigDecimal.valueOf(share.all()), 1, RoundingMode.DOWN);
    boolean whole = percent.compareTo(BigDecimal.valueOf(100)) == 0;
    return (whole ? "100" : percent.toPlainString()) + " %";
  }

  private static void append(StringBuilder text, long value, String unit) {
    if (value != 0) {
      text.append(count(value)).append(' ').append(unit).append(' ');
    }
  }

  private static BigDecimal millis(Duration duration) {
    return BigDecimal.valueOf(duration.getSeconds())
        .multiply(BigDecimal.valueOf(1_000))
        .add(BigDecimal.valueOf(duration.getNano(), 6));
  }

  private static BigDecimal rounded(BigDecimal value, Unit unit) {
    boolean whole = unit == Unit.MILLISECONDS || value.compareTo(BigDecimal.valueOf(99.95)) >= 0;
    return value.setScale(whole ? 0 : 1, RoundingMode.HALF_UP);
  }

  private ShownNumbers() {}
}
