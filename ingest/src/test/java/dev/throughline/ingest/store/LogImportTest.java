package dev.throughline.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throughline.ingest.read.ReadOptions;
import dev.throughline.ingest.write.LogContent.CaseEvent;
import dev.throughline.model.BusinessObject;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Event;
import dev.throughline.model.LogName;
import dev.throughline.model.ObjectType;
import dev.throughline.model.ThroughlineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

class LogImportTest {
  private static final LogName LOG = new LogName("log");

  private final EventStore store = new InMemoryEventStore(Clock.systemUTC());
  @TempDir private Path folder;

  @Test
  void run_wholeFile_countsEveryRecord() throws IOException {
    ImportRun run = importFile(lines("a Start 1", "! bad", "# a first", "b Start 2", "a End 3"), 2);
    assertThat(run.count()).isEqualTo(new IntakeCount(4, 3, 0, 1));
    assertThat(run.finishedAt()).isNotNull();
    assertThat(events())
        .extracting(event -> event.id().value())
        .containsExactly("line 1", "line 4", "line 5");
    assertThat(store.objects(LOG).collectList().block())
        .extracting(object -> object.id().value())
        .containsExactly("a");
    assertThat(run.sha256()).hasSize(64).isEqualTo(run.sha256().toLowerCase(java.util.Locale.ROOT));
  }

  @Test
  void run_secondTime_addsNothing() throws IOException {
    Path file = lines("a Start 1", "! bad", "# a first", "b Start 2", "a End 3");
    importFile(file, 2);
    List<Event> before = events();
    ImportRun again = importFile(file, 3);
    assertThat(again.count()).isEqualTo(new IntakeCount(4, 0, 3, 1));
    assertThat(events()).isEqualTo(before);
  }

  @Test
  void run_noRecords_finishes() throws IOException {
    assertThat(importFile(lines(), 2).count()).isEqualTo(IntakeCount.ZERO);
    assertThat(importFile(lines("# a only an object"), 2).count()).isEqualTo(IntakeCount.ZERO);
    assertThat(store.objects(LOG).count().block()).isEqualTo(1);
  }

  @Test
  void run_listener_hearsEachBatch() throws IOException {
    List<Long> received = new ArrayList<>();
    ImportListener listener =
        new ImportListener() {
          @Override
          public void committed(ImportRun run) {
            received.add(run.count().received());
          }
        };
    Path file = lines("a A 1", "a B 2", "a C 3", "! bad", "a D 4");
    importer(2).run(request(file), listener).block();
    assertThat(received).containsExactly(2L, 4L, 5L);
  }

  @Test
  void run_fileBreaksOff_keepsWholeBatches() throws IOException {
    Path file = lines("a A 1", "a B 2", "a C 3", "end");
    assertThatThrownBy(() -> importFile(file, 2))
        .isInstanceOfSatisfying(
            ThroughlineException.class,
            error -> assertThat(error.code()).isEqualTo(ErrorCode.MALFORMED_FILE));
    assertThat(events()).hasSize(2);
    assertThat(store.imports(LOG).single().block().finishedAt()).isNull();
  }

  @Test
  void run_absentFile_isRefused() {
    assertThatThrownBy(() -> importFile(folder.resolve("absent"), 2))
        .isInstanceOf(ThroughlineException.class)
        .hasMessage("the file 'absent' does not exist");
  }

