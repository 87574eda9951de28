package dev.throughline.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.model.Attribute;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Event;
import dev.throughline.model.LogHeader;
import dev.throughline.model.LogName;
import dev.throughline.model.Source;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link EventStore} must do. A test uses a log of its own, so a store may be shared.
 */
public abstract class EventStoreContract extends EventReadContract {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

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
  void take_newKnownAndBadRecords_countsEachSubmission() {
    append(begin("a"), event("1", "A", 0));
    List<Acknowledgement> acknowledged =
        take(
            submission("", event("1", "A", 0), event("2", "B", 1)),
            submission("", event("2", "B", 1), event("3", "C", 2)),
            new Submission("erp", List.of(), List.of(rejection(1, "/at", "{}"))));

    assertThat(acknowledged.stream().map(Acknowledgement::count))
        .containsExactly(
            new IntakeCount(2, 1, 1, 0), new IntakeCount(2, 1, 1, 0), new IntakeCount(1, 0, 0, 1));
    assertThat(acknowledged.stream().map(a -> a.rejectionIds().size())).containsExactly(0, 0, 1);
    assertThat(events())
        .containsExactly(event("1", "A", 0), event("2", "B", 1), event("3", "C", 2));
    assertThat(block(store.log(log)).quarantined()).isEqualTo(1);
  }

  @Test
  void take_again_storesNothingTwice() {
    Submission same = submission("", event("1", "A", 0), event("2", "B", 1));
    assertThat(take(same).get(0).count()).isEqualTo(new IntakeCount(2, 2, 0, 0));
    assertThat(take(same).get(0).count()).isEqualTo(new IntakeCount(2, 0, 2, 0));
    assertThat(take(submission("", event("3", "C", 2))).get(0).count())
        .isEqualTo(new IntakeCount(1, 1, 0, 0));
    assertThat(events()).hasSize(3);
  }

  @Test
  void take_ledger_isOneImportPerSourceMappingAndDay() {
    Rejection bad = rejection(7, "/at", "{}");
    take(submission("", event("1", "A", 0), withSource("wms", "1")));
    take(new Submission("erp", List.of(event("2", "B", 1)), List.of(bad)));
    take(new Submission("erp", List.of(event("2", "B", 1)), List.of(bad, bad)));

    List<ImportRun> runs = store.imports(log).collectList().block();
    assertThat(runs.stream().map(run -> run.file() + " " + run.count().received()))
        .containsExactlyInAnyOrder("erp 1", "wms 1", "erp 2", "log.csv 3");
    assertThat(runs).allSatisfy(run -> assertThat(run.finishedAt()).isNull());
    ImportRun rejected =
        runs.stream().filter(run -> run.file().equals("log.csv")).findFirst().orElseThrow();
    assertThat(store.rejections(rejected.id()).collectList().block())
        .containsExactly(bad, bad, bad);

    block(store.take(log, DAY.plusDays(1), List.of(submission("", event("3", "C", 2)))));
    assertThat(store.imports(log).collectList().block())
        .hasSize(5)
        .filteredOn(run -> run.finishedAt() == null)
        .singleElement()
        .satisfies(run -> assertThat(run.count()).isEqualTo(new IntakeCount(1, 1, 0, 0)));
  }

  @Test
  void take_unstorableText_isChangedVisibly() {
    take(submission("", event("a\u0000b", "A", 0)));
    assertThat(events()).containsExactly(event("a\u2400b", "A", 0));
  }

  /** Whoever sends, however it is cut into submissions: the log and the sums are the same. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void take_anySplit_equalsOneImport(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Event> events = new RandomLogs(seed).batch(400).events();
    long accepted = 0;
    int from = 0;
    while (from < events.size()) {
      List<Submission> together = new ArrayList<>();
      for (int i = random.nextInt(3); i >= 0; i--) {
        int to = Math.min(events.size(), from + random.nextInt(60));
        together.add(new Submission("", events.subList(from, to), List.of()));
        from = to;
      }
      accepted +=
          block(store.take(log, DAY, together)).stream().mapToLong(a -> a.count().accepted()).sum();
    }

    List<Event> expected = slowEvents(new EventBatch(events, List.of(), List.of()));
    assertThat(events()).as("seed %d", seed).isEqualTo(expected);
    assertThat(accepted).as("seed %d", seed).isEqualTo(expected.size());
    assertThat(
            store.imports(log).collectList().block().stream()
                .mapToLong(run -> run.count().received())
                .sum())
        .as("seed %d", seed)
        .isEqualTo(events.size());
  }

  private List<Acknowledgement> take(Submission... submissions) {
    return block(store.take(log, DAY, List.of(submissions)));
  }

  private static Submission submission(String mapping, Event... events) {
    return new Submission(mapping, List.of(events), List.of());
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
}
