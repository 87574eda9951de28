package dev.throughline.api.web.exceptions;

import dev.throughline.model.FindingState;

/** What people call the states. */
final class StateWords {
  static String of(FindingState state) {
    return switch (state) {
      case OPEN -> "open";
      case TRIAGED -> "triaged";
      case PROPOSED -> "waits for approval";
      case APPROVED -> "approved";
      case REJECTED -> "rejected";
      case DONE -> "done";
      case FAILED -> "failed";
      case RESOLVED -> "resolved by itself";
    };
  }

  private StateWords() {}
}
