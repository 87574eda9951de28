package dev.throughline.ai.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throughline.ai.TestFindings;
import dev.throughline.ai.triage.Advice;
import dev.throughline.ai.triage.ReasonProbability;
import dev.throughline.ai.triage.RuleTable;
import dev.throughline.ai.triage.TestPlaybook;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Reason;
import dev.throughline.model.ThroughlineException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReasonTrainerTest {
  private static final TestPlaybook PLAYBOOK = new TestPlaybook();
  private static final List<ResolvedCase> CASES = GeneratedCases.of(1, 1000);
  private static final TimeSplit SPLIT = TimeSplit.of(CASES);
  private static final ReasonModel MODEL = new ReasonTrainer(7, "test").train(SPLIT);

  @Test
  void train_equalCasesAndSeedInAnyOrder_givesEqualBytes() {
    List<ResolvedCase> shuffled = new ArrayList<>(CASES);
    Collections.shuffle(shuffled, new Random(3));

    ReasonModel again = new ReasonTrainer(7, "test").train(TimeSplit.of(shuffled));

    assertThat(ModelCodec.write(again)).isEqualTo(ModelCodec.write(MODEL));
  }

  @Test
  void train_anotherSeedOrOneOtherReason_givesOtherBytes() {
    List<ResolvedCase> changed = new ArrayList<>(CASES);
    Reason other =
        CASES.get(5).reason() == Reason.RECEIPT_NOT_POSTED
            ? Reason.DAMAGED_IN_TRANSIT
            : Reason.RECEIPT_NOT_POSTED;
    changed.set(5, new ResolvedCase(CASES.get(5).finding(), other));

    ReasonModel ofChanged = new ReasonTrainer(7, "test").train(TimeSplit.of(changed));
    ReasonModel ofSeed = new ReasonTrainer(8, "test").train(SPLIT);

    assertThat(ofChanged.header().dataSha256()).isNotEqualTo(MODEL.header().dataSha256());
    assertThat(ModelCodec.write(ofSeed)).isNotEqualTo(ModelCodec.write(MODEL));
  }

  @Test
  void train_generatedCases_beatsTheRulesOnLaterOnes() {
    Evaluation learned =
        Evaluator.evaluate(new LearnedTriage(MODEL, "ab", PLAYBOOK), SPLIT.evaluation());
    Evaluation rules = Evaluator.evaluate(new RuleTable(PLAYBOOK), SPLIT.evaluation());

    assertThat(learned.macroF1()).isGreaterThan(rules.macroF1() + 0.1);
    assertThat(learned.calibrationError()).isLessThan(0.1);
    assertThat(learned.riskCalibrationError()).isLessThan(0.1);
  }

  /** Labels that people got wrong at random make the model less sure, not surer. */
  @Test
  void train_wrongLabels_lowerItsProbabilitiesAndLeaveItUseful() {
    SplittableRandom random = new SplittableRandom(5);
    List<ResolvedCase> wrong =
        CASES.stream()
            .map(
                c ->
                    random.nextInt(10) == 0
                        ? new ResolvedCase(c.finding(), MODEL.reasons().get(random.nextInt(7)))
                        : c)
            .toList();
    TimeSplit split = TimeSplit.of(wrong);

    LearnedTriage doubtful =
        new LearnedTriage(new ReasonTrainer(7, "test").train(split), "ab", PLAYBOOK);
    LearnedTriage sure = new LearnedTriage(MODEL, "cd", PLAYBOOK);

    assertThat(meanProbability(doubtful)).isLessThan(meanProbability(sure));
    assertThat(Evaluator.evaluate(doubtful, SPLIT.evaluation()).macroF1()).isGreaterThan(0.8);
  }

  private static double meanProbability(LearnedTriage model) {
    return SPLIT.evaluation().stream()
        .mapToDouble(c -> model.advise(c.finding()).probability())
        .average()
        .orElseThrow();
  }

  @Test
  void advise_anyCase_hasSortedReasonsAndInfluencesThatSpeakForThem() {
    LearnedTriage model = new LearnedTriage(MODEL, "ab", PLAYBOOK);

    for (ResolvedCase resolved : SPLIT.evaluation()) {
      Advice advice = model.advise(resolved.finding());
      assertThat(advice.reasons())
          .isSortedAccordingTo((a, b) -> Double.compare(b.probability(), a.probability()));
      assertThat(advice.reasons().stream().mapToDouble(ReasonProbability::probability).sum())
          .isBetween(0.99, 1.001);
      assertThat(advice.influences()).isNotEmpty();
      assertThat(advice.advisedBy()).isEqualTo("model/ab");
    }
  }

  @Test
  void advise_typeThatItNeverSaw_asksTheRulesAndSaysSo() {
    LearnedTriage model = new LearnedTriage(MODEL, "ab", PLAYBOOK);

    Advice advice = model.advise(TestFindings.finding("duplicate-invoice", "invoice_count", 2));

    assertThat(advice.advisedBy()).isEqualTo(RuleTable.NAME);
    assertThat(advice.reason()).isEqualTo(Reason.DUPLICATE_DOCUMENT);
  }

  @Test
  void split_byShare_neverLearnsFromWhatIsLater() {
    assertThat(SPLIT.training()).hasSize(600);
    assertThat(SPLIT.calibration()).hasSize(150);
    assertThat(SPLIT.evaluation()).hasSize(250);
    assertThat(SPLIT.training().get(599).openedAt())
        .isBefore(SPLIT.calibration().get(0).openedAt());
    assertThat(SPLIT.calibration().get(149).openedAt())
        .isBefore(SPLIT.evaluation().get(0).openedAt());
  }

  @Test
  void split_tooFewCases_saysHowManyThereAre() {
    assertThatThrownBy(() -> TimeSplit.of(CASES.subList(0, 40)))
        .isInstanceOfSatisfying(
            ThroughlineException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_FEW_CASES))
        .hasMessage("calibration needs at least 20 resolved cases, there are 6");
  }

  @Test
  void train_oneReasonOnly_isRefused() {
    List<ResolvedCase> same =
        CASES.stream().map(c -> new ResolvedCase(c.finding(), Reason.OTHER)).toList();

    assertThatThrownBy(() -> new ReasonTrainer(1, "test").train(TimeSplit.of(same)))
        .hasMessageContaining("at least two reasons, there is only OTHER");
  }
}
