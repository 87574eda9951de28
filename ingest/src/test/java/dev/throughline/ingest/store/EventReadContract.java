package dev.throughline.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.ingest.write.LogContent.CaseEvent;
import dev.throughline.model.Attribute;
import dev.throughline.model.AttributeValue;
import dev.throughline.model.CaseId;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Event;
import dev.throughline.model.LogHeader;
import dev.throughline.model.LogName;
import dev.throughline.model.ObjectId;
import dev.throughline.model.ObjectRef;
import dev.throughline.model.ObjectType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link EventStore} must give back. */
abstract class EventReadContract extends EventStoreFixture {
  @Test
  void rejections_anyText_areKeptInOrder() {
    List<Rejection> given =
        List.of(
            rejection(7, "time", "2026-13-01;\"x\"\\N\t\n\\."),
            rejection(3, null, "NUL \u0000, halves \uD83D and \uDE00, whole \uD83D\uDE00"),
            rejection(0, "a\u0000b", "cut in a pair " + "\uD83D\uDE00".repeat(2_500)));
    ImportRun run = begin("a");
    block(store.append(run.id(), new EventBatch(List.of(), List.of(), given.subList(0, 1))));
    ImportRun after =
        block(store.append(run.id(), new EventBatch(List.of(), List.of(), given.subList(1, 3))));
    assertThat(after.count()).isEqualTo(new IntakeCount(3, 0, 0, 3));
    List<Rejection> kept = store.rejections(run.id()).collectList().block();
    assertThat(kept).containsExactlyElementsOf(given.stream().map(Storable::of).toList());
    assertThat(kept.get(1).raw()).isEqualTo("NUL ␀, halves \uFFFD and \uFFFD, whole \uD83D\uDE00");
  }

  @Test
  void events_anyArrivalOrder_comeInTheTotalOrder() {
    Instant noon = Instant.parse("2026-03-01T12:00:00Z");
    List<Event> ordered =
        List.of(
            ordered(noon.minusNanos(1_000), "z", 9, "9"),
            ordered(noon, "B", 0, "1"),
            ordered(noon, "a", 0, "1"),
            ordered(noon, "a", 0, "10"),
            ordered(noon, "a", 0, "2"),
            ordered(noon, "a", 0, "\uFFFD"),
            ordered(noon, "a", 0, "\uD83D\uDE00"),
            ordered(noon, "a", 1, "0"),
            ordered(noon, "é", 0, "0"),
            ordered(noon.plusNanos(1_000), "a", 0, "3"));
    List<Event> shuffled = new ArrayList<>(ordered);
    java.util.Collections.shuffle(shuffled, new java.util.Random(3));
    append(begin("a"), shuffled.toArray(Event[]::new));
    assertThat(events()).containsExactlyElementsOf(ordered);
    assertThat(ordered).isSortedAccordingTo(Event.ORDER);
  }

  @Test
  void events_typedNestedAttributes_comeBack() {
    List<Attribute> attributes =
        List.of(
            Attribute.text("empty", ""),
            new Attribute("max", new AttributeValue.Whole(Long.MAX_VALUE)),
            new Attribute("min", new AttributeValue.Whole(Long.MIN_VALUE)),
            new Attribute("price", new AttributeValue.Real(new BigDecimal("1.500"))),
            new Attribute("big", new AttributeValue.Real(new BigDecimal("1E+400"))),
            new Attribute("small", new AttributeValue.Real(new BigDecimal("-0E-30"))),
            new Attribute("open", new AttributeValue.Flag(false)),
            new Attribute(
                "when",
                new AttributeValue.Moment(
                    OffsetDateTime.parse("2026-03-29T02:30:00.123456789+05:45"))),
            new Attribute("id", new AttributeValue.Identifier(new UUID(1, 2))),
            Attribute.text("twice", "1"),
            Attribute.text("twice", "2"),
            new Attribute(
                "list",
                new AttributeValue.Sequence(
                    List.of(
                        Attribute.text("a", "1"),
                        new Attribute("a", new AttributeValue.Sequence(List.of()))))),
            new Attribute(
                "container",
                new AttributeValue.Container(),
                List.of(
                    new Attribute(
                        "x", new AttributeValue.Whole(0), List.of(Attribute.text("y", "z"))))));
    Event event = event("1", "A", 0);
    Event full =
        new Event(
            event.id(),
            event.source(),
            3,
            event.activity(),
            event.occurredAt(),
            event.occurredAt(),
            "",
            " ",
            List.of(
                new ObjectRef(ORDER, new ObjectId("o1"), "pays"),
                new ObjectRef(ObjectType.CASE, new ObjectId("c\\1"), null),
                new ObjectRef(ORDER, new ObjectId("o1"), ""),
                new ObjectRef(ORDER, new ObjectId("o1"), "pays")),
            attributes);
    append(begin("a"), full);
    assertThat(events()).containsExactly(full);
  }

