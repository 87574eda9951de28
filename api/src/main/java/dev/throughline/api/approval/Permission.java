package dev.throughline.api.approval;

import dev.throughline.model.ErrorCode;

/** Whether somebody may take a step, and if not, why. */
public sealed interface Permission {
  /** They may. */
  record Permitted() implements Permission {}

  /**
   * They may not.
   *
   * @param reason one sentence, without a full stop, that they can read on a disabled button
   */
  record Refused(ErrorCode code, String reason) implements Permission {
    public Refused {
      if (reason.isBlank()) {
        throw new IllegalArgumentException("a refusal must give its reason");
      }
    }
  }

  /** They may. */
  static Permission permit() {
    return new Permitted();
  }

  default boolean isPermitted() {
    return this instanceof Permitted;
  }

  /** The reason of a refusal; empty when it is permitted. */
  default String reason() {
    return this instanceof Refused refused ? refused.reason() : "";
  }

  static Permission refuse(ErrorCode code, String reason) {
    return new Refused(code, reason);
  }
}
