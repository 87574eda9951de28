package dev.throughline.ingest.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throughline.ingest.map.ColumnMapping;
import dev.throughline.ingest.map.ColumnRole;
import dev.throughline.ingest.map.MappingProposal;
import dev.throughline.ingest.write.CollectedLog;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Event;
import dev.throughline.model.ThroughlineException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real CSV logs, and a verdict for every malformed one. */
@Tag("reference")
class CsvReferenceTest {
  private static final String ISRAEL =
      "encoding=windows-1255;format=dd/MM/yy HH:mm;zone=Asia/Jerusalem";

  /** With the time zone UTC, unless the answers say another; answers divided by semicolons. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "test1-valid.csv, -, 3, -",
        "test2-missing-columns.csv, -, 2, 3 WRONG_FIELD_COUNT null",
        "test3-invalid-end-timestamp.csv, -, 3, 5 BAD_TIMESTAMP completion time",
        // The time of an event is its completion; a start that is no time stays as it is written.
        "test4-invalid-start-timestamp.csv, -, 4, -",
        "test4-invalid-start-timestamp.csv, timestamp=start date, 3, 5 BAD_TIMESTAMP start date",
        "test5-empty-caseID.csv, -, 2, 2 MISSING_FIELD case id",
        "test6-different-delimiters.csv, -, 3, -",
        "test7-record-invalid.csv, -, 2, 2 WRONG_FIELD_COUNT null",
        "test8-all-invalid.csv, -, 1, 2 MISSING_FIELD case id; 3 MISSING_FIELD activity",
        "test8-all-invalid.csv, timestamp=start date, 0, 2 MISSING_FIELD case id;"
            + " 3 MISSING_FIELD activity; 4 BAD_TIMESTAMP start date",
        "test9-differentiate-dates.csv, format=yyyy-dd-MM'T'HH:mm:ss.SSS, 13, -",
        "test9-differentiate-dates.csv, format=iso, 11,"
            + " 7 BAD_TIMESTAMP completion time; 12 BAD_TIMESTAMP completion time",
        "test11-encoding.csv, " + ISRAEL + ", 5, -",
      })
  void read_malformedFile_hasItsVerdict(String name, String answers, int accepted, String rejected)
      throws IOException {
    Path file = reference("malformed/csv/" + name);
    ColumnMapping mapping = propose(file, answers).orThrow();

    CollectedLog log =
        CollectedLog.read(new CsvReader(), file, ReadOptions.defaults("test").withMapping(mapping));

    assertThat(log.events).hasSize(accepted);
    assertThat(
            log.rejections.stream()
                .map(r -> r.location().line() + " " + r.code() + " " + r.location().field())
                .reduce((a, b) -> a + "; " + b)
                .orElse(null))
        .isEqualTo(rejected);
  }

  /** The other importer's results have no header: they are no logs of ours. */
  @ParameterizedTest
  @CsvSource({
    "test1-valid-expected.csv",
    "test2-missing-columns-expected.csv",
    "test3-invalid-end-timestamp-expected.csv",
    "test4-invalid-start-timestamp-expected.csv",
    "test5-empty-caseID-expected.csv",
    "test6-different-delimiters-expected.csv",
    "test7-record-invalid-expected.csv",
    "test9-differentiate-dates-expected.csv",
    "test11-encoding-expected.csv",
  })
  void read_fileWithoutHeader_asksForColumns(String name) {
    assertCode(reference("malformed/csv/" + name), ErrorCode.MAPPING_NEEDED);
  }

  @Test
  void read_withoutAnswers_asks() {
    assertCode(reference("malformed/csv/test1-valid.csv"), ErrorCode.TIME_ZONE_NEEDED);
    assertCode(reference("malformed/csv/test9-differentiate-dates.csv"), ErrorCode.AMBIGUOUS_DATE);
    assertCode(reference("malformed/csv/test11-encoding.csv"), ErrorCode.AMBIGUOUS_DATE);
  }

  @Test
  void read_hebrew_isText() throws IOException {
    Path file = reference("malformed/csv/test11-encoding.csv");
    CollectedLog log =
        CollectedLog.read(
            new CsvReader(),
            file,
            ReadOptions.defaults("test").withMapping(propose(file, ISRAEL).orThrow()));

    assertThat(log.events.get(0).activity().value()).isEqualTo("טיוטא");
    assertThat(log.events.get(0).occurredAt()).isEqualTo(Instant.parse("2011-11-06T14:59:00Z"));
    assertThat(log.cases.get(4)).isEqualTo("SO11000099");
  }

  @Test
  void read_receipt_isComplete() throws IOException {
    CollectedLog log = read("logs/receipt.csv");

    assertThat(log.events).hasSize(8577);
    assertThat(log.rejections).isEmpty();
    assertThat(new HashSet<>(log.cases)).hasSize(1434);
    assertThat(log.events.stream().map(Event::activity).distinct()).hasSize(27);
    assertThat(log.objects.stream().map(object -> object.id()).distinct()).hasSize(1434);
    assertThat(log.events.get(0).occurredAt()).isEqualTo(Instant.parse("2011-10-11T11:45:40.276Z"));
  }

  @Test
  void read_runningExample_isComplete() throws IOException {
    CollectedLog log = read("logs/running-example.csv");

    assertThat(log.events).hasSize(42);
    assertThat(new HashSet<>(log.cases)).hasSize(6);
    assertThat(log.events.stream().map(Event::activity).distinct()).hasSize(8);
    assertThat(propose(reference("logs/running-example.csv"), null).columns())
        .containsEntry(ColumnRole.RESOURCE, "org:resource");
  }

  private static CollectedLog read(String name) throws IOException {
    return CollectedLog.read(new CsvReader(), reference(name), ReadOptions.defaults("test"));
  }

  private static MappingProposal propose(Path file, String answers) throws IOException {
    Map<String, String> overrides = new LinkedHashMap<>();
    for (String answer : answers == null ? new String[0] : answers.split(";")) {
      overrides.put(
          answer.substring(0, answer.indexOf('=')), answer.substring(answer.indexOf('=') + 1));
    }
    return CsvSample.propose(file, ZoneOffset.UTC, overrides, ReadLimits.DEFAULT);
  }

  private static void assertCode(Path file, ErrorCode code) {
    assertThatThrownBy(
            () -> new CsvReader().read(file, ReadOptions.defaults("test"), new CollectedLog()))
        .isInstanceOfSatisfying(
            ThroughlineException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static Path reference(String name) {
    Path file = Path.of(System.getProperty("reference.data", ""), name);
    assertThat(file).as("-Dreference.data must name the folder of the reference data").exists();
    return file;
  }
}
