package dev.throughline.api.web;

import dev.throughline.mining.map.ShownNumbers;
import dev.throughline.model.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How pages write numbers and times; all times are UTC. */
public final class Shown {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);

  public static String count(long count) {
    return ShownNumbers.count(count);
  }

  /** {@code 1 case}, {@code 2 cases}. */
  public static String count(long count, String one, String many) {
    return count(count) + " " + (count == 1 ? one : many);
  }

  public static String duration(Duration duration) {
    return ShownNumbers.duration(duration);
  }

  public static String minute(@Nullable Instant instant) {
    return instant == null ? "–" : MINUTE.format(instant);
  }

  public static String day(Instant instant) {
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
  public static String share(long part, long all) {
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

  /** {@code 1,234.5}: grouped, all decimals that it has, {@code –} when it is not known. */
  public static String number(@Nullable BigDecimal number) {
    if (number == null) {
      return "–";
    }
    BigDecimal plain = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    return String.format(Locale.ROOT, "%,." + Math.max(0, plain.scale()) + "f", plain);
  }

  /** {@code 1,234.50}: as {@link #number}, with two decimals at least. */
  public static String price(BigDecimal number) {
    int decimals = Math.max(2, number.stripTrailingZeros().scale());
    return String.format(Locale.ROOT, "%,." + decimals + "f", number);
  }

  /** {@code 1,234.50 EUR}. */
  public static String money(Money money) {
    BigDecimal amount = money.amount();
    return String.format(Locale.ROOT, "%,." + amount.scale() + "f", amount)
        + " "
        + money.currency().getCurrencyCode();
  }

  /** {@code 93 %}, rounded half up. */
  public static String percent(double share) {
    return BigDecimal.valueOf(share).movePointRight(2).setScale(0, RoundingMode.HALF_UP) + " %";
  }

  /** With a capital letter. */
  public static String sentence(String words) {
    return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  private Shown() {}
}
