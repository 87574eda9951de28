package dev.throughline.api.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.FindingState;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LifecycleTest {
  /** The state after each step; '-' where the step is refused. */
  private static final String TABLE =
      """
      state    TRIAGE   RESOLVE  REOPEN PROPOSE  APPROVE  REJECT   CONFIRM_REASON COMPLETE FAIL
      OPEN     TRIAGED  RESOLVED -      PROPOSED -        -        OPEN           -        -
      TRIAGED  TRIAGED  RESOLVED -      PROPOSED -        -        TRIAGED        -        -
      PROPOSED PROPOSED -        -      -        APPROVED REJECTED PROPOSED       -        -
      APPROVED APPROVED -        -      -        -        -        APPROVED       DONE     FAILED
      REJECTED REJECTED RESOLVED -      PROPOSED -        -        REJECTED       -        -
      DONE     -        -        -      -        -        -        DONE           -        -
      FAILED   FAILED   RESOLVED -      PROPOSED -        -        FAILED         -        -
      RESOLVED -        -        OPEN   -        -        -        RESOLVED       -        -
      """;

  static Stream<Arguments> cells() {
    List<String[]> rows = TABLE.lines().map(line -> line.split(" +")).toList();
    return rows.stream()
        .skip(1)
        .flatMap(
            row ->
                Stream.iterate(1, i -> i < row.length, i -> i + 1)
                    .map(
                        i ->
                            Arguments.of(
                                FindingState.valueOf(row[0]),
                                Step.valueOf(rows.get(0)[i]),
                                row[i])));
  }

  @ParameterizedTest
  @MethodSource("cells")
  void after_everyStateAndStep_isAsInTheTable(FindingState state, Step step, String next) {
    Optional<FindingState> expected =
        next.equals("-") ? Optional.empty() : Optional.of(FindingState.valueOf(next));

    assertThat(Lifecycle.after(state, step)).isEqualTo(expected);
    assertThat(Lifecycle.permission(state, step).isPermitted()).isEqualTo(expected.isPresent());
  }

  @Test
  void cells_haveEveryStateAndStep() {
    assertThat(cells().map(cell -> cell.get()[0] + " " + cell.get()[1]))
        .doesNotHaveDuplicates()
        .hasSize(FindingState.values().length * Step.values().length);
  }

  @Test
  void permission_refused_saysTheStateInWords() {
    assertThat(Lifecycle.permission(FindingState.OPEN, Step.APPROVE))
        .isEqualTo(
            new Permission.Refused(
                ErrorCode.WRONG_STATE, "this exception is open; it cannot be approved"));
    assertThat(Arrays.stream(Step.values()).map(Step::participle)).doesNotHaveDuplicates();
  }
}
