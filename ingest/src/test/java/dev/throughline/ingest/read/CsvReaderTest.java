package dev.throughline.ingest.read;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throughline.ingest.map.ColumnMapping;
import dev.throughline.ingest.map.ColumnMapping.ObjectColumn;
import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.ingest.write.CollectedLog;
import dev.throughline.model.Attribute;
import dev.throughline.model.BusinessObject;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Event;
import dev.throughline.model.EventId;
import dev.throughline.model.ObjectId;
import dev.throughline.model.ObjectRef;
import dev.throughline.model.ObjectType;
import dev.throughline.model.Source;
import dev.throughline.model.ThroughlineException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class CsvReaderTest {
  private static final ReadOptions OPTIONS = ReadOptions.defaults("erp.test");
  private static final String HEADER = "case id,activity,timestamp,user,cost\n";
  private static final String GOOD = "c1,Create,2026-01-05T10:00:00Z,Ann,5\n";

  @TempDir Path folder;

  @Test
  void read_plainFile_givesItsEvents() throws IOException {
    CollectedLog log = read(HEADER + GOOD + "c1,Pay,2026-01-06T10:00:00.25+01:00,,\n");

    assertThat(log.rejections).isEmpty();
    assertThat(log.events).hasSize(2);
    Event first = log.events.get(0);
    assertThat(first.source()).isEqualTo(new Source("erp.test"));
    assertThat(first.activity().value()).isEqualTo("Create");
    assertThat(first.occurredAt()).isEqualTo(Instant.parse("2026-01-05T10:00:00Z"));
    assertThat(first.resource()).isEqualTo("Ann");
    assertThat(first.objects())
        .containsExactly(new ObjectRef(ObjectType.CASE, new ObjectId("c1"), null));
    assertThat(first.attributes()).containsExactly(Attribute.text("cost", "5"));
    assertThat(first.sequence()).isZero();
    Event second = log.events.get(1);
    assertThat(second.occurredAt()).isEqualTo(Instant.parse("2026-01-06T09:00:00.250Z"));
    assertThat(second.resource()).isNull();
    assertThat(second.attributes()).isEmpty();
    assertThat(second.sequence()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-8, false, ','",
    "UTF-8, true, ;",
    "UTF-16LE, true, ','",
    "UTF-16BE, true, '|'",
    "UTF-16LE, false, ','",
    "UTF-16BE, false, ','",
    "windows-1252, false, ;",
  })
  void read_encodingAndDelimiter_areFound(String encoding, boolean mark, char delimiter)
      throws IOException {
    String text =
        (HEADER + "Zoë,Größe prüfen,2026-01-05T10:00:00Z,Ann,5\n" + GOOD.repeat(30))
            .replace(',', delimiter);
    byte[] bytes = ((mark ? "\ufeff" : "") + text).getBytes(Charset.forName(encoding));

    CollectedLog log = read(bytes, OPTIONS);

    assertThat(log.rejections).isEmpty();
    assertThat(log.events).hasSize(31);
    assertThat(log.cases.get(0)).isEqualTo("Zoë");
    assertThat(log.events.get(0).activity().value()).isEqualTo("Größe prüfen");
  }

  @Test
  void read_tabsQuotesAndLineBreaks_areText() throws IOException {
    String text =
        "\"Case ID\"\tActivity\tTimestamp\tNote\r\n"
            + "\"c\t1\"\t\"Say \"\"hi\"\"\"\t2026-01-05T10:00:00Z\t\"a\r\nb\"\r\n";
    CollectedLog log = read(text);

    assertThat(log.cases).containsExactly("c\t1");
    assertThat(log.events.get(0).activity().value()).isEqualTo("Say \"hi\"");
    assertThat(log.events.get(0).attributes()).containsExactly(Attribute.text("Note", "a\r\nb"));
  }

  @Test
  void read_gzip_isInflated() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write((HEADER + GOOD).getBytes(UTF_8));
    }
    assertThat(read(bytes.toByteArray(), OPTIONS).events).hasSize(1);
  }

  @Test
  void read_badRows_areRejectedAndTheRestIsRead() throws IOException {
    byte[] start =
        (HEADER
                + "c1,Create,2026-01-05T10:00:00Z,Ann\n" // line 2
                + "c1,Create,2026-01-05T10:00:00Z,Ann,5,6\n"
                + ",Create,2026-01-05T10:00:00Z,Ann,5\n"
                + "c1,  ,2026-01-05T10:00:00Z,Ann,5\n" // line 5
                + "c1,Create,,Ann,5\n"
                + "c1,Create,yesterday,Ann,5\n"
                + "c1,Create,2026-01-05T10:00:00,Ann,5\n" // line 8
                + "\n"
                + "c1,\"Create\"d,2026-01-05T10:00:00Z,Ann,5\n")
            .getBytes(UTF_8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(start);
    bytes.write(new byte[] {'c', (byte) 0xff, ',', 'x', '\n'}); // line 11
    bytes.write(GOOD.getBytes(UTF_8));
    bytes.write("\"c1,Create,2026-01-05T10:00:00Z,Ann,5\n".getBytes(UTF_8)); // line 13
    bytes.write(GOOD.getBytes(UTF_8));

    CollectedLog log = read(bytes.toByteArray(), OPTIONS.withMapping(mapping("UTF-8")));

    assertThat(log.rejections)
        .extracting(r -> r.location().line() + " " + r.code() + " " + r.location().field())
        .containsExactly(
            "2 WRONG_FIELD_COUNT null",
            "3 WRONG_FIELD_COUNT null",
            "4 MISSING_FIELD case id",
            "5 MISSING_FIELD activity",
            "6 MISSING_FIELD timestamp",
            "7 BAD_TIMESTAMP timestamp",
            "8 BAD_TIMESTAMP timestamp",
            "10 MALFORMED_ROW null",
            "11 BAD_ENCODING null",
            "13 MALFORMED_ROW null");
    assertThat(log.rejections.get(0).message()).isEqualTo("The row has 4 fields, the header has 5");
    assertThat(log.rejections.get(0).raw()).isEqualTo("c1,Create,2026-01-05T10:00:00Z,Ann");
    assertThat(log.rejections.get(5).message())
        .isEqualTo("'yesterday' is not a timestamp of the format iso");
    assertThat(log.rejections.get(6).message())
        .isEqualTo("The timestamp '2026-01-05T10:00:00' has no offset and no time zone was given");
    assertThat(log.events).extracting(Event::sequence).containsExactly(9L, 11L);
  }

  @Test
  void read_nulInALaterRow_rejectsThatRow() throws IOException {
    String text = HEADER + GOOD.repeat(20_000) + "c1,Cr\0eate,2026-01-05T10:00:00Z,Ann,5\n" + GOOD;
    CollectedLog log = read(text);

    assertThat(log.events).hasSize(20_001);
    assertThat(log.rejections).extracting(Rejection::code).containsExactly(ErrorCode.BAD_ENCODING);
    assertThat(log.rejections.get(0).location().line()).isEqualTo(20_002);
  }

  @Test
  void read_longValues_areRejected() throws IOException {
    ReadLimits limits = new ReadLimits(1L << 30, 200, 1L << 20, 20_000, 100, 50);
    String text =
        HEADER
            + GOOD
            + "c1,Create,2026-01-05T10:00:00Z,Ann,"
            + "x".repeat(20_001)
            + "\n"
            + "c1,Create,2026-01-05T10:00:00Z,Ann,"
            + "é".repeat(20_000)
            + "\n"
            + "c".repeat(16_385)
            + ",Create,2026-01-05T10:00:00Z,Ann,5\n";
    CollectedLog log = read(text.getBytes(UTF_8), OPTIONS.withLimits(limits));

    assertThat(log.events).hasSize(2);
    assertThat(log.rejections)
        .extracting(r -> r.location() + " " + r.code())
        .containsExactly("log.csv:3: cost FIELD_TOO_LONG", "log.csv:5: case id FIELD_TOO_LONG");
    assertThat(log.rejections.get(0).raw()).hasSize(Rejection.MAX_RAW_LENGTH);
  }

  @Test
  void read_sameFileTwice_givesTheSameIds() throws IOException {
    String text = HEADER + GOOD + GOOD + "c2,Pay,2026-01-06T10:00:00Z,Bob,1\n";
    List<EventId> first = ids(text);

    assertThat(ids(text)).isEqualTo(first);
    assertThat(first).doesNotHaveDuplicates();
    assertThat(first.get(0).value()).matches("row-0-[0-9a-f]{16}");
    List<EventId> changed = ids(HEADER + GOOD + GOOD.replace('5', '6'));
    assertThat(changed.get(0)).isEqualTo(first.get(0));
    assertThat(changed.get(1)).isNotEqualTo(first.get(1));
  }

  @Test
  void read_allColumnsMapped_useThem() throws IOException {
    String text =
        "case:concept:name,concept:name,time:timestamp,event id,system,org:resource,org:role,"
            + "invoice,case:vendor,case:empty,note\n"
            + "po-1,Pay,2026-01-05T10:00:00Z,e1,wms.north,Ann,Clerk,i-7,ACME,,n\n"
            + "po-1,Pay,2026-01-05T10:00:00Z,e2,,Ann,Clerk,,ACME,,\n"
            + "po-1,Pay,2026-01-05T10:00:00Z,,wms.north,Ann,Clerk,,ACME,,\n";
    ColumnMapping mapping =
        new ColumnMapping(
            ',',
            "UTF-8",
            "case:concept:name",
            "concept:name",
            "time:timestamp",
            "iso",
            null,
            "event id",
            "system",
            "org:resource",
            "org:role",
            List.of(new ObjectColumn("invoice", "invoice", "paid")),
            List.of("case:vendor", "case:empty"));
    CollectedLog log = read(text.getBytes(UTF_8), OPTIONS.withMapping(mapping));

    Event event = log.events.get(0);
    assertThat(event.id()).isEqualTo(new EventId("e1"));
    assertThat(event.source()).isEqualTo(new Source("wms.north"));
    assertThat(event.role()).isEqualTo("Clerk");
    assertThat(event.objects())
        .containsExactly(
            new ObjectRef(ObjectType.CASE, new ObjectId("po-1"), null),
            new ObjectRef(new ObjectType("invoice"), new ObjectId("i-7"), "paid"));
    assertThat(event.attributes()).containsExactly(Attribute.text("note", "n"));
    assertThat(log.events.get(1).source()).isEqualTo(new Source("erp.test"));
    assertThat(log.rejections)
        .extracting(r -> r.location() + " " + r.code())
        .containsExactly("log.csv:4: event id MISSING_FIELD");
    assertThat(log.objects).hasSize(1);
    BusinessObject order = log.objects.get(0);
    assertThat(order.id()).isEqualTo(new ObjectId("po-1"));
    assertThat(order.type()).isEqualTo(ObjectType.CASE);
    assertThat(order.attributes())
        .extracting(a -> a.attribute())
        .containsExactly(Attribute.text("vendor", "ACME"));
  }

  @Test
  void caseAttribute_askedByName_isTheColumn() throws IOException {
    String text =
        "case id,activity,timestamp,case:vendor,site\nc1,Pay,2026-01-05T10:00:00Z,ACME,\"N\"\"1\"\n";
    List<String> found = new ArrayList<>();
    Path file = Files.write(folder.resolve("log.csv"), text.getBytes(UTF_8));
    LogSink sink =
        new LogSink() {
          @Override
          public void event(EventRow row) {
            Utf8Slice vendor = row.caseAttribute(0);
            Utf8Slice site = row.caseAttribute(1);
            found.add(vendor + "|" + site + "|" + row.caseAttribute(2));
          }

          @Override
          public void reject(Rejection rejection) {
            throw new AssertionError(rejection.message());
          }
        };
    new CsvReader()
        .read(file, OPTIONS.withCaseAttributes(List.of("vendor", "site", "absent")), sink);

    assertThat(found).containsExactly("ACME|N\"1|");
  }

  @Test
  void read_localTimes_wantAZone() throws IOException {
    String text = HEADER + "c1,Create,2026-03-29 02:30:00,Ann,5\nc1,Pay,2026-07-01 10:00,Ann,5\n";
    assertRefused(text, ErrorCode.TIME_ZONE_NEEDED, "'timestamp' have no offset");

    CollectedLog log =
        read(text.getBytes(UTF_8), OPTIONS.withTimeZone(ZoneId.of("Europe/Amsterdam")));

    assertThat(log.events)
        .extracting(Event::occurredAt)
        .containsExactly(Instant.parse("2026-07-01T08:00:00Z"));
    assertThat(log.rejections.get(0).message())
        .isEqualTo("The clocks in Europe/Amsterdam never showed 2026-03-29 02:30:00");
  }

  @Test
  void read_ambiguousDates_areRefusedUntilAnswered() throws IOException {
    String text = HEADER + "c1,Create,03/04/2026 10:00,Ann,5\n";
    assertRefused(text, ErrorCode.AMBIGUOUS_DATE, "format=dd/MM/yyyy HH:mm or format=MM/dd/yyyy");

    Path file = Files.writeString(folder.resolve("log.csv"), text);
    ColumnMapping mapping =
        CsvSample.propose(
                file, ZoneId.of("UTC"), Map.of("format", "MM/dd/yyyy HH:mm"), ReadLimits.DEFAULT)
            .orThrow();
    CollectedLog log = CollectedLog.read(new CsvReader(), file, OPTIONS.withMapping(mapping));
    assertThat(log.events.get(0).occurredAt()).isEqualTo(Instant.parse("2026-03-04T10:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "'<?xml version=\"1.0\"?><log/>', it begins like XML",
    "'  <log xes.version=\"1.0\">', it begins like XML",
    "'{\"events\": []}', it begins like JSON",
    "'[{\"a\": 1}]', it begins like JSON",
    "'PAR1abc', it is a Parquet file",
    "'SQLite format 3', it is an SQLite database",
  })
  void read_otherFormats_areRefused(String text, String reason) {
    assertRefused(text, ErrorCode.NOT_THIS_FORMAT, "log.csv: The file is not CSV: " + reason);
    if (text.startsWith("<?xml")) {
      for (Charset wide : List.of(UTF_16LE, UTF_16BE)) {
        assertThatThrownBy(() -> read(text.getBytes(wide), OPTIONS)).hasMessageContaining(reason);
      }
    }
  }

  @Test
  void read_binaryOrEmpty_isRefused() {
    assertRefused("a,b\0c\n1,2\n", ErrorCode.NOT_THIS_FORMAT, "it holds NUL bytes");
    assertRefused("\1\2\3\4,\5\n", ErrorCode.NOT_THIS_FORMAT, "control characters");
    assertRefused("PK\3\4", ErrorCode.NOT_THIS_FORMAT, "spreadsheet");
    assertRefused("", ErrorCode.EMPTY_FILE, "the file holds nothing");
    assertRefused("\n\n\n", ErrorCode.EMPTY_FILE, "no header");
    assertRefused("just text\n", ErrorCode.MAPPING_NEEDED, "No column was recognised as the case");
    assertThatThrownBy(
            () -> new CsvReader().read(folder.resolve("absent"), OPTIONS, new CollectedLog()))
        .isInstanceOfSatisfying(
            ThroughlineException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.FILE_NOT_FOUND));
  }

  @Test
  void read_headerOnly_hasNoEvents() throws IOException {
    assertThat(read(HEADER).events).isEmpty();
    assertThat(read(HEADER.strip()).events).isEmpty();
  }

  @Test
  void read_columnsWithoutOrWithEqualNames_areKept() throws IOException {
    CollectedLog log = read(",case id,activity,timestamp,x,x\n0,c1,Pay,2026-01-05T10:00:00Z,1,2\n");
    assertThat(log.events.get(0).attributes())
        .containsExactly(
            Attribute.text("column 1", "0"),
            Attribute.text("x", "1"),
            Attribute.text("x (2)", "2"));
  }

  @Test
  void read_mappingOfAnotherFile_isRefused() {
    assertThatThrownBy(
            () -> read("a,b\n1,2\n".getBytes(UTF_8), OPTIONS.withMapping(mapping("UTF-8"))))
        .hasMessage(
            "log.csv:1: The mapping names the column 'case id', which the header does not have");
    assertThatThrownBy(() -> read(HEADER.getBytes(UTF_8), OPTIONS.withMapping(mapping("klingon"))))
        .hasMessage("There is no encoding named 'klingon'");
  }

  @Test
  void read_interrupted_stops() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> read(HEADER + GOOD)).isInstanceOf(InterruptedIOException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private static ColumnMapping mapping(String encoding) {
    return new ColumnMapping(
        ',',
        encoding,
        "case id",
        "activity",
        "timestamp",
        "iso",
        null,
        null,
        null,
        null,
        null,
        List.of(),
        List.of());
  }

  private List<EventId> ids(String text) throws IOException {
    return read(text).events.stream().map(Event::id).toList();
  }

  private CollectedLog read(String text) throws IOException {
    return read(text.getBytes(UTF_8), OPTIONS);
  }

  private CollectedLog read(byte[] bytes, ReadOptions options) throws IOException {
    Path file = Files.write(folder.resolve("log.csv"), bytes);
    return CollectedLog.read(new CsvReader(), file, options);
  }

  private void assertRefused(String text, ErrorCode code, String message) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(
            ThroughlineException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining(message);
  }

  @Test
  void propose_encodingAndDelimiterGiven_readTheSampleAgain() throws IOException {
    String text = "case id|activity, long|timestamp\nc1|טיוטא|2026-01-05T10:00:00Z\n";
    Path file =
        Files.write(folder.resolve("log.csv"), text.getBytes(Charset.forName("windows-1255")));
    Map<String, String> answers = Map.of("encoding", "windows-1255", "delimiter", "|");

    ColumnMapping atOnce = CsvSample.propose(file, null, answers, ReadLimits.DEFAULT).orThrow();
    ColumnMapping later =
        CsvSample.propose(file, null, Map.of(), ReadLimits.DEFAULT)
            .withOverrides(answers)
            .orThrow();

    assertThat(later).isEqualTo(atOnce);
    assertThat(atOnce.activity()).isEqualTo("activity, long");
    CollectedLog log = CollectedLog.read(new CsvReader(), file, OPTIONS.withMapping(atOnce));
    assertThat(log.events.get(0).activity().value()).isEqualTo("טיוטא");
    assertThatThrownBy(
            () -> CsvSample.propose(file, null, Map.of("delimiter", "é"), ReadLimits.DEFAULT))
        .hasMessageContaining("The delimiter must be one ASCII character");
  }
}
