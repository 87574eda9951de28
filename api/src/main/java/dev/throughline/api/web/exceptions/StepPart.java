package dev.throughline.api.web.exceptions;

import dev.throughline.api.approval.Permission;
import dev.throughline.api.approval.Step;
import dev.throughline.api.findings.FindingQuestion;
import dev.throughline.api.web.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A button for a step, with what goes with it.
 *
 * @param word as the form sends it
 * @param label on the button
 * @param hint what the step leads to
 * @param why why the button is disabled, as a sentence; empty when it is not
 * @param key that makes sending the form twice one step
 * @param comment what was typed before, if it was refused
 */
record StepPart(
    String word, String label, String hint, String why, String key, String action, String comment) {

  /** Whether the reader may take the step. */
  public boolean isPermitted() {
    return why.isEmpty();
  }

  public boolean asksAction() {
    return is(Step.PROPOSE);
  }

  public boolean asksReason() {
    return is(Step.CONFIRM_REASON);
  }

  public boolean asksComment() {
    return !is(Step.CONFIRM_REASON);
  }

  /** Whoever proposed it has to know why it is rejected. */
  public boolean needsComment() {
    return is(Step.REJECT);
  }

  /** Whether it is what the exception waits for. */
  public boolean isMain() {
    return is(Step.PROPOSE) || is(Step.APPROVE) || is(Step.COMPLETE);
  }

  private boolean is(Step step) {
    return word.equals(FindingQuestion.word(step));
  }

  static List<StepPart> all(
      Map<Step, Permission> permissions, String advised, @Nullable StepInput refused) {
    List<StepPart> parts = new ArrayList<>();
    permissions.forEach(
        (step, permission) -> {
          StepInput typed = refused != null && refused.step() == step ? refused : null;
          parts.add(
              new StepPart(
                  FindingQuestion.word(step),
                  label(step),
                  hint(step),
                  permission.isPermitted() ? "" : Shown.sentence(permission.reason()) + ".",
                  UUID.randomUUID().toString(),
                  typed == null ? advised : typed.action(),
                  typed == null ? "" : typed.comment()));
        });
    return parts;
  }

  private static String label(Step step) {
    return switch (step) {
      case PROPOSE -> "Propose";
      case APPROVE -> "Approve";
      case REJECT -> "Reject";
      case CONFIRM_REASON -> "Confirm reason";
      case COMPLETE -> "Done";
      case FAIL -> "Failed";
      case TRIAGE, RESOLVE, REOPEN -> step.name();
    };
  }

  private static String hint(Step step) {
    return switch (step) {
      case PROPOSE -> "Somebody else has to approve it before it is carried out.";
      case APPROVE -> "Other systems are told at once.";
      case REJECT -> "Whoever proposed it reads your comment; another proposal may follow.";
      case CONFIRM_REASON -> "Later advice learns from it.";
      case COMPLETE -> "The approved action was carried out.";
      case FAIL -> "The approved action could not be carried out; it may be proposed again.";
      case TRIAGE, RESOLVE, REOPEN -> "";
    };
  }
}