  /** However often an import is cut off, its end is the same as that of one that was not. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void run_cutOffAndResumed_equalsUndisturbed(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> lines = randomLines(random, 200);
    Path file = lines(lines.toArray(String[]::new));
    EventStore undisturbed = new InMemoryEventStore(Clock.systemUTC());
    ImportRun expected =
        new LogImport(undisturbed, 7, Schedulers.boundedElastic())
            .run(request(file), ImportListener.SILENT)
            .block();

    for (int i = 0; i < 5; i++) {
      int cut = random.nextInt(lines.size());
      FileImport broken =
          new FileImport(
              LOG,
              file,
              "log.txt",
              (path, options, sink) -> new LinesReader().read(truncated(lines, cut), options, sink),
              ReadOptions.defaults("lines"),
              "");
      assertThatThrownBy(() -> importer(11).run(broken, ImportListener.SILENT).block())
          .isInstanceOf(ThroughlineException.class);
    }
    ImportRun run = importFile(file, 13);

    assertThat(run.count()).as("seed %d", seed).isEqualTo(expected.count());
    assertThat(events())
        .as("seed %d", seed)
        .isEqualTo(undisturbed.events(LOG).collectList().block());
    assertThat(store.objects(LOG).collectList().block())
        .as("seed %d", seed)
        .isEqualTo(undisturbed.objects(LOG).collectList().block());
    assertThat(store.rejections(run.id()).collectList().block())
        .as("seed %d", seed)
        .hasSize((int) expected.count().quarantined());
  }

  @Test
  void run_cancelled_interruptsTheReader() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    FileImport endless =
        new FileImport(
            LOG,
            lines(),
            "log.txt",
            (path, options, sink) -> {
              reading.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                interrupted.countDown();
                throw (IOException) new java.io.InterruptedIOException().initCause(e);
              }
            },
            ReadOptions.defaults("lines"),
            "");
    LogImport importer = importer(2);
    Disposable running = importer.run(endless, ImportListener.SILENT).subscribe();
    assertThat(reading.await(30, TimeUnit.SECONDS)).isTrue();
    assertThatThrownBy(() -> importer.run(endless, ImportListener.SILENT).block())
        .isInstanceOf(ThroughlineException.class)
        .hasMessage("the log 'log' is being imported now");
    running.dispose();
    assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void storedLogContent_streams_giveTheWholeLog() throws IOException {
    importFile(lines("b B 1", "a A 2", "a C 1", "# a x"), 2);
    StoredLogContent content = new StoredLogContent(store, LOG);
    try (var events = content.events();
        var objects = content.objects();
        var byCase = content.eventsByCase(ObjectType.CASE)) {
      assertThat(events.map(event -> event.activity().value())).containsExactly("B", "C", "A");
      assertThat(objects.map(BusinessObject::id).map(Object::toString)).containsExactly("a");
      assertThat(byCase.map(CaseEvent::event).map(event -> event.activity().value()))
          .containsExactly("C", "A", "B");
    }
    assertThat(content.header()).isEqualTo(dev.throughline.model.LogHeader.EMPTY);
  }

  private Path truncated(List<String> lines, int cut) throws IOException {
    List<String> kept = new ArrayList<>(lines.subList(0, cut));
    kept.add("end");
    return Files.write(folder.resolve("truncated.txt"), kept);
  }

  private static List<String> randomLines(SplittableRandom random, int count) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String id = "c" + random.nextInt(10);
      lines.add(
          switch (random.nextInt(5)) {
            case 0 -> "! " + i;
            case 1 -> "# " + id + " " + i;
            default -> id + " A" + random.nextInt(4) + " " + random.nextInt(50);
          });
    }
    return lines;
  }

  private ImportRun importFile(Path file, int batchRecords) {
    return importer(batchRecords).run(request(file), ImportListener.SILENT).block();
  }

  private LogImport importer(int batchRecords) {
    return new LogImport(store, batchRecords, Schedulers.boundedElastic());
  }

  private FileImport request(Path file) {
    return new FileImport(
        LOG,
        file,
        String.valueOf(file.getFileName()),
        new LinesReader(),
        ReadOptions.defaults("lines"),
        "");
  }

  private List<Event> events() {
    return store.events(LOG).collectList().block();
  }

  private Path lines(String... lines) throws IOException {
    return Files.write(folder.resolve("log.txt"), List.of(lines));
  }
}
