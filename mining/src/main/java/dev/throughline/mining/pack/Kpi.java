package dev.throughline.mining.pack;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is measured in each case and summed up over cases. A case counts in the period of its {@code
 * to}; while that is not known but {@code from} is, the case is open, and its time is not measured.
 *
 * @param name lower-case words joined by hyphens
 * @param title for people
 * @param measure what is summed up
 * @param from expression over facts: the moment from which a case is under way; null when cases
 *     only count at {@code to}
 * @param to expression over facts: the moment at which it is over
 * @param met expression over facts: whether the case is as it should be; null when that is the
 *     service level
 * @param where expression over facts: which cases are looked at; null for all
 * @param within the service level of a duration; null for a share without one
 * @param target the share of cases that should be as they should be; from 0 to 1
 */
public record Kpi(
    String name,
    String title,
    Measure measure,
    @Nullable String from,
    String to,
    @Nullable String met,
    @Nullable String where,
    @Nullable Duration within,
    BigDecimal target) {

  /** What is summed up over cases. */
  public enum Measure {
    /** The time from {@code from} to {@code to}. */
    DURATION,
    /** The share of cases for which {@code met} holds. */
    SHARE
  }

  public Kpi {
    boolean duration = measure == Measure.DURATION;
    if (duration && (from == null || within == null || met != null)) {
      throw new IllegalArgumentException(
          "a duration must have 'from' and 'within' and no 'met', in " + name);
    }
    if (!duration && met == null) {
      throw new IllegalArgumentException("a share must have 'met', in " + name);
    }
    if (within != null && (within.isNegative() || within.isZero())) {
      throw new IllegalArgumentException("within must be positive, was " + within);
    }
    if (target.signum() < 0 || target.compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException("target must be in 0..1, was " + target);
    }
  }
}
