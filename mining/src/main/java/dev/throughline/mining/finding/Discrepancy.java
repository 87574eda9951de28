package dev.throughline.mining.finding;

import dev.throughline.mining.pack.FindingRule;
import dev.throughline.model.Finding.Evidence;
import dev.throughline.model.FindingType;
import dev.throughline.model.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A discrepancy of one type in one case, as of a moment.
 *
 * @param rule that found it
 * @param closedAt when it was over; null while it is there
 * @param evidence in the total order of events; at least one
 */
public record Discrepancy(
    FindingRule rule,
    Instant openedAt,
    @Nullable Instant closedAt,
    Money exposure,
    List<Evidence> evidence) {
  public Discrepancy {
    evidence = List.copyOf(evidence);
  }

  public FindingType type() {
    return rule.type();
  }

  public boolean isOpen() {
    return closedAt == null;
  }
}
