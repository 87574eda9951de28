package dev.throughline.api.commandline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.throughline.api.commandline.FeedClient.Delivery;
import dev.throughline.api.config.ThroughlineProperties;
import dev.throughline.api.database.Database;
import dev.throughline.api.store.PostgresEventStore;
import dev.throughline.ingest.store.ImportRun;
import dev.throughline.ingest.store.IntakeCount;
import dev.throughline.model.Event;
import dev.throughline.model.LogName;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The service is killed five times while programs send it events. The programs' own notes say what
 * must be there in the end. (Five kills without a loss are a smoke test: they bound the failure
 * rate per kill by 45 %.)
 */
class IntakeKillTest {
  private static final long SEED = 20261126;
  private static final int KILLS = 5;
  private static final int CLIENTS = 4;
  private static final long LIMIT_SECONDS = 120;
  private static final String USER = "admin";

  @TempDir Path directory;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final HttpClient http = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
  private final List<FeedClient> clients = new ArrayList<>();
  private String password;

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void events_serviceKilledFiveTimes_areStoredOnceEachIfAcknowledged() throws Exception {
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(new FeedClient("feed-" + i, random.nextLong()));
    }
    ProgramRun.prepareData(directory);
    for (int kill = 0; kill < KILLS; kill++) {
      sendAndKill();
    }
    try (ServedProgram service = serve();
        Database database = joined()) {
      inParallel(service, FeedClient::finish);
      PostgresEventStore store = new PostgresEventStore(database.connections());
      LogName log = new LogName("operations");
      Map<String, List<String>> stored = ids(store.events(log).collectList().block());
      Map<String, IntakeCount> ledger = ledger(store.imports(log).collectList().block());
      for (FeedClient client : clients) {
        check(client, stored.get(client.source()), ledger.get(client.source()));
      }
      assertThat(stored).hasSize(CLIENTS);
    }
  }

  /** The kill comes a moment after some answer, while others are on their way. */
  private void sendAndKill() throws Exception {
    ServedProgram service = serve();
    long enough = answers() + random.nextLong(CLIENTS, 40L * CLIENTS);
    Duration moment = Duration.ofNanos(random.nextLong(20_000_000));
    List<Future<?>> sending = start(service, FeedClient::sendUntilCutOff);
    await().atMost(LIMIT_SECONDS, TimeUnit.SECONDS).until(() -> answers() >= enough);
    service.killAfter(moment);
    for (Future<?> one : sending) {
      one.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
  }

  private static void check(FeedClient client, List<String> stored, IntakeCount ledger) {
    String seed = "seed %d, %s".formatted(SEED, client.source());
    Set<String> sent = new HashSet<>();
    client.sent().stream().map(Delivery::events).forEach(sent::addAll);
    assertThat(stored).as(seed).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(sent);

    IntakeCount told =
        client.acknowledged().values().stream().reduce(IntakeCount.ZERO, IntakeCount::plus);
    assertThat(client.acknowledged()).as(seed).hasSameSizeAs(client.sent());
    assertThat(told.quarantined()).as("%s: one of each", seed).isEqualTo(client.sent().size());
    assertThat(ledger.accepted()).as(seed).isEqualTo(sent.size());
    assertThat(ledger.received())
        .as("%s: what was cut off may have been committed, and then counts again", seed)
        .isBetween(told.received(), client.recordsSent());
    // IntakeCount itself refuses a ledger in which received is not the sum of the others.
    assertThat(ledger.duplicate() - told.duplicate())
        .as("%s: what was repeated for nothing", seed)
        .isBetween(0L, client.recordsSent() - told.received());
    assertThat(told.accepted())
        .as("%s: what was committed and not told", seed)
        .isBetween(sent.size() - (client.recordsSent() - told.received()), (long) sent.size());
  }

  private ServedProgram serve() throws IOException {
    ServedProgram service =
        ServedProgram.start(
            directory,
            "throughline.findings.enabled=false",
            "throughline.triage.enabled=false",
            "throughline.spark.master=local[1]");
    password = service.firstPassword().orElse(password);
    return service;
  }

  private Database joined() {
    return Database.openOrJoin(
        ThroughlineProperties.Database.ofEnvironment(
            directory.resolve("data").resolve("postgres")));
  }

  private interface Sending {
    void by(FeedClient client, FeedLine line);
  }

  private void inParallel(ServedProgram service, Sending sending) throws Exception {
    for (Future<?> one : start(service, sending)) {
      one.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
  }

  private List<Future<?>> start(ServedProgram service, Sending sending) {
    List<Future<?>> started = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      FeedClient client = clients.get(i);
      boolean overGrpc = i % 2 == 0;
      Callable<Void> work =
          () -> {
            try (FeedLine line = line(service, overGrpc)) {
              sending.by(client, line);
            }
            return null;
          };
      started.add(threads.submit(work));
    }
    return started;
  }

  private FeedLine line(ServedProgram service, boolean overGrpc) throws IOException {
    return overGrpc
        ? new FeedLine.Grpc(service.grpcPort(), USER, password)
        : new FeedLine.Rest(http, service.address(), USER, password);
  }

  private int answers() {
    return clients.stream().mapToInt(client -> client.acknowledged().size()).sum();
  }

  private static Map<String, List<String>> ids(List<Event> events) {
    Map<String, List<String>> ids = new HashMap<>();
    events.forEach(
        event ->
            ids.computeIfAbsent(event.source().name(), source -> new ArrayList<>())
                .add(event.id().value()));
    return ids;
  }

  /** The counts of each source; over midnight it has two ledgers. */
  private static Map<String, IntakeCount> ledger(List<ImportRun> runs) {
    Map<String, IntakeCount> ledger = new HashMap<>();
    runs.forEach(run -> ledger.merge(run.file(), run.count(), IntakeCount::plus));
    return ledger;
  }
}
