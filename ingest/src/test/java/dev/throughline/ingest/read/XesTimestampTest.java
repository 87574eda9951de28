package dev.throughline.ingest.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XesTimestampTest {
  private final XesTimestamp timestamp = new XesTimestamp(null);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-03-04T05:06:07.089+01:00 | 2026-03-04T05:06:07.089+01:00",
        "2026-03-04T05:06:07Z          | 2026-03-04T05:06:07Z",
        "2026-03-04T05:06:07+00:00     | 2026-03-04T05:06:07Z",
        "2026-03-04T05:06:07-0330      | 2026-03-04T05:06:07-03:30",
        "2026-03-04T05:06:07+14        | 2026-03-04T05:06:07+14:00",
        "2026-03-04 05:06:07,5Z        | 2026-03-04T05:06:07.5Z",
        "2026-03-04T24:00:00Z          | 2026-03-05T00:00:00Z",
        "2024-02-29T00:00:00.123456789123Z | 2024-02-29T00:00:00.123456789Z",
        "0000-01-01T00:00:00Z          | 0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999-18:00 | 9999-12-31T23:59:59.999999-18:00",
      })
  void read_timestampWithOffset_keepsItsOffset(String text, OffsetDateTime expected) {
    assertThat(timestamp.read(text)).isEqualTo(XesTimestamp.Outcome.READ);
    assertThat(timestamp.moment()).isEqualTo(expected);
    assertThat(timestamp.micros()).isEqualTo(micros(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026",
        "yesterday",
        "2026-03-04",
        "2026-0304T05:06:07Z",
        "2026-02-29T00:00:00Z",
        "2100-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-00-01T00:00:00Z",
        "2026-04-31T00:00:00Z",
        "2026-03-04T25:00:00Z",
        "2026-03-04T24:00:01Z",
        "2026-03-04T05:60:07Z",
        "2026-03-04T05:06:60Z",
        "2026-03-04T05:06:07.Z",
        "2026-03-04T05:06:07+1",
        "2026-03-04T05:06:07+01:6",
        "2026-03-04T05:06:07+01:60",
        "2026-03-04T05:06:07+19:00",
        "2026-03-04T05:06:07ZZ",
        "2026-03-04X05:06:07Z",
        "٢٠٢٦-03-04T05:06:07Z",
        "2026-03-04T05:06Z",
        "2026-03-04T05:06:07 +01:00",
      })
  void read_notATimestamp_saysSo(String text) {
    assertThat(timestamp.read(text)).isEqualTo(XesTimestamp.Outcome.NOT_A_TIMESTAMP);
  }

  @Test
  void read_noOffset_needsAZone() {
    assertThat(timestamp.read("2026-07-04T05:06:07")).isEqualTo(XesTimestamp.Outcome.NO_OFFSET);
    XesTimestamp berlin = new XesTimestamp(ZoneId.of("Europe/Berlin"));
    assertThat(berlin.read("2026-07-04T05:06:07")).isEqualTo(XesTimestamp.Outcome.READ);
    assertThat(berlin.moment()).isEqualTo("2026-07-04T05:06:07+02:00");
    assertThat(berlin.read("2026-03-29T02:30:00")).isEqualTo(XesTimestamp.Outcome.SKIPPED_BY_ZONE);
    assertThat(berlin.read("2026-10-25T02:30:00")).isEqualTo(XesTimestamp.Outcome.READ);
    assertThat(berlin.moment()).isEqualTo("2026-10-25T02:30:00+02:00");
  }

  @Test
  void read_randomMoments_equalTheJdks() {
    for (long seed = 0; seed < 2_000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      OffsetDateTime moment =
          OffsetDateTime.of(
                  random.nextInt(1, 9999),
                  1,
                  1,
                  0,
                  0,
                  0,
                  0,
                  ZoneOffset.ofTotalSeconds(random.nextInt(-14 * 60, 14 * 60) * 60))
              .plusSeconds(random.nextLong(366L * 86_400))
              .plusNanos(random.nextInt(1_000_000) * 1000L);
      String text = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(moment);
      assertThat(timestamp.read(text))
          .as("seed %d: %s", seed, text)
          .isEqualTo(XesTimestamp.Outcome.READ);
      assertThat(timestamp.moment()).as("seed %d: %s", seed, text).isEqualTo(moment);
      assertThat(timestamp.micros()).as("seed %d: %s", seed, text).isEqualTo(micros(moment));
    }
  }

  private static long micros(OffsetDateTime moment) {
    return moment.toEpochSecond() * 1_000_000 + moment.getNano() / 1_000;
  }
}
