package dev.throughline.ai.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.throughline.ai.TestFindings;
import dev.throughline.ai.triage.Advice;
import dev.throughline.ai.triage.ReasonProbability;
import dev.throughline.model.Finding;
import dev.throughline.model.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluatorTest {
  private static final Reason A = Reason.SUPPLIER_SHORT_SHIPPED;
  private static final Reason B = Reason.RECEIPT_NOT_POSTED;
  private static final Reason C = Reason.OTHER;

  /**
   * Said A A A B, true A A B B, by hand: A has precision 2/3, recall 1, F1 0.8; B has precision 1,
   * recall 1/2, F1 2/3.
   */
  @Test
  void evaluate_fourCases_givesWhatIsCountedByHand() {
    Evaluation evaluation = evaluate(new Reason[] {A, A, A, B}, new Reason[] {A, A, B, B}, 0.75);

    assertThat(evaluation.accuracy()).isEqualTo(0.75);
    assertThat(evaluation.macroF1()).isCloseTo((0.8 + 2.0 / 3) / 2, within(1e-12));
    assertThat(evaluation.reasons().get(A).precision()).isCloseTo(2.0 / 3, within(1e-12));
    assertThat(evaluation.reasons().get(B).recall()).isEqualTo(0.5);
    assertThat(evaluation.calibrationError()).isCloseTo(0, within(1e-12)); // 3 of 4 at 0.75
    assertThat(evaluation.riskCalibrationError()).isCloseTo(0.0625, within(1e-12));
  }

  /** A reason that is said but never true counts with F1 zero. */
  @Test
  void evaluate_reasonThatIsNeverTrue_lowersMacroF1() {
    Evaluation evaluation = evaluate(new Reason[] {A, C}, new Reason[] {A, A}, 1);

    assertThat(evaluation.macroF1()).isCloseTo((2.0 / 3 + 0) / 2, within(1e-12));
    assertThat(evaluation.calibrationError()).isEqualTo(0.5);
  }

  private static Evaluation evaluate(Reason[] said, Reason[] truth, double probability) {
    List<ResolvedCase> cases = new java.util.ArrayList<>();
    for (int i = 0; i < truth.length; i++) {
      Finding finding =
          TestFindings.finding(i + 1, "quantity-short", TestFindings.OPENED, TestFindings.facts());
      cases.add(new ResolvedCase(finding, truth[i]));
    }
    return Evaluator.evaluate(
        finding -> advice(finding, said[(int) finding.id().value() - 1], probability), cases);
  }

  private static Advice advice(Finding finding, Reason reason, double probability) {
    return new Advice(
        List.of(new ReasonProbability(reason, probability)),
        reason == A ? probability : 0,
        3,
        "act",
        List.of(),
        finding.evidence(),
        "fake");
  }
}
