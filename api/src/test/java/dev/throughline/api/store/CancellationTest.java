package dev.throughline.api.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.throughline.api.database.TestDatabase;
import dev.throughline.ingest.store.EventBatch;
import dev.throughline.ingest.store.EventStore;
import dev.throughline.ingest.store.ImportRequest;
import dev.throughline.ingest.store.ImportRun;
import dev.throughline.ingest.store.RandomLogs;
import dev.throughline.model.LogHeader;
import dev.throughline.model.LogName;
import dev.throughline.model.ObjectType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Whoever goes away in the middle must not take a connection along, nor leave half a batch. */
class CancellationTest {
  private static final long SEED = 20261121;
  private static final int CANCELS = 200;
  private static TestDatabase database;

  @BeforeAll
  static void openDatabase() {
    database = TestDatabase.create();
  }

  @AfterAll
  static void closeDatabase() {
    database.close();
  }

  @Test
  void cancel_atAnyMoment_leavesNothingBehind() throws SQLException {
    EventStore store = new PostgresEventStore(database.connections());
    LogName log = new LogName("cancelled");
    ImportRequest request = new ImportRequest(log, "f", "a", "", LogHeader.EMPTY);
    ImportRun run = store.begin(request).block();
    store.append(run.id(), new RandomLogs(1).batch(300)).block();

    SplittableRandom random = new SplittableRandom(SEED);
    List<Mono<Void>> storm = new ArrayList<>();
    for (int i = 0; i < CANCELS; i++) {
      EventBatch batch = new RandomLogs(random.nextLong()).batch(300);
      Publisher<?> work =
          switch (i % 4) {
            case 0 -> store.append(run.id(), batch);
            case 1 -> store.events(log);
            case 2 -> store.eventsByCase(log, ObjectType.CASE);
            default -> store.begin(request);
          };
      Duration after = Duration.ofNanos(random.nextLong(60_000_000));
      storm.add(Flux.from(work).take(after).then());
    }
    Flux.merge(Flux.fromIterable(storm), 16).blockLast();

    await()
        .atMost(20, TimeUnit.SECONDS)
        .untilAsserted(
            () -> {
              assertThat(database.connections().getMetrics().orElseThrow().acquiredSize())
                  .as("seed %d: acquired", SEED)
                  .isZero();
              assertThat(
                      count(
                          "SELECT count(*) FROM pg_stat_activity WHERE datname ="
                              + " current_database() AND usename = 'throughline_app' AND state <> 'idle'"))
                  .as("seed %d: not idle", SEED)
                  .isZero();
            });
    ImportRun after = store.begin(request).block();
    assertThat(count("SELECT count(*) FROM event")).isEqualTo(after.count().accepted());
    assertThat(count("SELECT count(*) FROM rejection")).isEqualTo(after.count().quarantined());
    assertThat(after.count().received() % 300).isZero();
    for (int i = 0; i < 100; i++) {
      assertThat(store.log(log).block().events()).isEqualTo(after.count().accepted());
    }
  }

  private static long count(String sql) throws SQLException {
    try (Connection connection = database.superuser();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getLong(1);
    }
  }
}
