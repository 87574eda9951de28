package dev.throughline.ai.triage;

import dev.throughline.model.Reason;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The risk of a finding: the probability that its exposure is a real loss, one that stays unless
 * somebody acts. It is the probability that the true reason is one of {@link #LOSSES}: goods that
 * did not come or came broken, and money that was asked for wrongly. The other reasons are delays
 * and wrong records: the goods and the invoice are right, and the difference goes away once the
 * record is put right.
 *
 * <p>A resolved case has a confirmed reason, so the risk is learnt and its calibration is measured
 * with the same labels as the reasons are.
 */
public final class Risk {
  /** Reasons that cost money unless somebody acts. */
  public static final Set<Reason> LOSSES =
      Collections.unmodifiableSet(
          EnumSet.of(
              Reason.SUPPLIER_SHORT_SHIPPED,
              Reason.SUPPLIER_OVER_SHIPPED,
              Reason.DAMAGED_IN_TRANSIT,
              Reason.DAMAGED_IN_STORE_OR_WAREHOUSE,
              Reason.WRONG_UNIT_OF_MEASURE,
              Reason.WRONG_PRICE_ON_INVOICE,
              Reason.DUPLICATE_DOCUMENT,
              Reason.CASH_HANDLING_ERROR,
              Reason.SUSPECTED_FRAUD));

  /**
   * The risk that follows from the reasons.
   *
   * @param reasons with their probabilities; what they leave to 1 counts as no loss
   * @return 0..1
   */
  public static double of(List<ReasonProbability> reasons) {
    double sum = 0;
    for (ReasonProbability reason : reasons) {
      if (LOSSES.contains(reason.reason())) {
        sum += reason.probability();
      }
    }
    return Math.min(1, sum);
  }

  private Risk() {}
}
