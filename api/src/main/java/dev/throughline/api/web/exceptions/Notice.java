package dev.throughline.api.web.exceptions;

import dev.throughline.api.approval.Step;
import dev.throughline.api.findings.FindingChange;
import dev.throughline.api.findings.FindingQuestion;
import dev.throughline.api.web.Shown;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What became of the reader's last step.
 *
 * @param isBad whether it was refused
 * @param typed what the reader had typed when it was refused; empty if nothing
 */
record Notice(boolean isBad, String text, String typed) {

  /** After a step; null for a word that names none. */
  static @Nullable Notice done(@Nullable String word) {
    return Step.byPeople().stream()
        .filter(step -> FindingQuestion.word(step).equals(word))
        .findFirst()
        .map(step -> new Notice(false, words(step), ""))
        .orElse(null);
  }

  private static String words(Step step) {
    return switch (step) {
      case PROPOSE -> "Proposed. It waits for somebody else's approval.";
      case APPROVE -> "Your approval is recorded.";
      case REJECT -> "Rejected. Whoever proposed it can read why.";
      case CONFIRM_REASON -> "The reason is recorded.";
      case COMPLETE -> "Recorded as done.";
      case FAIL -> "Recorded as failed. It may be proposed again.";
      case TRIAGE, RESOLVE, REOPEN -> "";
    };
  }

  /** Why a step was not taken; who was faster if somebody was. */
  static Notice refused(ThroughlineException refusal, StepInput input, Seen seen) {
    if (refusal.code() != ErrorCode.STALE_VERSION) {
      return new Notice(
          true, Shown.sentence(String.valueOf(refusal.getMessage())) + ".", typed(input));
    }
    return new Notice(
        true,
        "Nothing was done: this exception changed while you had it open. Meanwhile "
            + meanwhile(input, seen)
            + ". Look at what changed before you send it again.",
        typed(input));
  }

  private static String typed(StepInput input) {
    return (input.action() + "\n" + input.comment()).strip();
  }

  private static String meanwhile(StepInput input, Seen seen) {
    List<FindingChange> newer =
        seen.changes().stream().filter(change -> change.version() > input.version()).toList();
    if (newer.isEmpty()) {
      return "its facts changed";
    }
    Instant since = newer.get(0).at();
    List<HistoryLine> lines =
        HistoryLine.all(newer, seen.decided().steps(), List.of()).stream()
            .filter(line -> !line.moment().isBefore(since))
            .toList();
    return lines.stream()
        .map(line -> "%s %s (%s UTC)".formatted(line.who(), line.what(), line.at()))
        .collect(Collectors.joining("; "));
  }
}
