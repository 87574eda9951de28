package dev.throughline.ingest.write;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.ingest.read.ReadLog;
import dev.throughline.model.Activity;
import dev.throughline.model.Attribute;
import dev.throughline.model.AttributeValue;
import dev.throughline.model.BusinessObject;
import dev.throughline.model.CaseId;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Event;
import dev.throughline.model.EventId;
import dev.throughline.model.LogHeader;
import dev.throughline.model.ObjectAttribute;
import dev.throughline.model.ObjectId;
import dev.throughline.model.ObjectRef;
import dev.throughline.model.ObjectType;
import dev.throughline.model.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XesWriterTest {
  private static final Instant NOON = Instant.parse("2026-03-04T12:00:00.123456Z");

  @TempDir Path folder;

  @Test
  void write_whatWasRead_givesTheSameFile() throws IOException {
    assertThat(rewritten(XesSamples.EVERYTHING)).isEqualTo(XesSamples.EVERYTHING);
  }

  @Test
  void write_twice_givesTheSameBytes() throws IOException {
    ReadLog log = XesRoundTrip.read(file(XesSamples.EVERYTHING));
    XesRoundTrip.write(XesRoundTrip.content(log), folder.resolve("one.xes"));
    XesRoundTrip.write(XesRoundTrip.content(log), folder.resolve("two.xes"));
    assertThat(folder.resolve("one.xes")).hasSameBinaryContentAs(folder.resolve("two.xes"));
  }

  @Test
  void write_oddlyOrderedLog_readsBackEqual() throws IOException {
    String odd =
        """
        <log><string key="first" value="1"/><classifier name="A" keys="concept:name"/>
        <trace><event><list key="plain"><int key="i" value="1"/></list>
          <date key="time:timestamp" value="2026-03-04T05:06:07Z"/>
          <string key="concept:name" value="late"/></event>
        <event><date key="time:timestamp" value="2025-03-04T05:06:07Z"/>
          <string key="concept:name" value="early"/></event>
        <string key="concept:name" value="behind its events"/></trace>
        <trace><string key="concept:name" value="A"/><float key="x" value="NaN"/></trace></log>
        """;
    ReadLog before = XesRoundTrip.read(file(odd));
    ReadLog after = XesRoundTrip.read(file(rewritten(odd)));
    assertThat(before.events).hasSize(2);
    assertThat(after.headers.get(0).attributes()).isEqualTo(before.headers.get(0).attributes());
    assertThat(after.events)
        .extracting(Event::attributes)
        .containsExactly(before.events.get(1).attributes(), before.events.get(0).attributes());
    assertThat(before.rows).extracting(row -> row.split("\\|")[1]).containsOnly("trace-1");
    assertThat(after.rows).extracting(row -> row.split("\\|")[1]).containsOnly("behind its events");
    assertThat(after.findings)
        .extracting(Rejection::code)
        .containsOnly(ErrorCode.UNRESOLVED_REFERENCE);
  }

  @Test
  void write_eventOfAnotherFormat_hasItsFieldsUnderTheStandardKeys() throws IOException {
    Event event =
        new Event(
            new EventId("row-7"),
            new Source("pos.till3"),
            0,
            new Activity("sale"),
            NOON,
            NOON.plusSeconds(5),
            "Ana",
            "cashier",
            List.of(ObjectRef.ofCase(new CaseId("day-1"))),
            List.of(Attribute.text("note", "n")));
    ReadLog log = written(LogHeader.EMPTY, List.of(), List.of(event));
    assertThat(log.findings).isEmpty();
    Event read = log.events.get(0);
    assertThat(read.id()).isEqualTo(event.id());
    assertThat(read.source()).isEqualTo(event.source());
    assertThat(read.activity()).isEqualTo(event.activity());
    assertThat(read.occurredAt()).isEqualTo(NOON);
    assertThat(read.recordedAt()).isEqualTo(NOON.plusSeconds(5));
    assertThat(read.resource()).isEqualTo("Ana");
    assertThat(read.role()).isEqualTo("cashier");
    assertThat(read.attributes())
        .extracting(Attribute::key)
        .containsExactly(
            "identity:id", "concept:name", "time:timestamp", "org:resource", "org:role", "note");
    assertThat(log.headers.get(0).extensions()).hasSize(4);
    assertThat(log.headers.get(0).attributes()).isEmpty();
  }

  @Test
  void write_eventsOfManySources_keepThem() throws IOException {
    ReadLog log =
        written(
            LogHeader.EMPTY,
            List.of(),
            List.of(event("a", "wms", 0), event("b", "pos", 1), event("c", "wms", 2)));
    assertThat(log.events)
        .extracting(event -> event.source().name())
        .containsExactly("wms", "pos", "wms");
  }

  @Test
  void write_objectsWithAndWithoutEvents_becomeTraces() throws IOException {
    ReadLog log =
        written(
            LogHeader.EMPTY,
            List.of(object("A"), object("C"), object("D")),
            List.of(event("B", "erp", 0), event("C", "erp", 1), event("E", "erp", 2)));
    assertThat(log.objects)
        .extracting(object -> object.id().value())
        .containsExactly("A", "C", "D");
    assertThat(log.rows).extracting(row -> row.split("\\|")[1]).containsExactly("B", "C", "E");
  }

  @Test
  void write_changingAttribute_keepsTheLastValue() throws IOException {
    ObjectAttribute old = new ObjectAttribute(Attribute.text("price", "1"), Instant.EPOCH);
    ObjectAttribute last = new ObjectAttribute(Attribute.text("price", "2"), NOON);
    BusinessObject object =
        new BusinessObject(ObjectType.CASE, new ObjectId("A"), List.of(last, old), List.of());
    ReadLog log = written(LogHeader.EMPTY, List.of(object), List.of());
    assertThat(log.objects.get(0).attributes())
        .extracting(ObjectAttribute::attribute)
        .containsExactly(Attribute.text("concept:name", "A"), Attribute.text("price", "2"));
  }

  @Test
  void write_charactersThatXmlLacks_becomeReplacements() throws IOException {
    String text = "bell\u0007 null\u0000 half\uD800 last\uFFFF whole\uD83D\uDE00";
    BusinessObject object =
        new BusinessObject(
            ObjectType.CASE,
            new ObjectId("A"),
            List.of(new ObjectAttribute(Attribute.text("k\u0001", text), Instant.EPOCH)),
            List.of());
    ReadLog log = written(LogHeader.EMPTY, List.of(object), List.of());
    assertThat(log.objects.get(0).attributes().get(1).attribute())
        .isEqualTo(
            Attribute.text(
                "k\uFFFD", "bell\uFFFD null\uFFFD half\uFFFD last\uFFFD whole\uD83D\uDE00"));
  }

  @Test
  void write_emptyLog_isALog() throws IOException {
    ReadLog log = written(LogHeader.EMPTY, List.of(), List.of());
    assertThat(log.events).isEmpty();
    assertThat(log.headers).hasSize(1);
  }

  private ReadLog written(LogHeader header, List<BusinessObject> objects, List<Event> events)
      throws IOException {
    Path file = folder.resolve("written.xes");
    XesRoundTrip.write(XesRoundTrip.content(header, objects, events), file);
    return XesRoundTrip.read(file);
  }

  private String rewritten(String xml) throws IOException {
    Path copy = folder.resolve("copy.xes");
    XesRoundTrip.write(XesRoundTrip.content(XesRoundTrip.read(file(xml))), copy);
    return Files.readString(copy);
  }

  private Path file(String xml) throws IOException {
    return Files.write(folder.resolve("log.xes"), xml.getBytes(UTF_8));
  }

  private static Event event(String caseId, String source, long sequence) {
    return new Event(
        new EventId("e" + sequence),
        new Source(source),
        sequence,
        new Activity("do"),
        NOON.plusSeconds(sequence),
        null,
        null,
        null,
        List.of(ObjectRef.ofCase(new CaseId(caseId))),
        List.of());
  }

  private static BusinessObject object(String id) {
    return new BusinessObject(
        ObjectType.CASE,
        new ObjectId(id),
        List.of(
            new ObjectAttribute(new Attribute("n", new AttributeValue.Whole(1)), Instant.EPOCH)),
        List.of());
  }
}
