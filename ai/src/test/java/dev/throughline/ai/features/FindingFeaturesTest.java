package dev.throughline.ai.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.throughline.ai.TestFindings;
import dev.throughline.model.Finding;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingFeaturesTest {

  @Test
  void of_shortReceipt_saysInWordsWhatIsShort() {
    Map<String, Double> features =
        features(
            "quantity-short",
            "ordered_quantity",
            120,
            "received_quantity",
            60,
            "order_unit",
            " ea ",
            "damage_note",
            "carton CRUSHED in the lorry");

    assertThat(features)
        .containsEntry("it is quantity short", 1.0)
        .containsEntry("received per ordered is below one", 1.0)
        .containsEntry("quantity short, and received per ordered is below one", 1.0)
        .containsEntry("received per ordered, logarithm", -0.25)
        .containsEntry("announced per ordered is unknown", 1.0)
        .containsEntry("order unit is EA", 1.0)
        .containsEntry("damage note mentions breakage", 1.0)
        .containsEntry("damage note mentions transport", 1.0)
        .containsEntry("posted at is missing", 1.0)
        .doesNotContainKey("damage note mentions price")
        .doesNotContainKey("received per ordered looks like a pack size");
  }

  /** The pack's own definition of a ratio wins over ours. */
  @Test
  void of_ratioThatThePackGives_isTaken() {
    assertThat(
            features(
                "quantity-short",
                "ordered_quantity",
                120,
                "received_quantity",
                60,
                "received_per_ordered",
                1))
        .containsEntry("received per ordered is one", 1.0);
  }

  @Test
  void of_namesOfPeopleSuppliersAndSites_areNoFeatures() {
    Finding with =
        TestFindings.finding(
            "price-variance", "supplier", "S-1", "site", "DC", "sku", "X9", "approver", "jo");
    Finding without = TestFindings.finding("price-variance");

    assertThat(FindingFeatures.of(with)).isEqualTo(FindingFeatures.of(without));
  }

  @Test
  void of_hours_areClassedAndScaled() {
    Map<String, Double> features =
        features("receipt-not-posted", "receive_to_post_hours", 100, "age_hours", -3);

    assertThat(features)
        .containsEntry("receive to post hours is within a week", 1.0)
        .containsEntry("age hours is negative", 1.0);
    assertThat(features.get("receive to post hours, logarithm"))
        .isCloseTo(Math.log(101) / 5, within(1e-12));
  }

  private static Map<String, Double> features(String type, Object... facts) {
    return FindingFeatures.of(TestFindings.finding(type, facts)).values();
  }

  @ParameterizedTest
  @CsvSource({
    "0, ZERO",
    "-2, ZERO",
    "0.2, FAR_BELOW",
    "0.5, BELOW",
    "0.985, SLIGHTLY_BELOW",
    "1, ONE",
    "1.0004, ONE",
    "1.01, SLIGHTLY_ABOVE",
    "2, ABOVE",
    "12, FAR_ABOVE"
  })
  void ratioClass_ofRatio_isItsClass(double ratio, RatioClass expected) {
    assertThat(RatioClass.of(OptionalDouble.of(ratio))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "12, true",
    "0.0833, true",
    "6.05, true",
    "2, false",
    "7, false",
    "0, false",
    "1, false"
  })
  void isPackSize_ofRatio_knowsPacksBothWays(double ratio, boolean expected) {
    assertThat(RatioClass.isPackSize(ratio)).isEqualTo(expected);
  }
}
