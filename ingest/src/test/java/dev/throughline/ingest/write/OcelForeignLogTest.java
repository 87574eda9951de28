package dev.throughline.ingest.write;

import static dev.throughline.ingest.write.OcelFixture.ref;
import static dev.throughline.ingest.write.OcelFixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.throughline.ingest.read.ReadOptions;
import dev.throughline.ingest.write.OcelRoundTripTest.Format;
import dev.throughline.model.Activity;
import dev.throughline.model.Attribute;
import dev.throughline.model.AttributeValue;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Event;
import dev.throughline.model.EventId;
import dev.throughline.model.ObjectRef;
import dev.throughline.model.Source;
import dev.throughline.model.ThroughlineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Logs that came from XES, CSV or the store, with what OCEL has no place for. */
class OcelForeignLogTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Format.class)
  void write_fieldsThatOcelDoesNotHave_comeBack(Format format) throws IOException {
    CollectedLog log = new CollectedLog();
    log.events.add(event("e1", "erp", 0, List.of(ref("case", "1", null)), List.of()));
    log.events.add(event("e1", "wms", 1, List.of(ref("case", "1", null)), List.of()));
    CollectedLog copy = copy(log, format);

    assertThat(copy.events).isEqualTo(log.events);
    assertThat(copy.objects).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void write_nestedAndRepeatedAttributes_becomeJsonText(Format format) throws IOException {
    List<Attribute> attributes =
        List.of(
            new Attribute(
                "list",
                new AttributeValue.Sequence(
                    List.of(text("a", "x"), new Attribute("a", new AttributeValue.Whole(2))))),
            new Attribute("parent", new AttributeValue.Flag(true), List.of(text("child", "c"))),
            text("twice", "1"),
            text("twice", "2"));
    CollectedLog log = new CollectedLog();
    log.events.add(event("e1", "erp", 0, List.of(), attributes));
    CollectedLog copy = copy(log, format);

    assertThat(copy.events.get(0).attributes())
        .containsExactly(
            text("list", "[{\"a\":\"x\"},{\"a\":2}]"),
            text("parent", "{\"value\":true,\"attributes\":[{\"child\":\"c\"}]}"),
            text("twice", "[\"1\",\"2\"]"));
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void write_valuesOfSeveralTypes_areDeclaredAsWhatHoldsThemAll(Format format) throws IOException {
    CollectedLog log = new CollectedLog();
    Attribute number = new Attribute("mixed", new AttributeValue.Whole(7));
    log.events.add(event("e1", "erp", 0, List.of(), List.of(number)));
    log.events.add(event("e2", "erp", 1, List.of(), List.of(text("mixed", "seven"))));
    CollectedLog copy = copy(log, format);

    assertThat(copy.events.get(0).attributes()).containsExactly(text("mixed", "7"));
    assertThat(copy.events.get(1).attributes()).containsExactly(text("mixed", "seven"));
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void write_sameIdInTwoTypes_staysTwoObjects(Format format) throws IOException {
    CollectedLog log = new CollectedLog();
    log.events.add(
        event(
            "e1", "erp", 0, List.of(ref("case", "1", null), ref("invoice", "1", "i")), List.of()));
    CollectedLog copy = copy(log, format);

    assertThat(copy.events.get(0).objects())
        .containsExactly(ref("case", "case:1", null), ref("invoice", "invoice:1", "i"));
  }

  @Test
  void write_controlCharacterAsXml_isRefusedAndOtherFormatsHoldIt() throws IOException {
    CollectedLog log = new CollectedLog();
    log.events.add(event("e1", "erp", 0, List.of(), List.of(text("bell", "\u0007"))));

    assertThat(copy(log, Format.JSON).events).isEqualTo(log.events);
    assertThat(copy(log, Format.SQLITE).events).isEqualTo(log.events);
    assertThatExceptionOfType(ThroughlineException.class)
        .isThrownBy(() -> copy(log, Format.XML))
        .withMessageContaining("XML 1.0")
        .matches(e -> e.code() == ErrorCode.BAD_VALUE);
  }

  @Test
  void write_columnsThatDifferByCase_areRefusedForSqlite() {
    CollectedLog log = new CollectedLog();
    log.events.add(event("e1", "erp", 0, List.of(), List.of(text("A", ""), text("a", ""))));
    assertThatExceptionOfType(ThroughlineException.class)
        .isThrownBy(() -> copy(log, Format.SQLITE))
        .withMessageContaining("column 'a'")
        .matches(e -> e.code() == ErrorCode.BAD_VALUE);
  }

  private CollectedLog copy(LogContent log, Format format) throws IOException {
    Path file = Files.write(folder.resolve("log"), CollectedLog.write(format.writer, log));
    CollectedLog copy = CollectedLog.read(format.reader, file, ReadOptions.defaults("erp"));
    assertThat(copy.rejections).isEmpty();
    assertThat(copy.findings).isEmpty();
    return copy;
  }

  private static Event event(
      String id,
      String source,
      long sequence,
      List<ObjectRef> objects,
      List<Attribute> attributes) {
    Instant at = Instant.parse("2026-03-29T01:00:00Z");
    return new Event(
        new EventId(id),
        new Source(source),
        sequence,
        new Activity("Act"),
        at,
        at.plusSeconds(60),
        "Ann",
        "clerk",
        objects,
        attributes);
  }
}