  @Test
  void eventsByCase_severalObjects_comesOncePerObject() {
    Event both = withObjects("1", 0, "o2", "o1", "o2");
    Event late = withObjects("2", 2, "o1");
    Event none = event("3", "A", 0);
    Event early = withObjects("4", 1, "o1");
    append(begin("a"), both, late, none, early);
    assertThat(store.eventsByCase(log, ORDER).collectList().block())
        .containsExactly(
            new CaseEvent(new CaseId("o1"), both),
            new CaseEvent(new CaseId("o1"), early),
            new CaseEvent(new CaseId("o1"), late),
            new CaseEvent(new CaseId("o2"), both));
    assertThat(store.eventsByCase(log, new ObjectType("absent")).collectList().block()).isEmpty();
  }

  @Test
  void objects_overSeveralBatches_merge() {
    Instant later = Instant.parse("2026-05-01T00:00:00Z");
    ObjectRef link = new ObjectRef(ORDER, new ObjectId("o9"), "replaces");
    ImportRun run = begin("a");
    appendObjects(
        run,
        object("o2", List.of(), List.of()),
        object(
            "o1",
            List.of(since("price", "1", Instant.EPOCH), since("x", "y", Instant.EPOCH)),
            List.of(link)),
        object("o1", List.of(since("x", "z", Instant.EPOCH)), List.of(link)));
    appendObjects(
        run,
        object(
            "o1",
            List.of(since("price", "3", later), since("price", "2", Instant.EPOCH)),
            List.of(new ObjectRef(ORDER, new ObjectId("o9"), null), link)));
    assertThat(store.objects(log).collectList().block())
        .containsExactly(
            object(
                "o1",
                List.of(
                    since("price", "2", Instant.EPOCH),
                    since("x", "z", Instant.EPOCH),
                    since("price", "3", later)),
                List.of(link, new ObjectRef(ORDER, new ObjectId("o9"), null))),
            object("o2", List.of(), List.of()));
  }

  @Test
  void log_unknown_isRefused() {
    LogName absent = new LogName("no such log");
    assertThatCode(ErrorCode.LOG_NOT_FOUND, () -> store.log(absent).block());
    assertThatCode(ErrorCode.LOG_NOT_FOUND, () -> store.header(absent).block());
    assertThatCode(ErrorCode.LOG_NOT_FOUND, () -> store.events(absent).collectList().block());
    assertThatCode(ErrorCode.LOG_NOT_FOUND, () -> store.objects(absent).collectList().block());
    assertThatCode(ErrorCode.LOG_NOT_FOUND, () -> store.imports(absent).collectList().block());
    assertThatCode(
        ErrorCode.LOG_NOT_FOUND, () -> store.eventsByCase(absent, ORDER).collectList().block());
  }

  @Test
  void log_eventsAndRejections_areSummed() {
    ImportRun run = begin("a");
    LogSummary empty = block(store.log(log));
    assertThat(empty.events()).isZero();
    assertThat(empty.firstAt()).isNull();
    assertThat(empty.objectTypes()).isEmpty();
    append(run, withObjects("1", 5, "o1"), event("2", "B", 1), event("3", "C", 9));
    LogSummary first = block(store.log(log));
    block(
        store.append(
            run.id(),
            new EventBatch(
                List.of(event("4", "D", 3), event("2", "B", 100)),
                List.of(),
                List.of(rejection(1, null, "x")))));
    LogSummary second = block(store.log(log));

    assertThat(first.events()).isEqualTo(3);
    assertThat(second.events()).isEqualTo(4);
    assertThat(second.quarantined()).isEqualTo(1);
    assertThat(second.firstAt()).isEqualTo(event("2", "B", 1).occurredAt());
    assertThat(second.lastAt()).isEqualTo(event("3", "C", 9).occurredAt());
    assertThat(second.objectTypes()).containsExactly(ORDER);
    assertThat(List.of(empty.watermark(), first.watermark(), second.watermark()))
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(store.logs().filter(summary -> summary.name().equals(log)).collectList().block())
        .containsExactly(second);
  }

  @Test
  void log_onlyDuplicates_keepsTheWatermark() {
    ImportRun run = begin("a");
    append(run, event("1", "A", 0));
    LogSummary before = block(store.log(log));
    append(run, event("1", "A", 0), event("1", "A", 0));
    assertThat(block(store.log(log))).isEqualTo(before);
  }

  @Test
  void logs_several_comeByName() {
    for (String name : List.of("b", "B", "a", "\uD83D\uDE00", "\uFFFD")) {
      block(store.begin(new ImportRequest(new LogName(name), "f", "a", "", LogHeader.EMPTY)));
    }
    List<LogName> names = store.logs().map(LogSummary::name).collectList().block();
    assertThat(names)
        .isSorted()
        .containsSubsequence(
            new LogName("B"), new LogName("a"), new LogName("b"), new LogName("\uFFFD"));
  }
}
