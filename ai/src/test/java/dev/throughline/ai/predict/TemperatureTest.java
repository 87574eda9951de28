package dev.throughline.ai.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemperatureTest {

  /** Outcomes drawn from true probabilities; the model says them too surely, by a known factor. */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1, 2, 4})
  void fit_outcomesOfAModelThatIsTooSure_findsByHowMuch(double factor) {
    SplittableRandom random = new SplittableRandom(21);
    List<Temperature.Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < 6_000; i++) {
      double[] truth = Temperature.apply(new double[] {e(random), e(random), e(random)}, 1);
      double draw = random.nextDouble();
      int right = draw < truth[0] ? 0 : draw < truth[0] + truth[1] ? 1 : 2;
      outcomes.add(new Temperature.Outcome(Temperature.apply(truth, 1 / factor), right));
    }

    assertThat(Temperature.fit(outcomes)).isCloseTo(factor, within(0.12 * factor));
  }

  private static double e(SplittableRandom random) {
    return -Math.log(random.nextDouble());
  }

  @Test
  void apply_anyTemperature_keepsTheOrderAndSumsToOne() {
    double[] scaled = Temperature.apply(new double[] {0.7, 0, 0.3}, 2);

    assertThat(scaled[0] + scaled[1] + scaled[2]).isCloseTo(1, within(1e-12));
    assertThat(scaled[0]).isGreaterThan(scaled[2]);
    assertThat(scaled[2]).isGreaterThan(scaled[1]);
    assertThat(scaled[0] / scaled[2]).isCloseTo(Math.sqrt(0.7 / 0.3), within(1e-9));
  }
}
