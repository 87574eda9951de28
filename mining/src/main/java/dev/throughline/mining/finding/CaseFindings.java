package dev.throughline.mining.finding;

import dev.throughline.mining.finding.CaseState.CaseEvent;
import dev.throughline.mining.finding.CaseState.RuleHit;
import dev.throughline.mining.pack.FindingRule;
import dev.throughline.mining.pack.ProcessPack;
import dev.throughline.model.FactValue;
import dev.throughline.model.Finding.Evidence;
import dev.throughline.model.FindingType;
import dev.throughline.model.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The discrepancies of a case as of a moment.
 *
 * @param discrepancies one of each type at most, by type
 * @param nextDueAt when the case has to be looked at again although nothing happens; null for never
 */
public record CaseFindings(List<Discrepancy> discrepancies, @Nullable Instant nextDueAt) {

  /** Evidence of one discrepancy at most: a case with more events is not read line by line. */
  static final int MAX_EVIDENCE = 100;

  /** Money beyond this is a slip of the pen and would not fit where amounts are added up. */
  private static final BigDecimal MAX_EXPOSURE = new BigDecimal("1000000000000");

  public CaseFindings {
    discrepancies = List.copyOf(discrepancies);
  }

  /*
   * Rules of one type are one finding: what is open comes before what is over, and then what was first. So a delivery that
   * was late does not hide an approval that is.
   */
  private static final Comparator<Discrepancy> FIRST =
      Comparator.comparing((Discrepancy each) -> each.isOpen() ? 0 : 1)
          .thenComparing(
              each -> each.closedAt() == null ? Instant.MIN : each.closedAt(),
              Comparator.reverseOrder())
          .thenComparing(Discrepancy::openedAt);

  /**
   * Sorts out what the rules said.
   *
   * @param now what is dated later has not come about yet
   */
  public static CaseFindings of(ProcessPack pack, CaseState state, Instant now) {
    SortedMap<FindingType, Discrepancy> found = new TreeMap<>();
    Instant nextDueAt = null;
    for (RuleHit hit : state.hits()) {
      FindingRule rule = pack.rule(hit.rule()).orElseThrow();
      Instant openedAt = hit.openedAt() == null ? state.lastEventAt() : hit.openedAt();
      if (openedAt.isAfter(now)) {
        nextDueAt = nextDueAt == null || openedAt.isBefore(nextDueAt) ? openedAt : nextDueAt;
      } else {
        found.merge(rule.type(), discrepancy(pack, state, hit, openedAt), CaseFindings::first);
      }
    }
    return new CaseFindings(List.copyOf(found.values()), nextDueAt);
  }

  private static Discrepancy first(Discrepancy one, Discrepancy other) {
    return FIRST.compare(other, one) < 0 ? other : one;
  }

  private static Discrepancy discrepancy(
      ProcessPack pack, CaseState state, RuleHit hit, Instant openedAt) {
    FindingRule rule = pack.rule(hit.rule()).orElseThrow();
    Instant until = hit.until();
    Instant closedAt = until == null || until.isBefore(openedAt) ? null : until;
    return new Discrepancy(
        rule,
        openedAt,
        closedAt,
        exposure(hit.exposure(), currency(pack, state)),
        evidence(rule, state));
  }

  private static Money exposure(@Nullable BigDecimal amount, Currency currency) {
    BigDecimal known = amount == null ? BigDecimal.ZERO : amount;
    return Money.rounded(known.max(BigDecimal.ZERO).min(MAX_EXPOSURE), currency);
  }

  private static Currency currency(ProcessPack pack, CaseState state) {
    return text(state, ProcessPack.CURRENCY)
        .flatMap(CaseFindings::currency)
        .orElse(pack.currency());
  }

  private static Optional<Currency> currency(String code) {
    try {
      return Optional.of(Currency.getInstance(code));
    } catch (IllegalArgumentException noCurrency) {
      return Optional.empty();
    }
  }

  private static List<Evidence> evidence(FindingRule rule, CaseState state) {
    List<Evidence> named =
        state.events().stream()
            .filter(event -> rule.evidence().contains(event.activity()))
            .map(CaseEvent::evidence)
            .limit(MAX_EVIDENCE)
            .toList();
    return named.isEmpty()
        ? state.events().stream().map(CaseEvent::evidence).limit(MAX_EVIDENCE).toList()
        : named;
  }

  /** The text of a fact of the case. */
  public static Optional<String> text(CaseState state, String fact) {
    return state.facts().get(fact) instanceof FactValue.Text text
        ? Optional.of(text.value())
        : Optional.empty();
  }
}
