package dev.throughline.api.approval;

import dev.throughline.model.Money;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/**
 * Who approves how much, in units of the finding's own currency; both limits are inclusive.
 *
 * @param smallLimit up to here the owner of the finding may decide alone
 * @param controllerLimit up to here one finance controller decides; above, two people do, and a
 *     finance controller is one of them
 */
public record ApprovalPolicy(BigDecimal smallLimit, BigDecimal controllerLimit) {
  public ApprovalPolicy {
    if (smallLimit.signum() < 0 || controllerLimit.compareTo(smallLimit) < 0) {
      throw new IllegalArgumentException(
          "limits must be 0 <= small <= controller, were %s and %s"
              .formatted(smallLimit, controllerLimit));
    }
  }

  /** How much is at stake, as far as deciding is concerned. */
  enum Band {
    SMALL,
    MEDIUM,
    LARGE
  }

  Band band(Money exposure) {
    BigDecimal amount = exposure.amount().abs();
    if (amount.compareTo(smallLimit) <= 0) {
      return Band.SMALL;
    }
    return amount.compareTo(controllerLimit) <= 0 ? Band.MEDIUM : Band.LARGE;
  }

  /** How many different people must approve. */
  public int approvalsNeeded(Money exposure) {
    return band(exposure) == Band.LARGE ? 2 : 1;
  }

  /** Such as {@code 10,000 EUR}. */
  String words(BigDecimal limit, Money exposure) {
    DecimalFormat format =
        new DecimalFormat("#,##0.##", DecimalFormatSymbols.getInstance(Locale.ROOT));
    return format.format(limit) + " " + exposure.currency().getCurrencyCode();
  }
}
