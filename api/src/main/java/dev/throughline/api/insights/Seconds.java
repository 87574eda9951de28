package dev.throughline.api.insights;

import java.math.BigDecimal;
import java.time.Duration;

/** Durations as JSON numbers of seconds: exact, without exponent, without needless zeros. */
public final class Seconds {
  public static BigDecimal of(Duration duration) {
    BigDecimal seconds =
        BigDecimal.valueOf(duration.getSeconds())
            .add(BigDecimal.valueOf(duration.getNano(), 9))
            .stripTrailingZeros();
    return seconds.scale() < 0 ? seconds.setScale(0) : seconds;
  }

  private Seconds() {}
}
