package dev.throughline.api.approval;

import dev.throughline.api.security.Person;
import dev.throughline.model.CaseId;
import dev.throughline.model.EventId;
import dev.throughline.model.FactValue;
import dev.throughline.model.Finding;
import dev.throughline.model.FindingId;
import dev.throughline.model.FindingState;
import dev.throughline.model.FindingType;
import dev.throughline.model.LogName;
import dev.throughline.model.Money;
import dev.throughline.model.Role;
import dev.throughline.model.Source;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A finding about a short delivery of 'anna', owned by accounts payable, and proposals on it. */
final class Example {
  static final Currency EUR = Currency.getInstance("EUR");
  static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private FindingState state = FindingState.PROPOSED;
  private Money exposure = euros("500");
  private String site = "store 1";
  private Role owner = Role.ACCOUNTS_PAYABLE_ANALYST;
  private final SortedMap<String, FactValue> facts = new TreeMap<>();

  static Money euros(String amount) {
    return new Money(new BigDecimal(amount), EUR);
  }

  Example in(FindingState wanted) {
    state = wanted;
    return this;
  }

  Example of(String amount) {
    exposure = euros(amount);
    return this;
  }

  Example at(String wanted) {
    site = wanted;
    return this;
  }

  Example ownedBy(Role wanted) {
    owner = wanted;
    return this;
  }

  Example with(String fact, String person) {
    facts.put(fact, new FactValue.Text(person));
    return this;
  }

  Example goneSince(Instant moment) {
    facts.put(Finding.GONE_AT, new FactValue.Moment(moment));
    return this;
  }

  Finding finding() {
    return new Finding(
        new FindingId(1),
        new LogName("operations"),
        "procure-to-pay",
        new FindingType("quantity-short"),
        new CaseId("4500000123/10"),
        state,
        exposure,
        owner,
        site,
        "ACME",
        NOON,
        NOON,
        state.isOpen() ? null : NOON,
        facts,
        List.of(new Finding.Evidence(new Source("erp.main"), new EventId("1"))),
        3);
  }

  /** A proposal of the amount, with approvals of others. */
  static Proposal proposal(String proposer, String amount, Decision... decisions) {
    Money exposure = euros(amount);
    return new Proposal(
        1,
        new FindingId(1),
        2,
        "ask for a credit note",
        null,
        exposure,
        DecisionRulesTest.POLICY.approvalsNeeded(exposure),
        proposer,
        NOON,
        new ArrayList<>(List.of(decisions)));
  }

  static Decision approval(Person person) {
    return new Decision(Decision.Verdict.APPROVED, person.name(), person.roles(), NOON, null, null);
  }

  private Example() {}

  static Example example() {
    return new Example();
  }
}
