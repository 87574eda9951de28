package dev.throughline.mining.map;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.mining.map.ProcessMap.Share;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownNumbersTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PT0S        | 0 s        | 0 s",
        "PT0.0004S   | 0 ms       | 0.0004 s",
        "PT0.35S     | 350 ms     | 0.35 s",
        "PT0.9996S   | 1.0 s      | 0.9996 s",
        "PT59.94S    | 59.9 s     | 59.94 s",
        "PT59.95S    | 1.0 min    | 59.95 s",
        "PT1H        | 1.0 h      | 1 h",
        "PT59M59S    | 1.0 h      | 59 min 59 s",
        "PT55H12M    | 2.3 d      | 2 d 7 h 12 min",
        "P99DT22H    | 99.9 d     | 99 d 22 h",
        "P99DT23H    | 100 d      | 99 d 23 h",
        "P12345DT12H | 12,346 d   | 12,345 d 12 h",
        "PT-90M      | −1.5 h     | −1 h 30 min",
      })
  void duration_anyLength_readsWell(Duration duration, String shown, String exact) {
    assertThat(ShownNumbers.duration(duration)).isEqualTo(shown);
    assertThat(ShownNumbers.exact(duration)).isEqualTo(exact);
  }

  @Test
  void count_millions_hasSeparators() {
    assertThat(ShownNumbers.count(1_234_567)).isEqualTo("1,234,567");
  }

  @Test
  void share_almostAll_isNotAll() {
    assertThat(ShownNumbers.share(new Share(99_999, 100_000))).isEqualTo("99.9 %");
    assertThat(ShownNumbers.share(new Share(7, 7))).isEqualTo("100 %");
    assertThat(ShownNumbers.share(new Share(1, 3))).isEqualTo("33.3 %");
    assertThat(ShownNumbers.share(new Share(0, 0))).isEqualTo("100 %");
  }
}
