package dev.throughline.api.web;

import dev.throughline.model.FindingState;
import java.util.Locale;

/** What people call the states. */
public final class StateWords {
  public static String of(FindingState state) {
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

  /** As addresses and style sheets write it. */
  public static String word(FindingState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private StateWords() {}
}
