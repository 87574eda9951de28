package dev.throughline.mining.map.svg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LabelTextTest {
  private static final int[] CHARACTERS = {
    'a', 'W', 'i', ' ', ' ', '-', '/', 'é', '票', 0x1F69A, 0x301, 0x1F3FD, '\t', '\u202E', '\uD800'
  };

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @Test
  void wrap_words_breaksAtSpaces() {
    assertThat(LabelText.wrap("T04 Determine confirmation of receipt", 150, 13).lines())
        .containsExactly("T04 Determine", "confirmation of receipt");
  }

  @Test
  void wrap_longName_endsInAnEllipsisAfterThreeLines() {
    LabelText label = LabelText.wrap("Receive ".repeat(2_000), 150, 13);
    assertThat(label.lines()).hasSize(3);
    assertThat(label.lines().get(2)).endsWith("…");
  }

  @Test
  void wrap_oneWordLongerThanALine_isCut() {
    assertThat(LabelText.wrap("Rechnungseingangsbestätigungsverfahren", 150, 13).lines())
        .hasSizeGreaterThan(1)
        .satisfies(
            lines ->
                assertThat(String.join("", lines))
                    .isEqualTo("Rechnungseingangsbestätigungsverfahren"));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void wrap_anyName_fitsAndKeepsCharactersWhole(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder name = new StringBuilder("x");
    for (int length = random.nextInt(90); length > 0; length--) {
      name.appendCodePoint(CHARACTERS[random.nextInt(CHARACTERS.length)]);
    }
    LabelText label = LabelText.wrap(name.toString(), 100, 13);
    assertThat(label.lines()).as("seed %d", seed).hasSizeBetween(1, 3);
    for (String line : label.lines()) {
      assertThat(line).as("seed %d", seed).isNotEmpty().doesNotContain("\u202E", "\t");
      assertThat(FontWidths.boldWidth(line, 13)).as("seed %d", seed).isLessThanOrEqualTo(100);
      assertThat(line.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF))
          .as("seed %d", seed)
          .isFalse();
    }
  }
}
