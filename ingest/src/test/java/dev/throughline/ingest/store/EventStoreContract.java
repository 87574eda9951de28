package dev.throughline.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.ingest.write.LogContent.CaseEvent;
import dev.throughline.model.Activity;
import dev.throughline.model.Attribute;
import dev.throughline.model.AttributeValue;
import dev.throughline.model.BusinessObject;
import dev.throughline.model.CaseId;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Event;
import dev.throughline.model.EventId;
import dev.throughline.model.Location;
import dev.throughline.model.LogHeader;
import dev.throughline.model.LogName;
import dev.throughline.model.ObjectAttribute;
import dev.throughline.model.ObjectId;
import dev.throughline.model.ObjectRef;
import dev.throughline.model.ObjectType;
import dev.throughline.model.Source;
import dev.throughline.model.ThroughlineException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/**
 * What every {@link EventStore} must do. A test uses a log of its own, so a store may be shared.
 */
public abstract class EventStoreContract {
  private static final AtomicLong NUMBER = new AtomicLong();
  private static final ObjectType ORDER = new ObjectType("order");

  private EventStore store;
  private LogName log;

  /** A store that may hold other logs. */
  protected abstract EventStore newStore();

  @BeforeEach
  void setUp() {
    store = newStore();
    log = new LogName("contract log " + NUMBER.incrementAndGet());
  }

  @Test
  void append_sameEventTwice_isStoredOnce() {
    ImportRun run = begin("a");
    Event first = event("r-1", "Goods receipt", 0);
    append(run, first);
    ImportRun after = append(run, event("r-1", "Something else", 5));
    assertThat(after.count()).isEqualTo(new IntakeCount(2, 1, 1, 0));
    assertThat(events()).containsExactly(first);
  }

  @Test
  void append_duplicateWithinBatch_keepsTheFirst() {
    Event first = event("r-1", "Goods receipt", 0);
    Event other = event("r-2", "Goods receipt", 1);
    ImportRun after = append(begin("a"), first, other, event("r-1", "Late", 9), first);
    assertThat(after.count()).isEqualTo(new IntakeCount(4, 2, 2, 0));
    assertThat(events()).containsExactly(first, other);
  }

  @Test
  void append_sameIdInOtherSource_isAnotherEvent() {
    Event here = event("1", "Post", 0);
    Event there =
        new Event(
            here.id(),
            new Source("wms"),
            0,
            here.activity(),
            here.occurredAt(),
            null,
            null,
            null,
            List.of(),
            List.of());
    assertThat(append(begin("a"), here, there).count()).isEqualTo(new IntakeCount(2, 2, 0, 0));
    assertThat(events()).containsExactly(here, there);
  }

  @Test
  void append_sameEventInOtherLog_isAnotherEvent() {
    append(begin("a"), event("1", "Post", 0));
    log = new LogName(log + " other");
    assertThat(append(begin("a"), event("1", "Post", 0)).count().accepted()).isEqualTo(1);
  }

  @Test
  void append_emptyBatch_changesNothing() {
    ImportRun run = begin("a");
    assertThat(append(run)).isEqualTo(run);
    assertThat(events()).isEmpty();
  }

  @Test
  void append_longestNames_areKeptApart() {
    String longest = "発".repeat(16_383);
    Event one = event(longest + "1", "A".repeat(16_384), 0);
    Event two = event(longest + "2", "A", 1);
    Event three = event("発".repeat(86), "A", 2);
    assertThat(append(begin("a"), one, two, three, one).count())
        .isEqualTo(new IntakeCount(4, 3, 1, 0));
    assertThat(events()).containsExactly(one, two, three);
  }

  @Test
  void append_timeOutOfRange_isRefused() {
    ImportRun run = begin("a");
    Event event = event("1", "Post", 0);
    Event late =
        new Event(
            event.id(),
            event.source(),
            0,
            event.activity(),
            Instant.parse("+10000-01-01T00:00:00Z"),
            null,
            null,
            null,
            List.of(),
            List.of());
    assertThatCode(ErrorCode.BAD_TIMESTAMP, () -> append(run, late));
    assertThat(append(run, event).count()).isEqualTo(new IntakeCount(1, 1, 0, 0));
  }

  @Test
  void append_firstAndLastPossibleTime_comeBack() {
    Event first = at("1", Instant.parse("0001-01-01T00:00:00Z"));
    Event last = at("2", Instant.parse("9999-12-31T23:59:59.999999Z"));
    append(begin("a"), last, first);
    assertThat(events()).containsExactly(first, last);
  }

