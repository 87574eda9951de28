package dev.throughline.api.web.exceptions;

import dev.throughline.api.approval.Proposal;
import dev.throughline.api.findings.FindingQuestion;
import dev.throughline.api.triage.StoredAdvice;
import dev.throughline.api.web.exceptions.QueueForm.Choice;
import dev.throughline.model.FindingState;
import dev.throughline.model.Reason;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One exception: what was found, what is advised, what was done, and what the reader may do.
 *
 * @param advice null when there is none
 * @param proposal what is proposed; null when nothing waits and nothing is approved
 * @param reasons to choose from, the one that is meant chosen
 */
record ExceptionPage(
    Summary head,
    Comparison comparison,
    List<FactLine> facts,
    List<EvidenceRow> evidence,
    @Nullable AdvicePart advice,
    @Nullable ProposalPart proposal,
    List<StepPart> steps,
    List<Choice> reasons,
    List<HistoryLine> history,
    @Nullable Notice notice,
    String apiPath) {

  static ExceptionPage of(
      Seen seen, Instant now, @Nullable Notice notice, @Nullable StepInput refused) {
    StoredAdvice latest = seen.advice().isEmpty() ? null : seen.advice().get(0);
    return new ExceptionPage(
        Summary.of(seen.finding(), now),
        Comparison.of(seen.finding()),
        FactLine.all(seen.finding()),
        EvidenceRow.all(seen.finding(), seen.events()),
        latest == null ? null : AdvicePart.of(latest),
        proposal(seen),
        StepPart.all(
            seen.decided().permissions(), latest == null ? "" : latest.advice().action(), refused),
        reasons(chosen(seen, latest, refused)),
        HistoryLine.all(seen.changes(), seen.decided().steps(), seen.advice()),
        notice,
        "/api/v1/findings/" + seen.finding().id());
  }

  private static @Nullable ProposalPart proposal(Seen seen) {
    List<Proposal> proposals = seen.decided().proposals();
    FindingState state = seen.finding().state();
    boolean counts = state == FindingState.PROPOSED || state == FindingState.APPROVED;
    return proposals.isEmpty() || !counts
        ? null
        : ProposalPart.of(proposals.get(proposals.size() - 1));
  }

  /** What the reader chose before, else what was confirmed last, else what is advised. */
  private static @Nullable Reason chosen(
      Seen seen, @Nullable StoredAdvice latest, @Nullable StepInput refused) {
    if (refused != null && refused.reason() != null) {
      return refused.reason();
    }
    Reason confirmed =
        seen.decided().steps().stream()
            .map(step -> step.reason())
            .filter(reason -> reason != null)
            .reduce((earlier, later) -> later)
            .orElse(null);
    return confirmed != null || latest == null ? confirmed : latest.advice().reason();
  }

  private static List<Choice> reasons(@Nullable Reason chosen) {
    return Arrays.stream(Reason.values())
        .map(reason -> new Choice(FindingQuestion.word(reason), reason.words(), reason == chosen))
        .toList();
  }
}
