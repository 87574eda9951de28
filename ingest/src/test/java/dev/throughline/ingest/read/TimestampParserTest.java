package dev.throughline.ingest.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throughline.ingest.map.TimestampFormat;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampParserTest {
  private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");

  @ParameterizedTest
  @CsvSource({
    "2018-01-03T09:49:00.000+01:00, 2018-01-03T08:49:00Z",
    "2011-10-11 13:45:40.276000+02:00, 2011-10-11T11:45:40.276Z",
    "2011-10-11 13:45:40+0200, 2011-10-11T11:45:40Z",
    "2011-10-11 13:45:40 +02:00, 2011-10-11T11:45:40Z",
    "2011-10-11 13:45:40-05, 2011-10-11T18:45:40Z",
    "2018-01-03T09:49Z, 2018-01-03T09:49:00Z",
    "2018-01-03t09:49:00z, 2018-01-03T09:49:00Z",
    "2018-01-03T09:49:00.1Z, 2018-01-03T09:49:00.1Z",
    "'2018-01-03T09:49:00,123Z', 2018-01-03T09:49:00.123Z",
    "2018-01-03T09:49:00.123456789Z, 2018-01-03T09:49:00.123456Z",
    "'  2018-01-03T09:49:00Z ', 2018-01-03T09:49:00Z",
    "1969-12-31T23:59:59.999999Z, 1969-12-31T23:59:59.999999Z",
    "0000-01-01T00:00:00Z, 0000-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z, 9999-12-31T23:59:59Z",
    "2000-02-29T00:00:00Z, 2000-02-29T00:00:00Z",
    "2018-07-03T09:49, 2018-07-03T07:49:00Z",
    "2018-01-03 09:49:30.5, 2018-01-03T08:49:30.5Z",
    "2018-01-03, 2018-01-02T23:00:00Z",
  })
  void micros_iso_isThatInstant(String text, Instant expected) {
    assertThat(parse("iso", AMSTERDAM, text)).isEqualTo(micros(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not a timestamp",
        "2018",
        "2018-13-03T09:49:00Z",
        "2018-00-03T09:49:00Z",
        "2018-02-29T09:49:00Z",
        "1900-02-29T09:49:00Z",
        "2018-04-31",
        "2018-01-00",
        "2018-01-03T24:00:00Z",
        "2018-01-03T09:60:00Z",
        "2018-01-03T09:49:60Z",
        "2018-01-03T09:49:0",
        "2018-01-03T09:49:",
        "2018-01-03T09:4",
        "2018-01-03T09:49:00.Z",
        "2018-01-03T09:49:00.1234567890Z",
        "2018-01-03T09:49:00+",
        "2018-01-03T09:49:00+1:00",
        "2018-01-03T09:49:00+01:60",
        "2018-01-03T09:49:00+19:00",
        "2018-01-03T09:49:00+01.00",
        "2018-01-03T09:49:00ZZ",
        "2018-01-03X09:49:00Z",
        "2018/01/03 09:49:00",
        "+018-01-03T09:49:00Z",
        "2018-01-03T09:49:00 ",
        "2018-1-3T09:49:00Z"
      })
  void micros_notIso_isAProblem(String text) {
    String withoutBlank = text.strip();
    if (!withoutBlank.equals(text)) {
      assertThat(parse("iso", AMSTERDAM, text)).isEqualTo(parse("iso", AMSTERDAM, withoutBlank));
    } else {
      assertThat(parse("iso", AMSTERDAM, text)).isEqualTo(TimestampParser.NOT_A_TIMESTAMP);
    }
  }

  @Test
  void micros_localTimeThatTheClockSkipped_isAProblem() {
    assertThat(parse("iso", AMSTERDAM, "2018-03-25 01:59:59")).isGreaterThan(0);
    assertThat(parse("iso", AMSTERDAM, "2018-03-25 02:00:00"))
        .isEqualTo(TimestampParser.NO_SUCH_LOCAL_TIME);
    assertThat(parse("iso", AMSTERDAM, "2018-03-25 02:59:59.999"))
        .isEqualTo(TimestampParser.NO_SUCH_LOCAL_TIME);
    assertThat(parse("iso", AMSTERDAM, "2018-03-25 03:00:00"))
        .isEqualTo(micros(Instant.parse("2018-03-25T01:00:00Z")));
    assertThat(parse("dd/MM/yyyy HH:mm", AMSTERDAM, "25/03/2018 02:30"))
        .isEqualTo(TimestampParser.NO_SUCH_LOCAL_TIME);
  }

  @Test
  void micros_localTimeThatTheClockShowedTwice_isTheFirst() {
    assertThat(parse("iso", AMSTERDAM, "2018-10-28 02:30:00"))
        .isEqualTo(micros(Instant.parse("2018-10-28T00:30:00Z")));
    assertThat(parse("iso", AMSTERDAM, "2018-10-28 03:00:00"))
        .isEqualTo(micros(Instant.parse("2018-10-28T02:00:00Z")));
  }

  @Test
  void micros_noOffsetAndNoZone_isAProblem() {
    assertThat(parse("iso", null, "2018-10-28 02:30:00")).isEqualTo(TimestampParser.NO_TIME_ZONE);
    assertThat(parse("iso", null, "2018-10-28")).isEqualTo(TimestampParser.NO_TIME_ZONE);
    assertThat(parse("dd/MM/yy", null, "28/10/18")).isEqualTo(TimestampParser.NO_TIME_ZONE);
    assertThat(parse("iso", null, "2018-10-28 02:30:00Z")).isPositive();
  }

  @ParameterizedTest
  @CsvSource({
    "dd/MM/yyyy HH:mm, 03/04/2026 10:15, 2026-04-03T08:15:00Z",
    "MM/dd/yyyy HH:mm, 03/04/2026 10:15, 2026-03-04T09:15:00Z",
    "d/M/yyyy H:mm, 3/4/2026 9:15, 2026-04-03T07:15:00Z",
    "dd/MM/yy HH:mm, 06/11/11 16:59, 2011-11-06T15:59:00Z",
    "MM/dd/yyyy hh:mm:ss a, 03/04/2026 10:15:30 pm, 2026-03-04T21:15:30Z",
    "dd-MMM-yyyy HH:mm:ss, 03-APR-2026 10:15:30, 2026-04-03T08:15:30Z",
    "dd.MM.yyyy, 03.04.2026, 2026-04-02T22:00:00Z",
    "yyyy/MM/dd HH:mm:ss.SSS, 2026/04/03 10:15:30.250, 2026-04-03T08:15:30.250Z",
    "yyyyMMddHHmmss, 20260403101530, 2026-04-03T08:15:30Z",
    "yyyy-MM-dd'T'HH:mm:ss[.SSS]XXX, 2026-04-03T10:15:30Z, 2026-04-03T10:15:30Z",
    "epoch-seconds, 1514970540, 2018-01-03T09:09:00Z",
    "epoch-seconds, 1514970540.25, 2018-01-03T09:09:00.25Z",
    "epoch-seconds, -1, 1969-12-31T23:59:59Z",
    "epoch-millis, 1514970540123, 2018-01-03T09:09:00.123Z",
  })
  void micros_otherFormat_isThatInstant(String format, String text, Instant expected) {
    assertThat(parse(format, AMSTERDAM, text)).isEqualTo(micros(expected));
  }

  @ParameterizedTest
  @CsvSource({
    "dd/MM/yyyy, 30/02/2026",
    "dd/MM/yyyy, 13/13/2026",
    "dd/MM/yyyy, ''",
    "HH:mm, 10:15",
    "epoch-seconds, ''",
    "epoch-seconds, -",
    "epoch-seconds, 1.x",
    "epoch-seconds, 1.",
    "epoch-seconds, 999999999999",
    "epoch-millis, 999999999999999999999",
    "epoch-millis, 12a",
  })
  void micros_notThatFormat_isAProblem(String format, String text) {
    assertThat(parse(format, AMSTERDAM, text)).isEqualTo(TimestampParser.NOT_A_TIMESTAMP);
  }

  @Test
  void of_patternThatIsNone_isRefused() {
    assertThatThrownBy(() -> TimestampFormat.of("dd/bb"))
        .isInstanceOfSatisfying(
            ThroughlineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_ARGUMENT))
        .hasMessageContaining("'dd/bb'");
  }

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  /** Against java.time, over all years, offsets and zones with a history of odd transitions. */
  @ParameterizedTest
  @MethodSource("seeds")
  void micros_anyIsoTime_equalsJavaTime(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    String[] zones = {"Europe/Amsterdam", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu"};
    ZoneId zone = ZoneId.of(zones[random.nextInt(zones.length)]);
    TimestampParser parser = TimestampParser.of(TimestampFormat.ISO, zone);
    for (int i = 0; i < 300; i++) {
      boolean recent = random.nextBoolean();
      Instant instant =
          Instant.ofEpochSecond(
              recent
                  ? random.nextLong(0, 2_000_000_000L)
                  : random.nextLong(-62_100_000_000L, 253_400_000_000L),
              random.nextInt(1_000_000) * 1000L);
      ZoneOffset offset = ZoneOffset.ofTotalSeconds(60 * random.nextInt(-18 * 60, 18 * 60 + 1));
      OffsetDateTime written = instant.atOffset(offset);
      String local = instant.atZone(zone).toLocalDateTime().toString();
      Instant first = instant.atZone(zone).withEarlierOffsetAtOverlap().toInstant();

      assertThat(parser.micros(new Utf8Slice().set(written.toString())))
          .as("seed %d: %s", seed, written)
          .isEqualTo(micros(instant));
      assertThat(parser.micros(new Utf8Slice().set(local)))
          .as("seed %d: %s in %s", seed, local, zone)
          .isEqualTo(micros(first));
    }
  }

  private static long parse(String format, ZoneId zone, String text) {
    return TimestampParser.of(TimestampFormat.of(format), zone).micros(new Utf8Slice().set(text));
  }

  private static long micros(Instant instant) {
    return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000;
  }
}
