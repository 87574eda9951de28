package dev.throughline.api.findings;

import dev.throughline.mining.finding.CaseFindings;
import dev.throughline.mining.finding.CaseState;
import dev.throughline.mining.finding.Discrepancy;
import dev.throughline.model.Finding;
import dev.throughline.model.FindingState;
import dev.throughline.model.FindingType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a finding after its case was looked at again. People's decisions stand: the
 * service opens, updates and resolves only what nobody has decided on.
 *
 * @param known the finding as it is; null when it is new
 * @param found the discrepancy as it is; null when the finding only closes
 * @param closedAt null while it is open
 * @param changedAt when state or exposure changed, by the times of the business; null when neither
 *     did
 */
record FindingTarget(
    CaseState state,
    FindingType type,
    @Nullable Finding known,
    @Nullable Discrepancy found,
    FindingState to,
    @Nullable Instant closedAt,
    @Nullable Instant changedAt) {

  /**
   * What changes in one case.
   *
   * @param known the findings of the case
   */
  static List<FindingTarget> of(CaseState state, CaseFindings now, List<Finding> known) {
    Map<FindingType, Finding> before = new TreeMap<>();
    known.forEach(finding -> before.put(finding.type(), finding));
    Map<FindingType, Discrepancy> found = new TreeMap<>();
    now.discrepancies().forEach(each -> found.put(each.type(), each));
    TreeSet<FindingType> types = new TreeSet<>(before.keySet());
    types.addAll(found.keySet());
    List<FindingTarget> targets = new ArrayList<>();
    for (FindingType type : types) {
      of(state, type, before.get(type), found.get(type)).ifPresent(targets::add);
    }
    return targets;
  }

  private static Optional<FindingTarget> of(
      CaseState state, FindingType type, @Nullable Finding known, @Nullable Discrepancy found) {
    if (known == null) {
      return found == null ? Optional.empty() : Optional.of(added(state, found));
    }
    if (known.state() == FindingState.DONE) {
      return Optional.empty();
    }
    return found != null && found.isOpen()
        ? there(state, known, found)
        : gone(state, type, known, found);
  }

  private static FindingTarget added(CaseState state, Discrepancy found) {
    FindingState to = found.isOpen() ? FindingState.OPEN : FindingState.RESOLVED;
    return new FindingTarget(
        state, found.type(), null, found, to, found.closedAt(), found.openedAt());
  }

  private static Optional<FindingTarget> there(CaseState state, Finding known, Discrepancy found) {
    if (known.state() == FindingState.RESOLVED) {
      return Optional.of(
          new FindingTarget(
              state, found.type(), known, found, FindingState.OPEN, null, found.openedAt()));
    }
    boolean isSameExposure = known.exposure().equals(found.exposure());
    boolean isSame =
        isSameExposure
            && known.openedAt().equals(found.openedAt())
            && known.owner() == found.rule().owner()
            && known.facts().equals(state.facts())
            && known.evidence().equals(found.evidence());
    return isSame
        ? Optional.empty()
        : Optional.of(
            new FindingTarget(
                state,
                found.type(),
                known,
                found,
                known.state(),
                null,
                isSameExposure ? null : state.lastEventAt()));
  }

  private static Optional<FindingTarget> gone(
      CaseState state, FindingType type, Finding known, @Nullable Discrepancy found) {
    boolean isUndecided =
        known.state() == FindingState.OPEN || known.state() == FindingState.TRIAGED;
    if (!isUndecided) {
      return Optional.empty();
    }
    Instant end = found == null ? null : found.closedAt();
    Instant over = end == null ? state.lastEventAt() : end;
    Instant closedAt = over.isBefore(known.openedAt()) ? known.openedAt() : over;
    return Optional.of(
        new FindingTarget(state, type, known, found, FindingState.RESOLVED, closedAt, closedAt));
  }
}
