package dev.throughline.api.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.api.store.PostgresEventStore;
import dev.throughline.ingest.read.ReadOptions;
import dev.throughline.ingest.store.FileImport;
import dev.throughline.ingest.store.ImportListener;
import dev.throughline.ingest.store.ImportRun;
import dev.throughline.ingest.store.InMemoryEventStore;
import dev.throughline.ingest.store.IntakeCount;
import dev.throughline.ingest.store.LinesReader;
import dev.throughline.ingest.store.LogImport;
import dev.throughline.ingest.store.LogSummary;
import dev.throughline.model.LogName;
import dev.throughline.model.ThroughlineException;
import io.r2dbc.pool.ConnectionPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The database is killed in the middle of an import, five times, at seeded moments. What the client
 * was told is committed must be there afterwards, as whole batches, and the import must end as one
 * that nobody disturbed. (Five kills without a loss are a smoke test: they bound the failure rate
 * per kill by 45 %.)
 */
class ImportCrashTest {
  private static final long SEED = 4711;
  private static final int KILLS = 5;
  private static final int BATCH = 500;
  private static final LogName LOG = new LogName("log");

  @TempDir private Path folder;

  @Test
  void import_databaseKilledFiveTimes_endsAsUndisturbed() throws Exception {
    SplittableRandom random = new SplittableRandom(SEED);
    Path file = Files.write(folder.resolve("log.txt"), lines(random, 30_000));
    AtomicLong acknowledged = new AtomicLong();
    for (int kill = 0; kill < KILLS; kill++) {
      try (EmbeddedPostgres server = start()) {
        Database.migrate(server.access());
        ConnectionPool pool = Database.newPool(server.access(), 4);
        checkWholeBatches(pool, acknowledged.get(), kill);
        importAndKill(server, pool, file, acknowledged, random, kill);
        pool.dispose();
      }
    }
    try (EmbeddedPostgres server = start()) {
      ConnectionPool pool = Database.newPool(server.access(), 4);
      checkWholeBatches(pool, acknowledged.get(), KILLS);
      compareWithUndisturbed(pool, file);
      pool.dispose();
    }
  }

  /** The kill comes a few milliseconds after some batch was acknowledged: inside a later one. */
  private static void importAndKill(
      EmbeddedPostgres server,
      ConnectionPool pool,
      Path file,
      AtomicLong acknowledged,
      SplittableRandom random,
      int kill) {
    long killAfter = acknowledged.get() + BATCH * random.nextLong(1, 6);
    Duration delay = Duration.ofNanos(random.nextLong(20_000_000));
    AtomicReference<Mono<Void>> killing = new AtomicReference<>();
    ImportListener listener =
        new ImportListener() {
          @Override
          public void committed(ImportRun run) {
            acknowledged.set(run.count().received());
            if (run.count().received() >= killAfter && killing.get() == null) {
              Mono<Void> crash = Mono.delay(delay).then(crash(server)).cache();
              killing.set(crash);
              crash.subscribe();
            }
          }
        };
    Throwable error =
        importer(pool)
            .run(request(file), listener)
            .then(Mono.<Throwable>empty())
            .onErrorResume(Mono::just)
            .block();
    assertThat(killing.get()).as("seed %d, kill %d: reached", SEED, kill).isNotNull();
    killing.get().block();
    assertThat(error).as("seed %d, kill %d", SEED, kill).isInstanceOf(ThroughlineException.class);
  }

  private static Mono<Void> crash(EmbeddedPostgres server) {
    return Mono.<Void>fromCallable(
            () -> {
              server.crash();
              return null;
            })
        .subscribeOn(Schedulers.boundedElastic());
  }

  private static void checkWholeBatches(ConnectionPool pool, long acknowledged, int kill) {
    if (acknowledged == 0) {
      return;
    }
    PostgresEventStore store = new PostgresEventStore(pool);
    ImportRun run = store.imports(LOG).single().block();
    assertThat(run.count().received())
        .as("seed %d, kill %d: acknowledged %d", SEED, kill, acknowledged)
        .isGreaterThanOrEqualTo(acknowledged);
    assertThat(run.count().received() % BATCH).as("seed %d, kill %d", SEED, kill).isZero();
    assertThat(store.events(LOG).count().block())
        .as("seed %d, kill %d", SEED, kill)
        .isEqualTo(run.count().accepted());
    assertThat(store.rejections(run.id()).count().block())
        .as("seed %d, kill %d", SEED, kill)
        .isEqualTo(run.count().quarantined());
  }

  private static void compareWithUndisturbed(ConnectionPool pool, Path file) {
    PostgresEventStore store = new PostgresEventStore(pool);
    ImportRun resumed = importer(pool).run(request(file), ImportListener.SILENT).block();
    InMemoryEventStore undisturbed = new InMemoryEventStore(Clock.systemUTC());
    IntakeCount expected =
        new LogImport(undisturbed).run(request(file), ImportListener.SILENT).block().count();
    assertThat(resumed.count()).isEqualTo(expected);
    assertThat(store.events(LOG).collectList().block())
        .isEqualTo(undisturbed.events(LOG).collectList().block());
    assertThat(store.objects(LOG).collectList().block())
        .isEqualTo(undisturbed.objects(LOG).collectList().block());
    LogSummary summary = store.log(LOG).block();
    assertThat(summary.events()).isEqualTo(expected.accepted());
    assertThat(summary.quarantined()).isEqualTo(expected.quarantined());
  }

  private static LogImport importer(ConnectionPool pool) {
    return new LogImport(new PostgresEventStore(pool), BATCH, Schedulers.boundedElastic());
  }

  private static FileImport request(Path file) {
    return new FileImport(
        LOG, file, "log.txt", new LinesReader(), ReadOptions.defaults("lines"), "");
  }

  private EmbeddedPostgres start() throws IOException {
    return EmbeddedPostgres.start(
        folder.resolve("postgres"), TestDatabase.binaries(), Duration.ofSeconds(60));
  }

  private static List<String> lines(SplittableRandom random, int count) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String id = "c" + random.nextInt(3_000);
      lines.add(
          switch (random.nextInt(12)) {
            case 0 -> "! " + i;
            case 1 -> "# " + id + " " + i;
            default -> id + " A" + random.nextInt(40) + " " + random.nextInt(1_000_000);
          });
    }
    return lines;
  }
}