  @Test
  void append_unknownImport_isRefused() {
    assertThatCode(
        ErrorCode.NOT_FOUND, () -> store.append(Long.MAX_VALUE, batch(event("1", "A", 0))).block());
    assertThatCode(ErrorCode.NOT_FOUND, () -> store.finish(Long.MAX_VALUE).block());
    assertThatCode(
        ErrorCode.NOT_FOUND, () -> store.rejections(Long.MAX_VALUE).collectList().block());
  }

  @Test
  void append_afterFinish_isRefused() {
    ImportRun run = begin("a");
    finish(run);
    assertThatCode(ErrorCode.BAD_ARGUMENT, () -> append(run, event("1", "A", 0)));
    assertThat(events()).isEmpty();
  }

  @Test
  void append_sourceAndIdWithoutBorder_areKeptApart() {
    Event one = withSource("ab", "c");
    Event two = withSource("a", "bc");
    assertThat(append(begin("a"), one, two).count().accepted()).isEqualTo(2);
  }

  @Test
  void append_bigBatch_keepsAll() {
    List<Event> many = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      many.add(event("e" + i, "Step " + i % 7, i));
    }
    ImportRun run = begin("a");
    assertThat(block(store.append(run.id(), new EventBatch(many, List.of(), List.of()))).count())
        .isEqualTo(new IntakeCount(5_000, 5_000, 0, 0));
    assertThat(events()).containsExactlyElementsOf(many);
  }

  @Test
  void begin_unfinishedImportOfTheSameFile_resumes() {
    ImportRun run = begin("a");
    ImportRun after = append(run, event("1", "A", 0), event("2", "B", 1));
    assertThat(begin("a")).isEqualTo(after);
    assertThat(begin("b").id()).isNotEqualTo(run.id());
  }

  @Test
  void begin_sameFileWithOtherMapping_isAnotherImport() {
    ImportRun run = begin("a");
    ImportRequest other = new ImportRequest(log, "log.csv", "a", "caseId: vendor", LogHeader.EMPTY);
    assertThat(block(store.begin(other)).id()).isNotEqualTo(run.id());
  }

  @Test
  void begin_finishedImportOfTheSameFile_startsANewOneOfDuplicates() {
    ImportRun run = begin("a");
    append(run, event("1", "A", 0), event("2", "B", 1));
    ImportRun finished = finish(run);
    assertThat(finished.finishedAt()).isNotNull();
    assertThat(finish(run)).isEqualTo(finished);

    ImportRun again = begin("a");
    assertThat(again.id()).isNotEqualTo(run.id());
    assertThat(again.count()).isEqualTo(IntakeCount.ZERO);
    assertThat(append(again, event("1", "A", 0), event("2", "B", 1)).count())
        .isEqualTo(new IntakeCount(2, 0, 2, 0));
    assertThat(store.imports(log).map(ImportRun::id).collectList().block())
        .containsExactly(again.id(), run.id());
  }

  @Test
  void begin_header_comesBack() {
    LogHeader header =
        new LogHeader(
            "2.0",
            "nested-attributes",
            List.of(new LogHeader.Extension("Concept", "concept", "http://x/concept.xesext")),
            List.of(
                new LogHeader.Global(
                    LogHeader.Scope.EVENT, List.of(Attribute.text("concept:name", "a \" b"))),
                new LogHeader.Global(LogHeader.Scope.TRACE, List.of())),
            List.of(
                new LogHeader.Classifier(
                    "Activity", LogHeader.Scope.EVENT, List.of("concept:name", "lifecycle"))),
            List.of(new RandomLogs(5).attribute(2), Attribute.text("NUL", "a\u0000b")));
    block(store.begin(new ImportRequest(log, "log.xes", "a", "", header)));
    assertThat(store.header(log).block()).isEqualTo(Storable.of(header));

    begin("without a header");
    assertThat(store.header(log).block()).isEqualTo(Storable.of(header));
  }

  @Test
  void begin_noHeader_isEmpty() {
    begin("a");
    assertThat(store.header(log).block()).isEqualTo(LogHeader.EMPTY);
  }

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

  /** However records are cut into batches, the log is the same. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void append_anySplit_equalsOneBatch(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    EventBatch whole = new RandomLogs(seed).batch(600);
    block(store.append(begin("a").id(), whole));
    LogName one = log;
    log = new LogName(one + " in parts");
    ImportRun run = begin("a");
    for (EventBatch part : split(whole, random)) {
      block(store.append(run.id(), part));
    }
    assertThat(store.events(log).collectList().block())
        .as("seed %d", seed)
        .isEqualTo(store.events(one).collectList().block())
        .isEqualTo(slowEvents(whole));
    assertThat(store.objects(log).collectList().block())
        .as("seed %d", seed)
        .isEqualTo(store.objects(one).collectList().block())
        .isEqualTo(new ObjectMerge().addAll(Storable.of(whole).objects()).result());
    assertThat(store.imports(log).single().block().count())
        .as("seed %d", seed)
        .isEqualTo(store.imports(one).single().block().count());
    assertThat(store.rejections(run.id()).collectList().block())
        .as("seed %d", seed)
        .isEqualTo(whole.rejections().stream().map(Storable::of).toList());
  }

  private static List<Event> slowEvents(EventBatch batch) {
    List<Event> kept = new ArrayList<>();
    for (Event event : batch.events()) {
      boolean known =
          kept.stream()
              .anyMatch(k -> k.id().equals(event.id()) && k.source().equals(event.source()));
      if (!known) {
        kept.add(Storable.of(event));
      }
    }
    kept.sort(Event.ORDER);
    return kept;
  }

  private static List<EventBatch> split(EventBatch whole, SplittableRandom random) {
    List<EventBatch> parts = new ArrayList<>();
    int[] at = new int[3];
    while (at[0] < whole.events().size()
        || at[1] < whole.objects().size()
        || at[2] < whole.rejections().size()) {
      parts.add(
          new EventBatch(
              next(whole.events(), at, 0, random),
              next(whole.objects(), at, 1, random),
              next(whole.rejections(), at, 2, random)));
    }
    return parts;
  }

  private static <T> List<T> next(List<T> all, int[] at, int kind, SplittableRandom random) {
    int from = at[kind];
    at[kind] = Math.min(all.size(), from + random.nextInt(120));
    return all.subList(from, at[kind]);
  }

  private ImportRun begin(String sha256) {
    return block(store.begin(new ImportRequest(log, "log.csv", sha256, "", LogHeader.EMPTY)));
  }

  private ImportRun append(ImportRun run, Event... events) {
    return block(store.append(run.id(), batch(events)));
  }

  private void appendObjects(ImportRun run, BusinessObject... objects) {
    block(store.append(run.id(), new EventBatch(List.of(), List.of(objects), List.of())));
  }

  private ImportRun finish(ImportRun run) {
    return block(store.finish(run.id()));
  }

  private List<Event> events() {
    return store.events(log).collectList().block();
  }

  private static EventBatch batch(Event... events) {
    return new EventBatch(List.of(events), List.of(), List.of());
  }

  private static Event event(String id, String activity, int second) {
    return new Event(
        new EventId(id),
        new Source("erp"),
        second,
        new Activity(activity),
        Instant.parse("2026-03-01T00:00:00Z").plusSeconds(second),
        null,
        null,
        null,
        List.of(),
        List.of());
  }

  private static Event at(String id, Instant at) {
    return ordered(at, "erp", 0, id);
  }

  private static Event withSource(String source, String id) {
    return ordered(Instant.EPOCH, source, 0, id);
  }

  private static Event ordered(Instant at, String source, long sequence, String id) {
    return new Event(
        new EventId(id),
        new Source(source),
        sequence,
        new Activity("A"),
        at,
        null,
        null,
        null,
        List.of(),
        List.of());
  }

  private static Event withObjects(String id, int second, String... orders) {
    Event event = event(id, "A", second);
    List<ObjectRef> references =
        Arrays.stream(orders).map(o -> new ObjectRef(ORDER, new ObjectId(o), null)).toList();
    return new Event(
        event.id(),
        event.source(),
        event.sequence(),
        event.activity(),
        event.occurredAt(),
        null,
        null,
        null,
        references,
        List.of());
  }

  private static BusinessObject object(
      String id, List<ObjectAttribute> attributes, List<ObjectRef> links) {
    return new BusinessObject(ORDER, new ObjectId(id), attributes, links);
  }

  private static ObjectAttribute since(String key, String value, Instant since) {
    return new ObjectAttribute(Attribute.text(key, value), since);
  }

  private static Rejection rejection(long line, String field, String raw) {
    return new Rejection(
        ErrorCode.BAD_TIMESTAMP, "no such month", new Location("log.csv", line, field), raw);
  }

  private static <T> T block(Mono<T> mono) {
    T value = mono.block();
    assertThat(value).isNotNull();
    return value;
  }

  private static void assertThatCode(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ThroughlineException.class, error -> assertThat(error.code()).isEqualTo(code));
  }
}
