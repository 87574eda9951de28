package dev.throughline.api.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordCutterTest {
  private static final int MAX_REQUEST = 1_000;
  private static final int MAX_RECORD = 40;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "[]|-",
        " [ ] |-",
        "[{\"a\":1}]|1 {\"a\":1}",
        "[{\"a\":[1,2]} , {\"b\":\"]},\\\\\\\"\"}]|1 {\"a\":[1,2]} ;2 {\"b\":\"]},\\\\\\\"\"}",
        "[1,\"x\",null]|1 1;2 \"x\";3 null",
        "[{}}, {}]|1 {}};2 {}",
        "[{} {}, {}]|1 {} {};2 {}",
        "[{},,{}]|1 {};2 ! MALFORMED_ROW;3 {}",
        "[{},]|1 {};2 ! MALFORMED_ROW",
        "[{},{\"a\":|1 {};2 !{\"a\": MALFORMED_ROW",
        "[{}|1 !{} MALFORMED_ROW",
        "[|1 ! MALFORMED_ROW"
      })
  void array_anyCut_givesItsElements(String body, String expected) {
    assertEveryCut(() -> new ArrayCutter(MAX_REQUEST, MAX_RECORD), body, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "'{}\n{\"a\":1}\n'|'1 {};2 {\"a\":1}'",
        "'{}\r\n\n  \n[é]'|'1 {}\r;4 [é]'",
        "'\n\n'|-"
      })
  void lines_anyCut_givesEachLine(String body, String expected) {
    assertEveryCut(() -> new LineCutter(MAX_REQUEST, MAX_RECORD), body, expected);
  }

  @Test
  void record_beyondItsLimit_isRefusedAndTheNextOnesAreRead() {
    String big = "{\"a\":\"" + "x".repeat(60) + "\"}";

    List<RawRecord> records =
        cut(new ArrayCutter(MAX_REQUEST, MAX_RECORD), "[{}," + big + ",{}]", 7);

    assertThat(records).hasSize(3);
    assertThat(records.get(1).defect().code()).isEqualTo(ErrorCode.TOO_LARGE);
    assertThat(records.get(1).text()).isEqualTo(big.substring(0, MAX_RECORD));
    assertThat(records.get(2).text()).isEqualTo("{}");
    assertThat(cut(new LineCutter(MAX_REQUEST, MAX_RECORD), "{}\n" + big + "\n{}", 9))
        .extracting(record -> record.defect() == null)
        .containsExactly(true, false, true);
  }

  @Test
  void request_beyondItsLimit_isRefused() {
    assertThatThrownBy(() -> cut(new LineCutter(MAX_REQUEST, MAX_RECORD), "{}\n".repeat(400), 100))
        .isInstanceOfSatisfying(
            ThroughlineException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.TOO_LARGE));
  }

  @ParameterizedTest
  @CsvSource({"{\"a\":1}", "x", "'[] x'", "'[{}] ]'"})
  void array_somethingElse_isRefused(String body) {
    assertThatThrownBy(() -> cut(new ArrayCutter(MAX_REQUEST, MAX_RECORD), body, 2))
        .isInstanceOfSatisfying(
            ThroughlineException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.BAD_ARGUMENT));
  }

  private static void assertEveryCut(Supplier<RecordCutter> cutters, String body, String expected) {
    for (int size = 1; size <= body.length() + 1; size++) {
      List<String> found =
          cut(cutters.get(), body, size).stream().map(RecordCutterTest::shown).toList();
      assertThat(String.join(";", found))
          .as("pieces of %d bytes", size)
          .isEqualTo(expected == null ? "" : expected);
    }
  }

  private static String shown(RawRecord record) {
    RawRecord.Defect defect = record.defect();
    return defect == null
        ? record.number() + " " + record.text()
        : record.number() + " !" + record.text() + " " + defect.code();
  }

  private static List<RawRecord> cut(RecordCutter cutter, String body, int size) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    List<RawRecord> records = new ArrayList<>();
    for (int from = 0; from < bytes.length; from += size) {
      byte[] piece = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + size));
      records.addAll(cutter.feed(piece));
    }
    records.addAll(cutter.end());
    return records;
  }
}
