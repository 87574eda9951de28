package dev.throughline.api.approval;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.FindingState;
import java.util.Locale;
import java.util.Optional;

/**
 * The states of a finding and how one follows another:
 *
 * <pre>
 * open → triaged → proposed → approved → done
 *                     ↓          ↓
 *                 rejected    failed     both may be proposed again
 * </pre>
 *
 * What is open by {@link FindingState#isOpen} is resolved when the discrepancy goes away, unless it
 * is {@link FindingState#isInHand in hand}: then that follows what people decide. What is resolved
 * can be open again. Done is the end: a discrepancy that comes back after it is a finding of its
 * own.
 */
public final class Lifecycle {

  /** The state after the step; empty when the state does not allow the step. */
  public static Optional<FindingState> after(FindingState state, Step step) {
    return switch (step) { // no default: a new step must not compile until it is placed
      case TRIAGE ->
          switch (state) {
            case OPEN -> Optional.of(FindingState.TRIAGED);
            case TRIAGED, PROPOSED, APPROVED, REJECTED, FAILED -> Optional.of(state);
            case DONE, RESOLVED -> Optional.empty();
          };
      case RESOLVE ->
          state.isOpen() && !state.isInHand()
              ? Optional.of(FindingState.RESOLVED)
              : Optional.empty();
      case REOPEN ->
          state == FindingState.RESOLVED ? Optional.of(FindingState.OPEN) : Optional.empty();
      case PROPOSE ->
          switch (state) {
            case OPEN, TRIAGED, REJECTED, FAILED -> Optional.of(FindingState.PROPOSED);
            case PROPOSED, APPROVED, DONE, RESOLVED -> Optional.empty();
          };
      case APPROVE -> from(FindingState.PROPOSED, state, FindingState.APPROVED);
      case REJECT -> from(FindingState.PROPOSED, state, FindingState.REJECTED);
      case CONFIRM_REASON -> Optional.of(state);
      case COMPLETE -> from(FindingState.APPROVED, state, FindingState.DONE);
      case FAIL -> from(FindingState.APPROVED, state, FindingState.FAILED);
    };
  }

  private static Optional<FindingState> from(
      FindingState needed, FindingState state, FindingState next) {
    return state == needed ? Optional.of(next) : Optional.empty();
  }

  /** Whether the state allows the step, and if not, why. */
  public static Permission permission(FindingState state, Step step) {
    return after(state, step).isPresent()
        ? Permission.permit()
        : Permission.refuse(
            ErrorCode.WRONG_STATE,
            "this exception is %s; it cannot be %s".formatted(words(state), step.participle()));
  }

  private static String words(FindingState state) {
    return state == FindingState.PROPOSED
        ? "proposed and waits for a decision"
        : state.name().toLowerCase(Locale.ROOT);
  }

  private Lifecycle() {}
}
