package dev.throughline.ai.triage;

import dev.throughline.model.Money;
import java.math.BigDecimal;

/**
 * How soon somebody should look: bands of the expected loss, which is the exposure times the risk,
 * in whole units of the finding's own currency (no conversion is made). A delay loses little money
 * but waits for somebody: a finding with exposure is never last.
 */
public final class Priority {
  public static final int FIRST = 1;
  public static final int LAST = 5;

  private static final double[] AT_LEAST = {10_000, 1_000, 100};

  /**
   * The band of a finding.
   *
   * @param risk 0..1
   * @return 1 (first) to 5
   */
  public static int of(Money exposure, double risk) {
    BigDecimal amount = exposure.amount().abs();
    double expectedLoss = amount.doubleValue() * risk;
    for (int band = 0; band < AT_LEAST.length; band++) {
      if (expectedLoss >= AT_LEAST[band]) {
        return FIRST + band;
      }
    }
    return amount.signum() == 0 ? LAST : LAST - 1;
  }

  private Priority() {}
}
