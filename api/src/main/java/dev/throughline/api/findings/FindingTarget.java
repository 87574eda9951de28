package dev.throughline.api.findings;

import dev.throughline.mining.finding.CaseFindings;
import dev.throughline.mining.finding.CaseState;
import dev.throughline.mining.finding.Discrepancy;
import dev.throughline.mining.pack.ProcessPack;
import dev.throughline.model.CaseId;
import dev.throughline.model.FactValue;
import dev.throughline.model.Finding;
import dev.throughline.model.Finding.Evidence;
import dev.throughline.model.FindingState;
import dev.throughline.model.FindingType;
import dev.throughline.model.Money;
import dev.throughline.model.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a finding after its case was looked at again. What people have in hand stays in
 * their hands: the service opens, updates and resolves the others only.
 *
 * @param known the finding as it is; null when it is new
 * @param closedAt null while it is open
 * @param changedAt when state, exposure or beginning changed, by the times of the business; null
 *     when none did
 */
record FindingTarget(
    CaseId caseId,
    FindingType type,
    @Nullable Finding known,
    FindingState to,
    Content content,
    @Nullable Instant closedAt,
    @Nullable Instant changedAt) {

  /** What a finding says beside its state. */
  record Content(
      Money exposure,
      Role owner,
      @Nullable String site,
      @Nullable String supplier,
      Instant openedAt,
      SortedMap<String, FactValue> facts,
      List<Evidence> evidence) {

    private static Content of(CaseState state, Discrepancy found) {
      return new Content(
          found.exposure(),
          found.rule().owner(),
          CaseFindings.text(state, ProcessPack.SITE).orElse(null),
          CaseFindings.text(state, ProcessPack.SUPPLIER).orElse(null),
          found.openedAt(),
          state.facts(),
          found.evidence());
    }

    private static Content of(Finding known) {
      return new Content(
          known.exposure(),
          known.owner(),
          known.site(),
          known.supplier(),
          known.openedAt(),
          known.facts(),
          known.evidence());
    }

    private Content with(SortedMap<String, FactValue> otherFacts) {
      return new Content(exposure, owner, site, supplier, openedAt, otherFacts, evidence);
    }

    private Content goneAt(Instant moment) {
      SortedMap<String, FactValue> more = new TreeMap<>(facts);
      more.put(Finding.GONE_AT, new FactValue.Moment(moment));
      return with(more);
    }
  }

  /**
   * What changes in one case.
   *
   * @param known the findings of the case, the oldest first
   */
  static List<FindingTarget> of(CaseState state, CaseFindings now, List<Finding> known) {
    Map<FindingType, Finding> before = latest(known);
    Map<FindingType, Discrepancy> found = new TreeMap<>();
    now.discrepancies().forEach(each -> found.put(each.type(), each));
    TreeSet<FindingType> types = new TreeSet<>(before.keySet());
    types.addAll(found.keySet());
    List<FindingTarget> targets = new ArrayList<>();
    for (FindingType type : types) {
      of(state, before.get(type), found.get(type)).ifPresent(targets::add);
    }
    return targets;
  }

  /**
   * What changes in a case that has no events any more: nothing is left to find.
   *
   * @param known the findings of the case, the oldest first
   * @param now when that was noticed: no event says when it came about
   */
  static List<FindingTarget> ofNothing(List<Finding> known, Instant now) {
    return latest(known).values().stream()
        .flatMap(finding -> gone(finding, Content.of(finding), now).stream())
        .toList();
  }

  /** Of findings of one type, those before the last are done. */
  private static Map<FindingType, Finding> latest(Collection<Finding> known) {
    Map<FindingType, Finding> latest = new TreeMap<>();
    known.forEach(finding -> latest.put(finding.type(), finding));
    return latest;
  }

  private static Optional<FindingTarget> of(
      CaseState state, @Nullable Finding known, @Nullable Discrepancy found) {
    if (known == null) {
      return Optional.ofNullable(found).map(each -> added(state, each));
    }
    if (found == null) {
      return gone(known, Content.of(known).with(state.facts()), state.lastEventAt());
    }
    Instant closedAt = found.closedAt();
    return closedAt == null ? there(state, known, found) : over(state, known, found, closedAt);
  }

  private static FindingTarget added(CaseState state, Discrepancy found) {
    FindingState to = found.isOpen() ? FindingState.OPEN : FindingState.RESOLVED;
    return new FindingTarget(
        state.caseId(),
        found.type(),
        null,
        to,
        Content.of(state, found),
        found.closedAt(),
        found.openedAt());
  }

  private static Optional<FindingTarget> there(CaseState state, Finding known, Discrepancy found) {
    Content content = Content.of(state, found);
    return switch (known.state()) {
      case DONE ->
          isAnew(known, found) ? Optional.of(added(state, found)) : Optional.<FindingTarget>empty();
      case RESOLVED ->
          Optional.of(changed(known, FindingState.OPEN, content, null).changedAt(found.openedAt()));
      case OPEN, TRIAGED, PROPOSED, APPROVED, REJECTED, FAILED ->
          updated(known, content, null, state.lastEventAt());
    };
  }

  /**
   * Whether the discrepancy is another one than what people have done with: it was away since, or
   * came about later. As long as it is not, it is the old one that the events have not ended yet.
   */
  private static boolean isAnew(Finding done, Discrepancy found) {
    Instant closedAt = done.closedAt();
    return done.goneAt().isPresent() || (closedAt != null && found.openedAt().isAfter(closedAt));
  }

  /** There was a discrepancy, and the events say when it ended. */
  private static Optional<FindingTarget> over(
      CaseState state, Finding known, Discrepancy found, Instant closedAt) {
    Content content = Content.of(state, found);
    return switch (known.state()) {
      case OPEN, TRIAGED, REJECTED, FAILED ->
          Optional.of(changed(known, FindingState.RESOLVED, content, closedAt).changedAt(closedAt));
      case RESOLVED -> updated(known, content, closedAt, state.lastEventAt());
      case PROPOSED, APPROVED, DONE -> gone(known, content, closedAt);
    };
  }

  /** There is no discrepancy, as far as is known now. */
  private static Optional<FindingTarget> gone(Finding known, Content content, Instant at) {
    return switch (known.state()) {
      case OPEN, TRIAGED, REJECTED, FAILED -> {
        Instant closedAt = at.isBefore(known.openedAt()) ? known.openedAt() : at;
        yield Optional.of(
            changed(known, FindingState.RESOLVED, content, closedAt).changedAt(closedAt));
      }
      case PROPOSED, APPROVED -> marked(known, content, at);
      case DONE ->
          known.goneAt().isPresent() ? Optional.empty() : marked(known, Content.of(known), at);
      case RESOLVED -> Optional.empty();
    };
  }

  /** People have or had it in hand: the amount that they decide on stays, and they are told. */
  private static Optional<FindingTarget> marked(Finding known, Content content, Instant at) {
    Content was = Content.of(known);
    Content kept = was.with(content.facts()).goneAt(known.goneAt().orElse(at));
    return updated(known, kept, known.closedAt(), at);
  }

  /** In the same state, if anything is not as it was. */
  private static Optional<FindingTarget> updated(
      Finding known, Content content, @Nullable Instant closedAt, Instant at) {
    FindingTarget target = changed(known, known.state(), content, closedAt);
    if (content.equals(Content.of(known)) && Objects.equals(closedAt, known.closedAt())) {
      return Optional.empty();
    }
    boolean agesTheSame =
        content.exposure().equals(known.exposure()) && content.openedAt().equals(known.openedAt());
    return Optional.of(agesTheSame ? target : target.changedAt(at));
  }

  private static FindingTarget changed(
      Finding known, FindingState to, Content content, @Nullable Instant closedAt) {
    return new FindingTarget(known.caseId(), known.type(), known, to, content, closedAt, null);
  }

  private FindingTarget changedAt(Instant at) {
    return new FindingTarget(caseId, type, known, to, content, closedAt, at);
  }

  /** Whether a finding that was there has another state now. */
  boolean isMove() {
    return known != null && known.state() != to;
  }
}
