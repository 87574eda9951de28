package dev.throughline.api.web.exceptions;

import dev.throughline.api.approval.DecisionRequest;
import dev.throughline.api.approval.Step;
import dev.throughline.api.findings.FindingQuestion;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.FindingId;
import dev.throughline.model.Reason;
import dev.throughline.model.ThroughlineException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * What a reader sent with a button; what they typed is not lost when it is refused.
 *
 * @param version of the exception that they saw; 0 when the form does not say
 */
record StepInput(
    Step step, long version, String key, String action, String comment, @Nullable Reason reason) {

  /**
   * Reads a form.
   *
   * @throws ThroughlineException {@code BAD_ARGUMENT} for a step or a reason that there is not
   */
  static StepInput of(MultiValueMap<String, String> form) {
    String reason = text(form, "reason");
    return new StepInput(
        step(text(form, "step")),
        version(text(form, "version")),
        text(form, "key"),
        text(form, "action"),
        text(form, "comment"),
        reason.isEmpty() ? null : reason(reason));
  }

  private static String text(MultiValueMap<String, String> form, String name) {
    String value = form.getFirst(name);
    return value == null ? "" : value;
  }

  private static Step step(String word) {
    return Step.byPeople().stream()
        .filter(step -> FindingQuestion.word(step).equals(word))
        .findFirst()
        .orElseThrow(() -> bad("step cannot be '" + word + "'"));
  }

  private static Reason reason(String word) {
    return Arrays.stream(Reason.values())
        .filter(reason -> FindingQuestion.word(reason).equals(word))
        .findFirst()
        .orElseThrow(() -> bad("reason cannot be '" + word + "'"));
  }

  private static long version(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException none) {
      return 0;
    }
  }

  private static ThroughlineException bad(String sentence) {
    return new ThroughlineException(ErrorCode.BAD_ARGUMENT, sentence);
  }

  DecisionRequest request(FindingId finding) {
    return new DecisionRequest(
        step,
        finding,
        version,
        key,
        action.isBlank() ? null : action,
        comment.isBlank() ? null : comment,
        reason);
  }
}
