package dev.throughline.ai.features;

import dev.throughline.model.FactValue;
import dev.throughline.model.Finding;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The facts of a finding, asked for by name and kind. A fact of another kind than the one asked for
 * is absent, as one that is not known.
 */
public final class CaseFacts {
  private final SortedMap<String, FactValue> facts;

  private CaseFacts(SortedMap<String, FactValue> facts) {
    this.facts = facts;
  }

  public static CaseFacts of(Finding finding) {
    return new CaseFacts(finding.facts());
  }

  public static CaseFacts of(SortedMap<String, FactValue> facts) {
    return new CaseFacts(Collections.unmodifiableSortedMap(new TreeMap<>(facts)));
  }

  /** All of them, by name. */
  public SortedMap<String, FactValue> all() {
    return facts;
  }

  public boolean isKnown(String name) {
    return facts.containsKey(name);
  }

  public OptionalDouble number(String name) {
    return facts.get(name) instanceof FactValue.Numeric numeric
        ? OptionalDouble.of(numeric.value().doubleValue())
        : OptionalDouble.empty();
  }

  public Optional<String> text(String name) {
    return facts.get(name) instanceof FactValue.Text text
        ? Optional.of(text.value())
        : Optional.empty();
  }

  public Optional<Instant> moment(String name) {
    return facts.get(name) instanceof FactValue.Moment moment
        ? Optional.of(moment.value())
        : Optional.empty();
  }

  /** Whether the number is known and above zero. */
  public boolean isPositive(String name) {
    return number(name).orElse(0) > 0;
  }

  /**
   * One number divided by another; absent when one of them is, or when the divisor is zero or the
   * quotient is not finite.
   */
  public OptionalDouble ratio(String dividend, String divisor) {
    OptionalDouble above = number(dividend);
    OptionalDouble below = number(divisor);
    if (above.isEmpty() || below.isEmpty() || below.getAsDouble() == 0) {
      return OptionalDouble.empty();
    }
    double quotient = above.getAsDouble() / below.getAsDouble();
    return Double.isFinite(quotient) ? OptionalDouble.of(quotient) : OptionalDouble.empty();
  }

  /** Whether both texts are known and differ in more than case and surrounding blanks. */
  public boolean differ(String one, String other) {
    Optional<String> first = text(one);
    Optional<String> second = text(other);
    return first.isPresent()
        && second.isPresent()
        && !first.get().strip().equalsIgnoreCase(second.get().strip());
  }
}
