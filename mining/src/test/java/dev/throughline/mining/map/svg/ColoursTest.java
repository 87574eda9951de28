package dev.throughline.mining.map.svg;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ColoursTest {
  @ParameterizedTest
  @EnumSource
  void at_rising_getsDarker(Colours scale) {
    for (int percent = 1; percent <= 100; percent++) {
      assertThat(luminance(scale.at(percent / 100.0)))
          .as("%s at %d", scale, percent)
          .isLessThan(luminance(scale.at((percent - 1) / 100.0)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void textAt_anyPosition_hasContrastOfFourAndAHalf(Colours scale) {
    for (int percent = 0; percent <= 100; percent++) {
      double position = percent / 100.0;
      assertThat(contrast(scale.textAt(position), scale.at(position)))
          .as("%s at %d", scale, percent)
          .isGreaterThanOrEqualTo(4.5);
    }
  }

  @Test
  void at_arrows_haveContrastOfThreeWithThePaper() {
    assertThat(contrast(Colours.TIME.at(0), Colours.PAPER)).isGreaterThanOrEqualTo(3);
    assertThat(contrast(Colours.LINE, Colours.PAPER)).isGreaterThanOrEqualTo(3);
    assertThat(contrast(Colours.BOUNDARY, Colours.PAPER)).isGreaterThanOrEqualTo(3);
  }

  @Test
  void constants_text_hasContrastOfFourAndAHalf() {
    assertThat(contrast(Colours.INK, Colours.PLAIN_NODE)).isGreaterThanOrEqualTo(4.5);
    assertThat(contrast(Colours.QUIET_INK, Colours.PAPER)).isGreaterThanOrEqualTo(4.5);
    assertThat(contrast(Colours.PAPER, Colours.START)).isGreaterThanOrEqualTo(4.5);
    assertThat(contrast(Colours.PAPER, Colours.END)).isGreaterThanOrEqualTo(4.5);
  }

  private static double contrast(String one, String other) {
    double first = luminance(one) + 0.05;
    double second = luminance(other) + 0.05;
    return Math.max(first, second) / Math.min(first, second);
  }

  private static double luminance(String hex) {
    return Colours.luminance(Integer.parseInt(hex.substring(1), 16));
  }
}
