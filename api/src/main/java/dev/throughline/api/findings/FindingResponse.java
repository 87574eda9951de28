package dev.throughline.api.findings;

import dev.throughline.model.FactValue;
import dev.throughline.model.Finding;
import dev.throughline.model.FindingState;
import dev.throughline.model.Role;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An exception.
 *
 * @param process the pack whose rule found it
 * @param type such as {@code quantity-short}
 * @param exposure the money at stake
 * @param owner the role that is asked first
 * @param openedAt when the discrepancy came about, by the events' own times
 * @param closedAt when it was done or went away; absent while it is open
 * @param version counts changes; in quotes it is the tag that decisions need
 * @param facts what is known of the case, by name: numbers, texts, truth values, and moments as
 *     texts
 * @param evidence the events that show it, in their order
 */
record FindingResponse(
    long id,
    String log,
    String process,
    String type,
    String caseId,
    FindingState state,
    MoneyResponse exposure,
    Role owner,
    @Nullable String site,
    @Nullable String supplier,
    Instant openedAt,
    Instant changedAt,
    @Nullable Instant closedAt,
    long version,
    SortedMap<String, Object> facts,
    List<Event> evidence) {

  /** An event by its source and its id there. */
  record Event(String source, String event) {}

  static FindingResponse from(Finding finding) {
    SortedMap<String, Object> facts = new TreeMap<>();
    finding.facts().forEach((name, fact) -> facts.put(name, value(fact)));
    return new FindingResponse(
        finding.id().value(),
        finding.log().value(),
        finding.process(),
        finding.type().value(),
        finding.caseId().value(),
        finding.state(),
        MoneyResponse.from(finding.exposure()),
        finding.owner(),
        finding.site(),
        finding.supplier(),
        finding.openedAt(),
        finding.changedAt(),
        finding.closedAt(),
        finding.version(),
        facts,
        finding.evidence().stream()
            .map(event -> new Event(event.source().name(), event.event().value()))
            .toList());
  }

  private static Object value(FactValue fact) {
    if (fact instanceof FactValue.Numeric number) {
      return plain(number.value());
    }
    if (fact instanceof FactValue.Flag flag) {
      return flag.value();
    }
    return fact instanceof FactValue.Moment moment
        ? moment.value()
        : ((FactValue.Text) fact).value();
  }

  /** Ten as {@code 10}, not as {@code 1E+1}. */
  private static BigDecimal plain(BigDecimal number) {
    return number.scale() < 0 ? number.setScale(0) : number;
  }
}
