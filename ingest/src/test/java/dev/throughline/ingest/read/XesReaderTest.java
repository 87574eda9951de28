package dev.throughline.ingest.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.model.Attribute;
import dev.throughline.model.AttributeValue;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Event;
import dev.throughline.model.LogHeader.Classifier;
import dev.throughline.model.LogHeader.Extension;
import dev.throughline.model.LogHeader.Scope;
import dev.throughline.model.ThroughlineException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XesReaderTest {
  private static final String TIME =
      "<date key=\"time:timestamp\" value=\"2026-03-04T05:06:07.089+01:00\"/>";
  private static final String PICK = "<string key=\"concept:name\" value=\"pick\"/>";
  private static final String CASE = "<string key=\"concept:name\" value=\"PO-1\"/>";

  @TempDir Path folder;

  @Test
  void read_twoTraces_givesRowsInTheOrderOfTheFile() throws IOException {
    ReadLog log =
        read(
            log(
                """
                <trace><string key="concept:name" value="PO-1"/><string key="vendor" value="Acme"/>
                  <event><string key="concept:name" value="order"/>
                    <string key="org:resource" value="Ana"/><string key="org:group" value="buyers"/>
                    <date key="time:timestamp" value="1970-01-01T01:00:00.001+01:00"/></event>
                  <event><string key="concept:name" value="receive"/>
                    <string key="org:role" value="clerk"/><string key="org:group" value="dock"/>
                    <string key="system" value="wms.north"/>
                    <date key="time:timestamp" value="1970-01-01T00:00:02Z"/></event></trace>
                <trace><string key="concept:name" value="PO-2"/>
                  <event><string key="concept:name" value="order"/>
                    <date key="time:timestamp" value="1970-01-01T00:00:03Z"/></event></trace>
                """),
            options().withCaseAttributes(List.of("vendor", "case:vendor", "absent")));
    assertThat(log.rows)
        .containsExactly(
            "0|PO-1|order|1000|erp|Ana|buyers|Acme|Acme|",
            "1|PO-1|receive|2000000|wms.north||clerk|Acme|Acme|",
            "2|PO-2|order|3000000|erp|||||");
    assertThat(log.rejections).isEmpty();
  }

  @Test
  void read_header_isHandedOverOnceBeforeEvents() throws IOException {
    ReadLog log =
        read(
            """
            <log xes.version="1849.2023" xes.features="nested-attributes" xes.creator="us">
              <extension name="Concept" prefix="concept" uri="http://x/concept.xesext"/>
              <global scope="trace"><string key="concept:name" value="?"/></global>
              <global scope="event"><string key="concept:name" value="?"/>
                <string key="Case Id" value="?"/></global>
              <classifier name="Activity" scope="event" keys="concept:name 'Case Id'"/>
              <string key="library" value="ours"><int key="build" value="7"/></string>
            </log>
            """);
    assertThat(log.findings).isEmpty();
    assertThat(log.headers).hasSize(1);
    var header = log.headers.get(0);
    assertThat(header.version()).isEqualTo("1849.2023");
    assertThat(header.features()).isEqualTo("nested-attributes");
    assertThat(header.extensions())
        .containsExactly(new Extension("Concept", "concept", "http://x/concept.xesext"));
    assertThat(header.globals())
        .extracting(global -> global.scope())
        .containsExactly(Scope.TRACE, Scope.EVENT);
    assertThat(header.globals().get(1).attributes())
        .containsExactly(Attribute.text("concept:name", "?"), Attribute.text("Case Id", "?"));
    assertThat(header.classifiers())
        .containsExactly(
            new Classifier("Activity", Scope.EVENT, List.of("concept:name", "Case Id")));
    assertThat(header.attributes())
        .containsExactly(
            new Attribute(
                "library",
                new AttributeValue.Text("ours"),
                List.of(new Attribute("build", new AttributeValue.Whole(7)))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<string key='creator' value='us'/><extension name='C' prefix='c' uri='u'/>",
        "<extension name='C' prefix='c' uri='u'/><string key='creator' value='us'/>"
      })
  void read_logAttributes_standFirstOrLast(String content) throws IOException {
    ReadLog log = read("<log xes.version='1.0'>" + content + "</log>");
    assertThat(log.headers.get(0).attributes()).containsExactly(Attribute.text("creator", "us"));
    assertThat(log.headers.get(0).extensions()).hasSize(1);
    assertThat(log.findings).isEmpty();
  }

  @Test
  void read_everyAttributeType_isKeptInOrderWithItsNesting() throws IOException {
    Event event =
        event(
            PICK
                + TIME
                + """
                <string key="text" value="a &amp; b &lt; c&#10;d"><string key="note" value="n"/></string>
                <int key="whole" value="-0042"/><float key="real" value="1.50E+2"/>
                <boolean key="yes" value="true"/><boolean key="no" value="0"/>
                <id key="id" value="550e8400-e29b-41d4-a716-446655440000"/>
                <list key="list"><string key="about" value="list"/>
                  <values><int key="item" value="1"/><int key="item" value="2"/></values></list>
                <list key="plain"><int key="item" value="3"/></list>
                <list key="none"/><list key="empty"><values/></list>
                <container key="box"><string key="inside" value="x"/></container>
                """);
    assertThat(event.attributes())
        .containsExactly(
            Attribute.text("concept:name", "pick"),
            new Attribute(
                "time:timestamp",
                new AttributeValue.Moment(OffsetDateTime.parse("2026-03-04T05:06:07.089+01:00"))),
            new Attribute(
                "text",
                new AttributeValue.Text("a & b < c\nd"),
                List.of(Attribute.text("note", "n"))),
            new Attribute("whole", new AttributeValue.Whole(-42)),
            new Attribute("real", new AttributeValue.Real(new BigDecimal("1.50E+2"))),
            new Attribute("yes", new AttributeValue.Flag(true)),
            new Attribute("no", new AttributeValue.Flag(false)),
            new Attribute(
                "id",
                new AttributeValue.Identifier(
                    UUID.fromString("550e8400-e29b-41d4-a716-446655440000"))),
            new Attribute(
                "list",
                new AttributeValue.Sequence(List.of(whole("item", 1), whole("item", 2))),
                List.of(Attribute.text("about", "list"))),
            new Attribute("plain", new AttributeValue.Sequence(List.of(whole("item", 3)))),
            new Attribute("none", new AttributeValue.Sequence(List.of())),
            new Attribute("empty", new AttributeValue.Sequence(List.of())),
            new Attribute(
                "box", new AttributeValue.Container(), List.of(Attribute.text("inside", "x"))));
    assertThat(event.occurredAt()).isEqualTo(Instant.parse("2026-03-04T04:06:07.089Z"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<int key='n' value='1.0'/>           | BAD_VALUE     | n  | '1.0' is not a value of type int",
        "<int key='n' value='9223372036854775808'/> | BAD_VALUE | n | is not a value of type int",
        "<int key='n' value=''/>              | BAD_VALUE     | n  | '' is not a value of type int",
        "<float key='n' value='1e9999'/>      | BAD_VALUE     | n  | is not a value of type float",
        "<float key='n' value='.'/>           | BAD_VALUE     | n  | '.' is not a value of type float",
        "<boolean key='n' value='yes'/>       | BAD_VALUE     | n  | 'yes' is not a value of type boolean",
        "<id key='n' value='1-1-1-1-1'/>      | BAD_VALUE     | n  | is not a value of type id",
        "<date key='n' value='2026-02-30T00:00:00Z'/> | BAD_TIMESTAMP | n | is not a value of type date",
        "<date key='n' value='2026-02-03T00:00:00'/>  | BAD_TIMESTAMP | n | has no offset from UTC",
        "<string key='n'/>                    | MISSING_FIELD | n  | has no value",
        "<string value='n'/>                  | MISSING_FIELD | key | <string> has no key",
        "<container key='c'><int key='n' value='x'/></container> | BAD_VALUE | n | 'x' is not",
      })
  void read_badAttribute_rejectsItsEventOnly(
      String attribute, ErrorCode code, String field, String message) throws IOException {
    ReadLog log =
        read(
            log(
                "<trace>"
                    + CASE
                    + "\n<event>"
                    + PICK
                    + TIME
                    + "</event>\n<event>"
                    + PICK
                    + TIME
                    + "\n"
                    + attribute
                    + "</event><event>"
                    + PICK
                    + TIME
                    + "</event></trace>"));
    assertThat(log.rows).extracting(row -> row.substring(0, 1)).containsExactly("0", "2");
    assertThat(log.rejections).hasSize(1);
    Rejection rejection = log.rejections.get(0);
    assertThat(rejection.code()).isEqualTo(code);
    assertThat(rejection.message()).contains(message);
    assertThat(rejection.location().line()).isEqualTo(4);
    assertThat(rejection.location().field()).isEqualTo(field);
    assertThat(rejection.raw()).startsWith("<event><string key=\"concept:name\" value=\"pick\"/>");
  }

  @Test
  void read_badAttributeOfTraceOrLog_isKeptAsText() throws IOException {
    ReadLog log =
        read(
            log(
                "<int key='n' value='many'/><trace>"
                    + CASE
                    + "<float key='f' value='1.0.0'/><event>"
                    + PICK
                    + TIME
                    + "</event></trace>"));
    assertThat(log.headers.get(0).attributes()).containsExactly(Attribute.text("n", "many"));
    assertThat(log.objects.get(0).attributes())
        .extracting(attribute -> attribute.attribute())
        .containsExactly(Attribute.text("concept:name", "PO-1"), Attribute.text("f", "1.0.0"));
    assertThat(log.findings)
        .extracting(Rejection::code)
        .containsExactly(ErrorCode.BAD_VALUE, ErrorCode.BAD_VALUE);
    assertThat(log.events).hasSize(1);
  }

  @Test
  void read_notANumber_isKeptAsText() throws IOException {
    ReadLog log = read(inTrace("<event>" + PICK + TIME + "<float key='f' value='NaN'/></event>"));
    assertThat(log.events.get(0).attributes()).contains(Attribute.text("f", "NaN"));
    assertThat(log.findings)
        .extracting(Rejection::message)
        .containsExactly("'NaN' is not a finite number; it is kept as text");
  }

  @Test
  void read_missingNameOrMoment_rejectsTheEvent() throws IOException {
    ReadLog log = read(inTrace("\n<event>" + TIME + "</event>\n<event>\n" + PICK + "</event>"));
    assertThat(log.rejections)
        .extracting(r -> r.code() + " " + r.location() + " " + r.message())
        .containsExactly(
            "MISSING_FIELD log.xes:2: concept:name the event has no concept:name",
            "MISSING_FIELD log.xes:3: time:timestamp the event has no time:timestamp");
  }

  /** Real logs have globals such as concept:name = 'name' and time:timestamp = 1970. */
  @Test
  void read_globals_neverFillInWhatAnEventLacks() throws IOException {
    ReadLog log =
        read(
            log(
                "<global scope='event'>"
                    + PICK
                    + TIME
                    + "</global><trace>"
                    + CASE
                    + "<event/></trace>"));
    assertThat(log.events).isEmpty();
    assertThat(log.rejections).hasSize(1);
  }

  @Test
  void read_localTime_isReadInTheZoneOfTheOptions() throws IOException {
    String xml =
        inTrace(
            "<event>" + PICK + "<date key='time:timestamp' value='2026-07-01T12:00:00'/></event>");
    assertThat(read(xml).rejections.get(0).code()).isEqualTo(ErrorCode.BAD_TIMESTAMP);
    ReadLog log = read(xml, options().withTimeZone(ZoneId.of("Europe/Berlin")));
    assertThat(log.events.get(0).occurredAt()).isEqualTo(Instant.parse("2026-07-01T10:00:00Z"));
  }

  @Test
  void read_traceWithoutName_isCalledByItsPosition() throws IOException {
    ReadLog log =
        read(
            log(
                "<trace/><trace><string key='k' value='v'/><event>"
                    + PICK
                    + TIME
                    + "</event></trace>"));
    assertThat(log.rows.get(0)).startsWith("0|trace-2|pick|");
    assertThat(log.objects)
        .extracting(object -> object.id().value())
        .containsExactly("trace-1", "trace-2");
    assertThat(log.findings)
        .extracting(Rejection::message)
        .containsExactly(
            "the trace has no concept:name that can be its id; it is called 'trace-1'",
            "the trace has no concept:name that can be its id; it is called 'trace-2'");
  }

  @Test
  void read_tracesOfOneName_areOneCaseWithDifferentEventIds() throws IOException {
    String trace = "<trace>" + CASE + "<event>" + PICK + TIME + "</event></trace>";
    ReadLog log = read(log(trace + trace + trace));
    assertThat(log.rows)
        .extracting(row -> row.split("\\|")[1])
        .containsExactly("PO-1", "PO-1", "PO-1");
    assertThat(log.events).extracting(Event::id).doesNotHaveDuplicates();
  }

  @Test
  void read_eventId_isIdentityIdOrMadeFromTheContent() throws IOException {
    String given = "<id key='identity:id' value='550e8400-e29b-41d4-a716-446655440000'/>";
    Event event = event(PICK + TIME + given);
    assertThat(event.id().value()).isEqualTo("550e8400-e29b-41d4-a716-446655440000");
    Event made = event(PICK + TIME);
    assertThat(made.id().value()).matches("xes-[0-9a-f]{32}");
    assertThat(event(PICK + TIME).id()).isEqualTo(made.id());
    assertThat(event(TIME + PICK).id()).isNotEqualTo(made.id());
    assertThat(event(PICK + TIME + "<string key='a' value='b'/>").id()).isNotEqualTo(made.id());
  }

  /** A log that grew by a trace in front gives the old events the ids they had. */
  @Test
  void read_grownLog_keepsEventIds() throws IOException {
    String old = "<trace>" + CASE + "<event>" + PICK + TIME + "</event></trace>";
    String more = old.replace("PO-1", "PO-0");
    assertThat(read(log(more + old)).events.get(1).id())
        .isEqualTo(read(log(old)).events.get(0).id());
  }

  @Test
  void read_eventOutsideTraces_isRejected() throws IOException {
    String event = "<event>" + PICK + TIME + "</event>";
    ReadLog log = read(log(event + "<trace>" + CASE + event + "</trace>" + event));
    assertThat(log.events).extracting(Event::sequence).containsExactly(1L);
    assertThat(log.rejections)
        .extracting(r -> r.code() + " " + r.location().field() + " " + r.message())
        .containsOnly(
            "MISSING_FIELD trace the event stands outside all traces, so it belongs to no case")
        .hasSize(2);
  }

  @Test
  void read_interruptedThread_stops() throws IOException {
    Path file = file(inTrace("<event>" + PICK + TIME + "</event>"));
    Thread.currentThread().interrupt();
    try {
      assertThatExceptionOfType(InterruptedIOException.class)
          .isThrownBy(() -> ReadLog.of(new XesReader(), file, options()));
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void read_eventAtAWrongPlace_isCountedAsRejected() throws IOException {
    String inner = "<event>" + PICK + TIME + "</event>";
    ReadLog log =
        read(
            inTrace(
                "<event>" + PICK + TIME + "<box>" + inner + "</box>" + inner + "</event>" + inner));
    assertThat(log.events).extracting(Event::sequence).containsExactly(0L, 3L);
    assertThat(log.rejections)
        .extracting(Rejection::code)
        .containsExactly(ErrorCode.UNKNOWN_ELEMENT, ErrorCode.UNKNOWN_ELEMENT);
    assertThat(log.findings)
        .extracting(Rejection::message)
        .containsExactly("XES has no <box> inside <event>; it is passed over");
  }

  @Test
  void read_partsOfTheHeaderBehindATrace_becomeFindingsWithTheirContent() throws IOException {
    ReadLog log =
        read(
            log(
                "<trace>"
                    + CASE
                    + "</trace><string key='k' value='v'><int key='n' value='1'/>"
                    + "</string>"));
    assertThat(log.headers.get(0).attributes()).isEmpty();
    assertThat(log.findings.get(0).raw())
        .isEqualTo("<string key=\"k\" value=\"v\"><int key=\"n\" value=\"1\"/></string>");
  }

  @Test
  void read_traceAttributeBehindAnEvent_isKeptWithAFinding() throws IOException {
    ReadLog log = read(inTrace("<event>" + PICK + TIME + "</event><string key='late' value='v'/>"));
    assertThat(log.objects).hasSize(1);
    assertThat(log.objects.get(0).attributes()).hasSize(2);
    assertThat(log.findings)
        .extracting(Rejection::message)
        .containsExactly("an attribute of the trace stands behind its first event");
  }

  @Test
  void read_moreThanAThousandFindings_areSummedUp() throws IOException {
    ReadLog log = read(log("<oddity/>".repeat(5_000)));
    assertThat(log.findings).hasSize(1_001);
    assertThat(log.findings.get(1_000).code()).isEqualTo(ErrorCode.TOO_LARGE);
  }

  @Test
  void read_moreAttributesThanAllowed_rejectsTheEventOrRefusesTheLog() throws IOException {
    ReadLimits limits = new ReadLimits(1 << 30, 200, 10 << 20, 1000, 100, 10);
    String many = "<string key='a' value='b'/>".repeat(9);
    ReadLog log =
        read(
            inTrace(
                "<event>"
                    + PICK
                    + TIME
                    + many
                    + "</event><event>"
                    + PICK
                    + TIME
                    + "<list key='l'><values>"
                    + many
                    + "</values></list></event><event>"
                    + PICK
                    + TIME
                    + "</event>"),
            options().withLimits(limits));
    assertThat(log.events).extracting(Event::sequence).containsExactly(2L);
    assertThat(log.rejections)
        .extracting(Rejection::code)
        .containsExactly(ErrorCode.TOO_LARGE, ErrorCode.TOO_LARGE);
    assertThatExceptionOfType(ThroughlineException.class)
        .isThrownBy(() -> read(log(many.repeat(200)), options().withLimits(limits)))
        .withMessageContaining("at most 1000 attributes");
  }

  @ParameterizedTest
  @CsvSource({
    "'<html/>', NOT_THIS_FORMAT",
    "'<log><trace>', MALFORMED_FILE",
    "'<log/><log/>', MALFORMED_FILE",
    "'case,activity', MALFORMED_FILE",
    "'', EMPTY_FILE",
    "'<!DOCTYPE log><log/>', FORBIDDEN_CONSTRUCT",
  })
  void read_notAnXesFile_isRefused(String content, ErrorCode code) {
    assertThatExceptionOfType(ThroughlineException.class)
        .isThrownBy(() -> read(content))
        .satisfies(e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void read_sinkThatOnlyMines_getsTheSameRowsWithoutObjects() throws IOException {
    Path file = file(inTrace("<string key='k' value='v'/><event>" + PICK + TIME + "</event>"));
    StringBuilder seen = new StringBuilder();
    LogSink mining =
        new LogSink() {
          @Override
          public boolean storesEvents() {
            return false;
          }

          @Override
          public void object(dev.throughline.model.BusinessObject object) {
            seen.append("object ");
          }

          @Override
          public void event(EventRow row) {
            seen.append(row.caseId()).append(' ').append(row.activity());
          }

          @Override
          public void reject(Rejection rejection) {
            seen.append("rejected ");
          }
        };
    new XesReader().read(file, options(), mining);
    assertThat(seen).hasToString("PO-1 pick");
  }

  private Event event(String attributes) throws IOException {
    ReadLog log = read(inTrace("<event>" + attributes + "</event>"));
    assertThat(log.rejections).isEmpty();
    return log.events.get(0);
  }

  private static Attribute whole(String key, long value) {
    return new Attribute(key, new AttributeValue.Whole(value));
  }

  private static String inTrace(String content) {
    return log("<trace>" + CASE + content + "</trace>");
  }

  private static String log(String content) {
    return "<log xes.version='1849.2023' xes.features='nested-attributes'>"
        + "<extension name='Concept' prefix='concept' uri='c'/>"
        + "<extension name='Time' prefix='time' uri='t'/>"
        + "<extension name='Identity' prefix='identity' uri='i'/>"
        + "<extension name='Organizational' prefix='org' uri='o'/>"
        + content
        + "</log>";
  }

  private ReadLog read(String xml) throws IOException {
    return read(xml, options());
  }

  private ReadLog read(String xml, ReadOptions options) throws IOException {
    return ReadLog.of(new XesReader(), file(xml), options);
  }

  private Path file(String xml) throws IOException {
    return Files.write(folder.resolve("log.xes"), xml.getBytes(UTF_8));
  }

  private static ReadOptions options() {
    return ReadOptions.defaults("erp");
  }
}
