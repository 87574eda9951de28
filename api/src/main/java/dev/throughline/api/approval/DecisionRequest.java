package dev.throughline.api.approval;

import dev.throughline.api.audit.CanonicalJson;
import dev.throughline.api.idempotency.IdempotentCall;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.FindingId;
import dev.throughline.model.Location;
import dev.throughline.model.Reason;
import dev.throughline.model.ThroughlineException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A step that somebody wants to take.
 *
 * @param version of the finding that they saw
 * @param key of the call, so that a repetition has no second effect
 * @param action for a proposal: what to do; absent otherwise
 * @param reason the cause, as they confirm or correct it; needed to confirm it
 */
public record DecisionRequest(
    Step step,
    FindingId finding,
    long version,
    String key,
    @Nullable String action,
    @Nullable String comment,
    @Nullable Reason reason) {
  public static final int MAX_COMMENT_LENGTH = 2_000;

  /**
   * @throws ThroughlineException {@code BAD_ARGUMENT}, {@code MISSING_FIELD}, {@code
   *     FIELD_TOO_LONG}, {@code VERSION_NEEDED} or {@code KEY_NEEDED}
   */
  public DecisionRequest {
    if (!Step.byPeople().contains(step)) {
      throw new IllegalArgumentException("step must be one of people, was " + step);
    }
    IdempotentCall.checkedKey(key);
    if (version < 1) {
      throw new ThroughlineException(
          ErrorCode.VERSION_NEEDED,
          "say which version of the exception you saw",
          Location.of("version"));
    }
    action = text("action", action, Proposal.MAX_ACTION_LENGTH);
    comment = text("comment", comment, MAX_COMMENT_LENGTH);
    if ((action != null) != (step == Step.PROPOSE)) {
      throw step == Step.PROPOSE
          ? missing("action")
          : new ThroughlineException(ErrorCode.BAD_ARGUMENT, "only a proposal names an action");
    }
    if (step == Step.CONFIRM_REASON && reason == null) {
      throw missing("reason");
    }
    if (step == Step.REJECT && comment == null) {
      throw missing("comment"); // whoever proposed it has to know why not
    }
  }

  private static ThroughlineException missing(String field) {
    return new ThroughlineException(
        ErrorCode.MISSING_FIELD, "this field is needed", Location.of(field));
  }

  private static @Nullable String text(String field, @Nullable String value, int maxLength) {
    if (value == null || value.isBlank()) {
      return null;
    }
    if (value.length() > maxLength) {
      throw new ThroughlineException(
          ErrorCode.FIELD_TOO_LONG,
          "this field has at most %d characters".formatted(maxLength),
          Location.of(field));
    }
    boolean isText =
        value
            .codePoints()
            .noneMatch(
                c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    if (!isText) {
      throw new ThroughlineException(
          ErrorCode.BAD_VALUE, "this field holds characters that no text has", Location.of(field));
    }
    return value.strip();
  }

  /** Everything that the effect depends on, as one text. */
  String content() {
    Map<String, Object> content = new TreeMap<>();
    content.put("finding", finding.value());
    content.put("version", version);
    put(content, "action", action);
    put(content, "comment", comment);
    put(content, "reason", reason == null ? null : reason.name());
    return CanonicalJson.write(content);
  }

  private static void put(Map<String, Object> content, String name, @Nullable String value) {
    if (value != null) {
      content.put(name, value);
    }
  }
}
