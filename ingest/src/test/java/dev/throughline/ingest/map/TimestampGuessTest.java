package dev.throughline.ingest.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimestampGuessTest {

  /** Values divided by {@code |}, the formats that are possible, and whether a zone is needed. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "2018-01-03T09:49:00.000+01:00 ~ iso ~ false",
        "2011-10-11 13:45:40.276000+02:00|2011-10-11 13:45:40+02:00 ~ iso ~ false",
        "2018-01-03 09:49|2018-01-03 ~ iso ~ true",
        "2018-01-03T09:49:00Z|2018-01-03T09:49:00 ~ iso ~ true",
        "2018-1-3 09:49 ~ yyyy-M-d HH:mm ~ true",
        "03/04/2026 10:00 ~ dd/MM/yyyy HH:mm|MM/dd/yyyy HH:mm ~ true",
        "03/04/2026|13/04/2026 ~ dd/MM/yyyy ~ true",
        "03/04/2026|04/13/2026 ~ MM/dd/yyyy ~ true",
        "13/04/2026|04/13/2026 ~ dd/MM/yyyy|MM/dd/yyyy ~ true",
        "3/4/2026 9:05 AM|12/25/2026 11:05 PM ~ M/d/yyyy h:mm a ~ true",
        "03-04-2026 ~ dd-MM-yyyy|MM-dd-yyyy ~ true",
        "03.04.2026 10:00:30 ~ dd.MM.yyyy HH:mm:ss ~ true",
        "06/11/11 16:59|17/11/11 13:30 ~ dd/MM/yy HH:mm|yy/MM/dd HH:mm ~ true",
        "06/11/31 16:59|07/11/31 13:30 ~ dd/MM/yy HH:mm|MM/dd/yy HH:mm|yy/MM/dd HH:mm ~ true",
        "17/11/32 16:59|18/11/33 13:30 ~ dd/MM/yy HH:mm ~ true",
        "2010/12/30 11:02:00.000 ~ yyyy/MM/dd HH:mm:ss.SSS ~ true",
        "2010/12/30 11:02:00.000|2010/12/30 11:02 ~ yyyy/MM/dd HH:mm[:ss][.SSS] ~ true",
        "03-APR-2026 10:00 ~ dd-MMM-yyyy HH:mm ~ true",
        "3 April 2026 ~ d MMMM yyyy ~ true",
        "20260403101530 ~ yyyyMMddHHmmss ~ true",
        "1514970540 ~ epoch-seconds ~ false",
        "1514970540123 ~ epoch-millis ~ false",
        "2019-09-12T15:13:05|2019-09-11T15:13:05 ~ iso ~ true",
        "2019-09-12T15:13:05|2019-19-12T15:13:05 ~ iso|yyyy-dd-MM'T'HH:mm:ss ~ true",
        "2019-09-23T15:13:05|2019-19-12T15:13:05 ~ iso ~ true",
        "2019-09-23T15:13:05Z|not a timestamp|2019-09-24T15:13:05Z ~ iso ~ false",
      })
  void of_values_givesWhatTheyProve(String values, String formats, boolean needsZone) {
    TimestampGuess guess = TimestampGuess.of(List.of(values.split("\\|")));

    assertThat(guess.formats()).isEqualTo(List.of(formats.split("\\|")));
    assertThat(guess.needsZone()).isEqualTo(needsZone);
    assertThat(guess.isTimestamps()).isTrue();
  }

  /** Each proposed pattern must read what it was made from. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "3/4/2026 9:05 AM|12/25/2026 11:05 PM|12/5/2026 1:05 am",
        "2010/12/30 11:02:00.000|2010/12/30 11:02|2010/12/31 11:02:03",
        "2010/12/30 11:02:00.000+0100|2010/12/30 11:02:00.000",
        "30/12/2010 11:02:00.000 +01:00|30/12/2010|31/12/2010 9:02:00.12Z",
        "3 April 2026|13 May 2026|1 Sep 2025",
        "13-12-2026, 10:00:30|14-12-2026 10:00",
        "20260403101530",
      })
  void of_oddValues_givesAPatternThatReadsThem(String values) {
    TimestampGuess guess = TimestampGuess.of(List.of(values.split("\\|")));

    assertThat(guess.formats()).hasSize(1);
    DateTimeFormatter formatter = TimestampFormat.of(guess.formats().get(0)).formatter();
    for (String value : values.split("\\|")) {
      assertThat(formatter.parse(value)).as("%s by %s", value, guess.formats()).isNotNull();
    }
  }

  @ParameterizedTest
  @CsvSource({"hello", "12:30", "3.5", "99/99/2026", "2026-13", "4500000001", "20009999x", "12"})
  void of_otherValues_givesNothing(String value) {
    assertThat(TimestampGuess.of(List.of(value)).isTimestamps()).isFalse();
  }
}
