package dev.throughline.mining.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.ingest.read.Utf8Slice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DictionaryTest {

  private static int encode(Dictionary dictionary, String text) {
    return dictionary.encode(new Utf8Slice().set(text));
  }

  @Test
  void encode_knownAndNewTexts_countsFromZeroInOrderOfFirstSight() {
    Dictionary dictionary = new Dictionary();

    assertThat(encode(dictionary, "b")).isEqualTo(0);
    assertThat(encode(dictionary, "")).isEqualTo(1);
    assertThat(encode(dictionary, "a")).isEqualTo(2);
    assertThat(encode(dictionary, "")).isEqualTo(1);
    assertThat(encode(dictionary, "b")).isEqualTo(0);
    assertThat(dictionary.size()).isEqualTo(3);
    assertThat(dictionary.texts()).containsExactly("b", "", "a");
    assertThat(new String(dictionary.arena(), StandardCharsets.UTF_8)).isEqualTo("ba");
    assertThat(dictionary.ends()).containsExactly(1, 1, 2);
  }

  @Test
  void encode_sliceInsideALargerBuffer_readsOnlyTheSlice() {
    Dictionary dictionary = new Dictionary();
    byte[] row = "po-1;po-12;po-1;xpo-1".getBytes(StandardCharsets.UTF_8);

    assertThat(dictionary.encode(row, 0, 4)).isEqualTo(0);
    assertThat(dictionary.encode(row, 5, 5)).isEqualTo(1);
    assertThat(dictionary.encode(row, 11, 4)).isEqualTo(0);
    assertThat(dictionary.encode(row, 17, 4)).isEqualTo(0);
    assertThat(dictionary.texts()).containsExactly("po-1", "po-12");
  }

  @Test
  void encode_textsThatDifferOnlyInTrailingZeroBytes_keepsThemApart() {
    Dictionary dictionary = new Dictionary();

    for (int length = 0; length < 20; length++) {
      assertThat(dictionary.encode(new byte[20], 0, length)).isEqualTo(length);
    }
    assertThat(dictionary.size()).isEqualTo(20);
  }

  @Test
  void encode_textLargerThanTheArena_isKept() {
    Dictionary dictionary = new Dictionary();
    String large = "x".repeat(1_000_000);

    encode(dictionary, "small");
    int code = encode(dictionary, large);

    assertThat(dictionary.text(code)).isEqualTo(large);
    assertThat(dictionary.text(0)).isEqualTo("small");
  }

  @Test
  void empty_hasNoTexts() {
    Dictionary dictionary = new Dictionary();

    assertThat(dictionary.size()).isZero();
    assertThat(dictionary.texts()).isEmpty();
    assertThat(dictionary.arena()).isEmpty();
    assertThat(dictionary.ends()).isEmpty();
    assertThat(dictionary.ranks()).isEmpty();
  }

  @Test
  void ranks_charactersBeyondTheBasicPlane_followCodePoints() {
    Dictionary dictionary = new Dictionary();
    for (String name : List.of("\uD83D\uDE00", "b", "\uFF5E", "a", "ab")) {
      encode(dictionary, name);
    }

    assertThat(dictionary.ranks()).containsExactly(4, 2, 3, 0, 1);
  }

  /** Case ids of one log resemble each other: numbers, padded or not, with a common start. */
  @Test
  void encode_aMillionSimilarTexts_agreesWithHashMap() {
    Dictionary dictionary = new Dictionary();
    for (int i = 0; i < 1_000_000; i++) {
      assertThat(encode(dictionary, "4500" + i * 10L)).isEqualTo(i);
    }

    assertThat(dictionary.size()).isEqualTo(1_000_000);
    for (int i = 999_999; i >= 0; i -= 7) {
      assertThat(encode(dictionary, "4500" + i * 10L)).isEqualTo(i);
      assertThat(dictionary.text(i)).isEqualTo("4500" + i * 10L);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void encode_randomTexts_agreesWithHashMap(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Dictionary dictionary = new Dictionary();
    Map<String, Integer> oracle = new HashMap<>();
    List<String> texts = new ArrayList<>();

    for (int i = 0; i < 20_000; i++) {
      String text = randomText(random);
      int expected = oracle.computeIfAbsent(text, unseen -> oracle.size());
      if (expected == texts.size()) {
        texts.add(text);
      }
      assertThat(encode(dictionary, text)).as("seed %d, text %d", seed, i).isEqualTo(expected);
    }
    assertThat(dictionary.texts())
        .as("seed %d", seed)
        .containsExactly(texts.toArray(new String[0]));
  }

  /**
   * Few letters, so that texts come back, and up to 20 of them, so that all rests modulo 8 occur.
   */
  private static String randomText(SplittableRandom random) {
    String letters = "a\u0000é€\uD83D\uDE00";
    int[] points = letters.codePoints().toArray();
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(random.nextInt(20) + 1); length > 0; length--) {
      text.appendCodePoint(points[random.nextInt(points.length)]);
    }
    return text.toString();
  }
}
