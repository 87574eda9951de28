package dev.throughline.api.web.exceptions;

import dev.throughline.api.approval.Step;
import dev.throughline.api.approval.StepTaken;
import dev.throughline.api.findings.FindingChange;
import dev.throughline.api.triage.StoredAdvice;
import dev.throughline.api.web.Shown;
import dev.throughline.api.web.StateWords;
import dev.throughline.model.FindingState;
import dev.throughline.model.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to an exception.
 *
 * @param who a person, or the part of this service that did it
 * @param what in a few words, such as 'approved it'
 * @param detail what was proposed; empty if nothing was
 * @param comment what they wrote; empty if they wrote nothing
 */
record HistoryLine(
    Instant moment, String at, String who, String what, String detail, String comment) {

  /** Everything that is known of a finding's life, oldest first. */
  static List<HistoryLine> all(
      List<FindingChange> changes, List<StepTaken> steps, List<StoredAdvice> advice) {
    List<HistoryLine> lines = new ArrayList<>();
    FindingChange before = null;
    for (FindingChange change : changes) {
      if (!isOf(steps, change) && !(change.state() == FindingState.TRIAGED && hasAdvice(advice))) {
        lines.add(of(change, before));
      }
      before = change;
    }
    steps.forEach(step -> lines.add(of(step)));
    advice.forEach(one -> lines.add(of(one)));
    lines.sort(Comparator.comparing(HistoryLine::moment)); // stable
    return lines;
  }

  private static boolean hasAdvice(List<StoredAdvice> advice) {
    return !advice.isEmpty();
  }

  /** Whether a change is what somebody's step did; the step says more. */
  private static boolean isOf(List<StepTaken> steps, FindingChange change) {
    return steps.stream()
        .anyMatch(step -> step.by().equals(change.actor()) && step.at().equals(change.at()));
  }

  private static HistoryLine of(FindingChange change, @Nullable FindingChange before) {
    return line(change.at(), change.actor(), words(change, before), "", "");
  }

  private static String words(FindingChange change, @Nullable FindingChange before) {
    String stake = Shown.money(change.exposure());
    if (before == null) {
      return "found it: " + stake + " at stake";
    }
    if (before.state() != change.state()) {
      return change.state() == FindingState.OPEN
          ? "found it again: " + stake + " at stake"
          : "says: " + StateWords.of(change.state());
    }
    return before.exposure().equals(change.exposure())
        ? "saw that it is there since " + Shown.minute(change.openedAt())
        : "saw the money at stake change from " + Shown.money(before.exposure()) + " to " + stake;
  }

  private static HistoryLine of(StepTaken step) {
    return line(
        step.at(),
        step.by(),
        words(step.step(), step.reason()),
        step.action() == null ? "" : step.action(),
        step.comment() == null ? "" : step.comment());
  }

  private static String words(Step step, @Nullable Reason reason) {
    return switch (step) {
      case PROPOSE -> "proposed";
      case APPROVE -> "approved the proposal";
      case REJECT -> "rejected the proposal";
      case CONFIRM_REASON ->
          "confirmed the reason: " + (reason == null ? "unknown" : reason.words());
      case COMPLETE -> "said that it was done";
      case FAIL -> "said that it could not be done";
      case TRIAGE, RESOLVE, REOPEN -> step.name();
    };
  }

  private static HistoryLine of(StoredAdvice advice) {
    return line(
        advice.at(),
        AdvicePart.advisedBy(advice.advice().advisedBy()),
        "advised: %s, %s"
            .formatted(
                advice.advice().reason().words(), Shown.percent(advice.advice().probability())),
        "",
        "");
  }

  private static HistoryLine line(
      Instant at, String who, String what, String detail, String comment) {
    return new HistoryLine(at, Shown.minute(at), who, what, detail, comment);
  }
}
