package dev.throughline.model;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A discrepancy in one case: an exception, in the words of those who work on it. There is at most
 * one of a type in a case that is not done.
 *
 * @param process the pack whose rule found it, such as {@code procure-to-pay}
 * @param exposure the money at stake; zero when none is
 * @param owner who is asked first
 * @param openedAt when the discrepancy came about, by the events' own times
 * @param changedAt when state, exposure or facts last changed
 * @param closedAt when it was done or went away; null while it is open
 * @param facts what is known of the case, by name
 * @param evidence the events that the rule looked at, in their total order; at least one
 * @param version counts changes, from 1: who changes it says which version they saw
 */
public record Finding(
    FindingId id,
    LogName log,
    String process,
    FindingType type,
    CaseId caseId,
    FindingState state,
    Money exposure,
    Role owner,
    @Nullable String site,
    @Nullable String supplier,
    Instant openedAt,
    Instant changedAt,
    @Nullable Instant closedAt,
    SortedMap<String, FactValue> facts,
    List<Evidence> evidence,
    long version) {

  /**
   * The fact that the discrepancy went away while people were at work on the finding, or after they
   * had done it: when it did.
   */
  public static final String GONE_AT = "discrepancy_gone_at";

  /** An event that a rule looked at. */
  public record Evidence(Source source, EventId event) {}

  public Finding {
    if (evidence.isEmpty()) {
      throw new IllegalArgumentException("a finding must name at least one event");
    }
    if (version < 1) {
      throw new IllegalArgumentException("version must be at least 1, was " + version);
    }
    if (state.isOpen() != (closedAt == null)) {
      throw new IllegalArgumentException(
          "closedAt must be given exactly when the finding is closed, was %s in state %s"
              .formatted(closedAt, state));
    }
    facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
    evidence = List.copyOf(evidence);
  }

  public Optional<FactValue> fact(String name) {
    return Optional.ofNullable(facts.get(name));
  }

  /** {@link #GONE_AT}; empty while the discrepancy is there. */
  public Optional<Instant> goneAt() {
    return facts.get(GONE_AT) instanceof FactValue.Moment gone
        ? Optional.of(gone.value())
        : Optional.empty();
  }
}
