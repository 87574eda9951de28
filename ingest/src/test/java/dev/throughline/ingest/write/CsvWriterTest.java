package dev.throughline.ingest.write;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.ingest.read.CsvReader;
import dev.throughline.ingest.read.ReadOptions;
import dev.throughline.model.Activity;
import dev.throughline.model.Attribute;
import dev.throughline.model.AttributeValue;
import dev.throughline.model.BusinessObject;
import dev.throughline.model.CaseId;
import dev.throughline.model.Event;
import dev.throughline.model.EventId;
import dev.throughline.model.ObjectAttribute;
import dev.throughline.model.ObjectId;
import dev.throughline.model.ObjectRef;
import dev.throughline.model.ObjectType;
import dev.throughline.model.Source;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvWriterTest {
  private static final CsvWriter EXACT = new CsvWriter(ObjectType.CASE, CellText.EXACT);
  private static final Instant TIME = Instant.parse("2026-01-05T10:00:00.25Z");

  @TempDir Path folder;

  @Test
  void write_log_isOneTable() throws IOException {
    CollectedLog log = new CollectedLog();
    log.objects.add(
        new BusinessObject(
            ObjectType.CASE,
            new ObjectId("c1"),
            List.of(since("vendor", "A", 0), since("vendor", "B", 1)),
            List.of()));
    log.events.add(
        event(
            "e1",
            "c1",
            Attribute.text("note", "say \"hi\",\nplease"),
            new Attribute(
                "cost",
                new AttributeValue.Real(new BigDecimal("1.50")),
                List.of(Attribute.text("currency", "EUR"))),
            new Attribute(
                "list",
                new AttributeValue.Sequence(
                    List.of(Attribute.text("item", "x"), Attribute.text("item", "y"))))));
    log.events.add(event("e2", "c2"));

    assertThat(text(EXACT, log))
        .isEqualTo(
            "case:concept:name,concept:name,time:timestamp,event_id,source,case:vendor,"
                + "org:resource,object:invoice@paid,note,cost,cost/currency,list/item,list/item#2\n"
                + "c1,Pay,2026-01-05T10:00:00.250000+00:00,e1,erp,B,"
                + "Ann,i1,\"say \"\"hi\"\",\nplease\",1.50,EUR,x,y\n"
                + "c2,Pay,2026-01-05T10:00:00.250000+00:00,e2,erp,,Ann,i1,,,,,\n");
  }

  @Test
  void write_formulas_areDefusedForSpreadsheetsOnly() throws IOException {
    CollectedLog log = new CollectedLog();
    log.events.add(
        event(
            "@e",
            "=1+1",
            Attribute.text("a", "+1"),
            Attribute.text("b", "-2"),
            Attribute.text("c", "\tx"),
            Attribute.text("d", "\rx"),
            Attribute.text("e", "x=1")));

    assertThat(text(new CsvWriter(ObjectType.CASE, CellText.SPREADSHEET), log))
        .endsWith(
            "\n'=1+1,Pay,2026-01-05T10:00:00.250000+00:00,'@e,erp,Ann,i1,'+1,'-2,'\tx,\"'\rx\",x=1\n");
    assertThat(text(EXACT, log)).contains("\n=1+1,Pay").contains(",@e,").contains(",+1,-2,\tx,");
  }

  @Test
  void write_thenRead_givesTheSameEvents() throws IOException {
    CollectedLog log =
        read(
            "case id;activity;timestamp;event id;user;object:invoice;case:site;a;b;c\n"
                + "c2;\"Pay; now\";2026-01-05T10:00:00.123456+01:00;e1;Ann;i1;N1;;b1;\n"
                + "c1;'=Sum';2026-01-04T10:00:00Z;e2;;;N2;a2;\"b\n2\";\n"
                + "c1;Größe;2026-01-06T10:00:00Z;e3;Bob;i2;N2;a3;;c3\n");
    assertThat(log.events).hasSize(3);

    CollectedLog again = read(text(EXACT, log));

    assertThat(again.rejections).isEmpty();
    assertThat(withoutSequence(again)).isEqualTo(withoutSequence(log));
    assertThat(Set.copyOf(again.objects)).isEqualTo(Set.copyOf(log.objects));
    assertThat(text(EXACT, again)).isEqualTo(text(EXACT, log));
  }

  /** The table is in the order of cases, so only the position of an event may differ. */
  private static Set<Event> withoutSequence(CollectedLog log) {
    return log.events.stream()
        .map(
            e ->
                new Event(
                    e.id(),
                    e.source(),
                    0,
                    e.activity(),
                    e.occurredAt(),
                    e.recordedAt(),
                    e.resource(),
                    e.role(),
                    e.objects(),
                    e.attributes()))
        .collect(Collectors.toSet());
  }

  private CollectedLog read(String csv) throws IOException {
    Path file = Files.writeString(folder.resolve("log.csv"), csv);
    return CollectedLog.read(new CsvReader(), file, ReadOptions.defaults("erp"));
  }

  private static String text(LogWriter writer, LogContent log) throws IOException {
    return new String(CollectedLog.write(writer, log), UTF_8);
  }

  private static ObjectAttribute since(String key, String value, long second) {
    return new ObjectAttribute(Attribute.text(key, value), Instant.ofEpochSecond(second));
  }

  private static Event event(String id, String caseId, Attribute... attributes) {
    return new Event(
        new EventId(id),
        new Source("erp"),
        0,
        new Activity("Pay"),
        TIME,
        null,
        "Ann",
        null,
        List.of(
            ObjectRef.ofCase(new CaseId(caseId)),
            new ObjectRef(new ObjectType("invoice"), new ObjectId("i1"), "paid")),
        List.of(attributes));
  }
}
