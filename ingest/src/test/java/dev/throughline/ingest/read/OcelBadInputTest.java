package dev.throughline.ingest.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.ingest.write.CollectedLog;
import dev.throughline.ingest.write.OcelSamples;
import dev.throughline.model.Attribute;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Location;
import dev.throughline.model.ThroughlineException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OcelBadInputTest {
  private static final ReadOptions OPTIONS = ReadOptions.defaults("erp");
  private static final String TYPES =
      """
      {"eventTypes":[{"name":"A","attributes":[{"name":"n","type":"integer"}]}],
       "objectTypes":[{"name":"T","attributes":[{"name":"n","type":"integer"}]}],
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type':'A','time':'2026-01-01T00:00:00Z'} | MISSING_FIELD | id",
        "{'id':' ','type':'A','time':'2026-01-01T00:00:00Z'} | MISSING_FIELD | id",
        "{'id':'e','time':'2026-01-01T00:00:00Z'} | MISSING_FIELD | type",
        "{'id':'e','type':'A'} | MISSING_FIELD | time",
        "{'id':'e','type':'A','time':'yesterday'} | BAD_TIMESTAMP | time",
        "{'id':'e','type':'A','time':'2026-02-30T00:00:00Z'} | BAD_TIMESTAMP | time",
        "{'id':'e','type':'A','time':'+12026-01-01T00:00:00Z'} | BAD_TIMESTAMP | time",
        "{'id':'e','type':'A','time':'2026-01-01T00:00:00Z','attributes':[{'name':'n','value':'x'}]} | BAD_VALUE | n",
        "{'id':'e','type':'A','time':'2026-01-01T00:00:00Z','attributes':[{'name':'n','value':1e999999999}]} | BAD_VALUE | n",
        "{'id':'e','type':'A','time':'2026-01-01T00:00:00Z','attributes':[{'name':'n','value':[1]}]} | BAD_VALUE | value",
        "{'id':'e','type':'A','time':'2026-01-01T00:00:00Z','attributes':{}} | BAD_VALUE | attributes",
        "{'id':'e','type':'A','time':'2026-01-01T00:00:00Z','relationships':[{'objectId':'ghost'}]} | UNRESOLVED_REFERENCE | relationships",
        "7 | BAD_VALUE | "
      })
  void read_badEvent_isRejectedAndTheRestAccepted(String event, ErrorCode code, String field)
      throws IOException {
    String good = "{'id':'good','type':'A','time':'2026-01-01T00:00:00Z'}";
    String text = TYPES + "'events':[\n" + event + ",\n" + good + "]}";
    CollectedLog log = read(text.replace('\'', '"'));

    assertThat(log.rejections).hasSize(1);
    Rejection rejection = log.rejections.get(0);
    assertThat(rejection.code()).isEqualTo(code);
    assertThat(rejection.location()).isEqualTo(new Location("log", 4, field));
    assertThat(rejection.raw()).startsWith("{id: ");
    assertThat(log.events).hasSize(1);
    assertThat(log.events.get(0).sequence()).isEqualTo(1);
  }

  @Test
  void read_badObjects_loseNothingSilently() throws IOException {
    String text =
        TYPES
            + """
            "objects":[{"id":"a","type":"T","attributes":[{"name":"n","time":"1970-01-01T00:00:00Z","value":"many"}],
               "relationships":[{"objectId":"ghost","qualifier":"q"},{"objectId":"b","qualifier":"q"}]},
             {"id":"b","type":"T"}, {"id":"b","type":"U"}, {"type":"T"}]}
            """;
    CollectedLog log = read(text);

    assertThat(log.objects).hasSize(2);
    assertThat(log.objects.get(0).attributes().get(0).attribute())
        .isEqualTo(Attribute.text("n", "many"));
    assertThat(log.objects.get(0).links()).hasSize(1);
    assertThat(log.findings).extracting(Rejection::code).containsExactly(ErrorCode.BAD_VALUE);
    assertThat(log.rejections)
        .extracting(Rejection::code)
        .containsExactly(
            ErrorCode.UNRESOLVED_REFERENCE, ErrorCode.BAD_VALUE, ErrorCode.MISSING_FIELD);
  }

  @Test
  void read_declarationsAndObjectsLast_givesTheSame() throws IOException {
    String event =
        """
        "events":[{"id":"e","type":"A","time":"2026-01-01 02:00:00.5+0200","attributes":[{"name":"n","value":"7"}],
          "relationships":[{"objectId":"o","qualifier":""}]}]""";
    String objects = "\"objects\":[{\"id\":\"o\",\"type\":\"T\"}]";
    CollectedLog first = read(TYPES + objects + "," + event + "}");
    CollectedLog last =
        read(
            "{" + event + "," + objects + "," + TYPES.strip().substring(1).replaceFirst(",$", "}"));

    assertThat(last.events).isEqualTo(first.events).hasSize(1);
    assertThat(last.events.get(0).attributes().toString()).contains("Whole[value=7]");
    assertThat(last.objects).isEqualTo(first.objects);
    assertThat(last.header).isEqualTo(first.header);
  }

  @Test
  void read_localTimesWithoutZone_areUtcAndSaidSo() throws IOException {
    CollectedLog log =
        read(
            TYPES + "\"events\":[{\"id\":\"e\",\"type\":\"A\",\"time\":\"2026-01-01T00:00:00\"}]}");
    assertThat(log.events.get(0).occurredAt()).hasToString("2026-01-01T00:00:00Z");
    assertThat(log.findings)
        .extracting(Rejection::code)
        .containsExactly(ErrorCode.TIME_ZONE_NEEDED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | NOT_THIS_FORMAT | one object",
        "{\"a\":1} | NOT_THIS_FORMAT | neither",
        "{\"ocel:events\":{}} | NOT_THIS_FORMAT | OCEL 1.0",
        "{\"events\":{}} | MALFORMED_FILE | must be a list",
        "{\"events\":[]} x | MALFORMED_FILE | not readable",
        "{\"events\":[ | MALFORMED_FILE | not readable"
      })
  void read_otherJson_isRefused(String text, ErrorCode code, String words) throws IOException {
    assertRefused(new OcelJsonReader(), write(text), code, words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<log xes.version='1.0'><trace/></log> | NOT_THIS_FORMAT | XES",
        "<html/> | NOT_THIS_FORMAT | <log>",
        "<log/> | NOT_THIS_FORMAT | neither",
        "<log><events> | MALFORMED_FILE | not readable",
        "<!DOCTYPE log SYSTEM 'http://localhost:1/x'><log/> | FORBIDDEN_CONSTRUCT | DOCTYPE"
      })
  void read_otherXml_isRefused(String text, ErrorCode code, String words) throws IOException {
    assertRefused(new OcelXmlReader(), write(text), code, words);
  }

  @Test
  void read_deepNesting_isRefusedFast() throws IOException {
    Path json = write("{\"x\":" + "[".repeat(10_000) + "]".repeat(10_000) + ",\"events\":[]}");
    assertFast(() -> assertRefused(new OcelJsonReader(), json, ErrorCode.TOO_DEEP, "depth"));
    Path xml = write("<log>" + "<events>".repeat(10_000));
    assertFast(() -> assertRefused(new OcelXmlReader(), xml, ErrorCode.TOO_DEEP, "epth"));
  }

  @Test
  void read_hugeString_isRefusedFast() throws IOException {
    byte[] text =
        ("{\"events\":[{\"id\":\"" + "x".repeat(200 << 20)).getBytes(StandardCharsets.UTF_8);
    Path json = Files.write(folder.resolve("log"), text);
    assertFast(() -> assertRefused(new OcelJsonReader(), json, ErrorCode.FIELD_TOO_LONG, "length"));
  }

  @Test
  void read_sqliteThatIsNotOne_isRefused() throws IOException {
    assertRefused(
        new OcelSqliteReader(), write("hello"), ErrorCode.NOT_THIS_FORMAT, "not an SQLite");
    byte[] cut = Arrays.copyOf(OcelSamples.sqlite(), 20_000);
    assertRefused(
        new OcelSqliteReader(),
        Files.write(folder.resolve("cut"), cut),
        ErrorCode.MALFORMED_FILE,
        "");
  }

  private static void assertFast(Footprint.Work work) {
    Footprint.of(work);
    Footprint cost = Footprint.of(work);
    assertThat(cost.time()).isLessThan(Duration.ofSeconds(1));
    assertThat(cost.allocatedBytes()).isLessThan(64 << 20);
  }

  private static void assertRefused(LogReader reader, Path file, ErrorCode code, String words) {
    assertThatExceptionOfType(ThroughlineException.class)
        .isThrownBy(() -> reader.read(file, OPTIONS, new CollectedLog()))
        .withMessageContaining(words)
        .matches(e -> e.code() == code, "has code " + code);
  }

  private CollectedLog read(String json) throws IOException {
    return CollectedLog.read(new OcelJsonReader(), write(json), OPTIONS);
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("log"), text);
  }
}
