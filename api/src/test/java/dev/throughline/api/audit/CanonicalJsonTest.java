package dev.throughline.api.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

  @Test
  void write_nested_isSortedAndWithoutBlanks() {
    assertThat(
            CanonicalJson.write(
                Map.of("b", List.of(1, "x", List.of()), "a", Map.of("z", true, "y", Map.of()))))
        .isEqualTo("{\"a\":{\"y\":{},\"z\":true},\"b\":[1,\"x\",[]]}");
  }

  /** The example of RFC 8785, section 3.2.3: sorted by UTF-16 code units. */
  @Test
  void write_namesOfTheRfc_haveItsOrder() {
    String json =
        CanonicalJson.write(
            Map.of(
                "\u20ac", "Euro Sign",
                "\r", "Carriage Return",
                "\ufb33", "Hebrew Letter Dalet With Dagesh",
                "1", "One",
                "\ud83d\ude00", "Emoji: Grinning Face",
                "\u0080", "Control",
                "\u00f6", "Latin Small Letter O With Diaeresis"));

    assertThat(json)
        .isEqualTo(
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                + "\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\","
                + "\"\ud83d\ude00\":\"Emoji: Grinning Face\","
                + "\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
  }

  /** The string of RFC 8785, section 3.2.2.2. */
  @Test
  void write_textOfTheRfc_isEscapedAsThere() {
    assertThat(CanonicalJson.write(Map.of("s", "\u20ac$\u000f\nA'B\"\\\\\"/")))
        .isEqualTo("{\"s\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud800", "a\udc00", "\ud800a", "\udc00\ud800"})
  void write_loneSurrogate_isRefused(String text) {
    assertThatThrownBy(() -> CanonicalJson.write(Map.of("s", text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("well-formed");
  }

  @Test
  void write_numberThatIsNotExactOrAnotherType_isRefused() {
    assertThat(CanonicalJson.write(Map.of("n", (1L << 53) - 1)))
        .isEqualTo("{\"n\":9007199254740991}");
    assertThatThrownBy(() -> CanonicalJson.write(Map.of("n", 1L << 53)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CanonicalJson.write(Map.of("n", 1.5)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
