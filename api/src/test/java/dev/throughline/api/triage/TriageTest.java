package dev.throughline.api.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throughline.ai.predict.ModelDirectory;
import dev.throughline.ai.summary.Summariser;
import dev.throughline.ai.summary.Summary;
import dev.throughline.ai.summary.Summary.Outcome;
import dev.throughline.ai.summary.TemplateSummariser;
import dev.throughline.ai.triage.RuleTable;
import dev.throughline.api.database.TestDatabase;
import dev.throughline.api.findings.FindingStore;
import dev.throughline.api.findings.PostgresFindingStore;
import dev.throughline.api.findings.StoredFindings;
import dev.throughline.api.store.Connections;
import dev.throughline.mining.pack.PackYaml;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Finding;
import dev.throughline.model.FindingId;
import dev.throughline.model.FindingState;
import dev.throughline.model.Reason;
import dev.throughline.model.ThroughlineException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Advice in a real database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TriageTest {
  private static final Instant OPENED = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant NOW = Instant.parse("2026-03-09T08:00:00Z");
  private static final String FACTS =
      "{\"ordered_quantity\": 100, \"announced_quantity\": 90, \"received_quantity\": 90}";

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final Scheduler scheduler = Schedulers.newBoundedElastic(2, 100, "test-triage");
  private TestDatabase database;
  private Connections connections;
  private StoredFindings findings;
  private FindingStore store;
  private Triage triage;

  @BeforeAll
  void open() {
    database = TestDatabase.create();
    connections = new Connections(database.connections());
    findings = new StoredFindings(database, "operations");
    store = new PostgresFindingStore(connections);
    Adviser adviser =
        new Adviser(
            new RuleTable(new PackPlaybook(PackYaml.procureToPay())),
            new TemplateSummariser(),
            metrics);
    triage = new Triage(connections, adviser, () -> NOW, scheduler);
  }

  @AfterAll
  void close() {
    scheduler.dispose();
    database.close();
  }

  @BeforeEach
  void empty() throws SQLException {
    execute("TRUNCATE advice_summary, advice, finding_change, finding CASCADE");
    metrics.clear();
  }

  private FindingId newFinding(int number) {
    return findings.open("quantity-short", "45/" + number, 1000L * number, OPENED, FACTS);
  }

  private Finding find(FindingId id) {
    return Objects.requireNonNull(store.find(id).block());
  }

  private StoredAdvice advise(FindingId id) {
    return Objects.requireNonNull(triage.triage(id, "anna").block());
  }

  @Test
  void triage_openFinding_isStoredWithItsMove() {
    FindingId id = newFinding(7);

    StoredAdvice stored = advise(id);

    assertThat(stored.finding()).isEqualTo(id);
    assertThat(stored.findingVersion()).isEqualTo(2);
    assertThat(stored.advice().reason()).isEqualTo(Reason.SUPPLIER_SHORT_SHIPPED);
    assertThat(stored.summaryBy()).isEqualTo("template/1");
    assertThat(triage.latest(id).block()).isEqualTo(stored);
    assertThat(find(id).state()).isEqualTo(FindingState.TRIAGED);
    assertThat(find(id).version()).isEqualTo(2);
    assertThat(Objects.requireNonNull(store.changes(id).collectList().block()))
        .extracting(change -> change.version() + " " + change.state() + " " + change.actor())
        .containsExactly("1 OPEN test", "2 TRIAGED anna");
    assertThat(metrics.counter("throughline.advice", "by", "rules").count()).isEqualTo(1);
  }

  @Test
  void triage_again_addsAdviceAndLeavesTheStateAlone() {
    FindingId id = newFinding(1);
    StoredAdvice first = advise(id);
    StoredAdvice second = advise(id);

    assertThat(second.id()).isGreaterThan(first.id());
    assertThat(second.findingVersion()).isEqualTo(2);
    assertThat(find(id).version()).isEqualTo(2);
    assertThat(triage.history(id).collectList().block()).containsExactly(second, first);
  }

  @Test
  void triage_unknownOrClosedFinding_isRefusedWithoutATrace() throws SQLException {
    FindingId closed = newFinding(1);
    execute("UPDATE finding SET state = 'RESOLVED', closed_at = opened_at WHERE id = " + closed);

    assertThatThrownBy(() -> advise(new FindingId(987_654)))
        .isInstanceOfSatisfying(
            ThroughlineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    assertThatThrownBy(() -> advise(closed))
        .isInstanceOfSatisfying(
            ThroughlineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.WRONG_STATE));
    assertThatThrownBy(() -> triage.latest(closed).block())
        .hasMessage("there is no advice on exception " + closed);
  }

  /** Many callers at once, some with the same finding, some with one that does not exist. */
  @Test
  void triage_manyAtOnce_answersEachWithItsOwn() {
    List<FindingId> asked = new ArrayList<>();
    for (int i = 1; i <= 60; i++) {
      FindingId id = newFinding(i);
      asked.add(id);
      asked.add(i % 3 == 0 ? id : new FindingId(1_000_000 + i));
    }

    List<String> answers =
        Flux.fromIterable(asked)
            .flatMapSequential(
                id ->
                    triage
                        .triage(id, "anna")
                        .map(stored -> "advice " + stored.finding())
                        .onErrorResume(e -> Mono.just("none " + id)),
                200)
            .collectList()
            .block();

    assertThat(answers)
        .containsExactlyElementsOf(
            asked.stream().map(id -> (id.value() > 1_000_000 ? "none " : "advice ") + id).toList());
    assertThat(count("SELECT count(*) FROM advice")).isEqualTo(80);
    assertThat(count("SELECT count(*) FROM finding WHERE state = 'TRIAGED' AND version = 2"))
        .isEqualTo(60);
    assertThat(count("SELECT count(*) FROM finding_change WHERE state = 'TRIAGED'")).isEqualTo(60);
  }

  /** Somebody else changes the findings all the time: advice rests on what it is stored with. */
  @Test
  void triage_whileFindingsChange_isStoredWithTheFactsOfItsVersion() throws Exception {
    List<FindingId> ids = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      ids.add(newFinding(i));
    }
    AtomicBoolean isOver = new AtomicBoolean();
    Future<Long> changes = Executors.newSingleThreadExecutor().submit(() -> change(ids, isOver));
    List<Integer> outcomes;
    try {
      outcomes =
          Flux.range(0, 500)
              .flatMap(
                  i ->
                      triage
                          .triage(ids.get(i % ids.size()), "anna")
                          .map(stored -> 1)
                          .onErrorResume(
                              ThroughlineException.class,
                              e -> Mono.just(e.code() == ErrorCode.STALE_VERSION ? 0 : -1)),
                  3)
              .collectList()
              .block();
    } finally {
      isOver.set(true);
    }

    assertThat(changes.get()).as("changes meanwhile").isPositive();
    assertThat(outcomes).hasSize(500).doesNotContain(-1);
    long stored = outcomes.stream().mapToInt(each -> each).sum();
    assertThat(stored).isPositive();
    assertThat(count("SELECT count(*) FROM advice")).isEqualTo(stored);
    assertThat(
            count(
                "SELECT count(*) FROM advice WHERE facts ->> 'note' <> 'version ' || finding_version"))
        .isZero();
  }

  /** One after the other: whoever changes several locks them in the order of their ids. */
  private long change(List<FindingId> ids, AtomicBoolean isOver) throws SQLException {
    long changes = 0;
    for (; !isOver.get(); changes++) {
      execute(
          "UPDATE finding SET state = 'TRIAGED', version = version + 1,"
              + " facts = jsonb_build_object('note', 'version ' || (version + 1)) WHERE id = "
              + ids.get((int) (changes % ids.size())));
    }
    return changes;
  }

  @Test
  void worker_rounds_adviseOnWhatIsNewOrChangedMostMoneyFirst(@TempDir Path none)
      throws SQLException {
    CurrentModel rules =
        new CurrentModel(new ModelDirectory(none), new PackPlaybook(PackYaml.procureToPay()));
    TriageWorker worker =
        new TriageWorker(
            connections, triage, rules, scheduler, new TriageWorker.Pace(Duration.ofSeconds(1), 2));
    List<FindingId> ids = List.of(newFinding(1), newFinding(2), newFinding(3));

    assertThat(worker.advise().block()).isEqualTo(2);
    assertThat(find(ids.get(0)).state()).isEqualTo(FindingState.OPEN);
    assertThat(worker.advise().block()).isEqualTo(1);
    assertThat(worker.advise().block()).isZero();

    execute("UPDATE finding SET version = 3, changed_at = now() WHERE id = " + ids.get(1));
    execute("UPDATE finding SET state = 'PROPOSED', version = 3 WHERE id = " + ids.get(2));
    assertThat(worker.advise().block()).isEqualTo(1);
    assertThat(triage.history(ids.get(1)).count().block()).isEqualTo(2);
    assertThat(worker.advise().block()).isZero();
  }

  @Test
  void summaries_ofALanguageModel_areShownOnlyWhenTheyPassed() {
    FindingId small = newFinding(1);
    FindingId large = newFinding(9000);
    String template = advise(small).summary();
    advise(large);
    FakeModel model = new FakeModel();
    SummaryWorker worker = summaries(model, 100);
    try {
      model.next = new Summary("Checked words.", "model/x prompt/1", Outcome.MODEL, null);
      assertThat(worker.summariseNext().block()).isEqualTo(Outcome.MODEL);
      model.next = new Summary("The template.", "template/1", Outcome.UNGROUNDED, "'12' is not");
      assertThat(worker.summariseNext().block()).isEqualTo(Outcome.UNGROUNDED);
      assertThat(worker.summariseNext().blockOptional()).isEmpty();
    } finally {
      worker.stop();
    }

    assertThat(model.asked).containsExactly(large, small); // the more urgent one first
    StoredAdvice ofLarge = Objects.requireNonNull(triage.latest(large).block());
    assertThat(ofLarge.summary()).isEqualTo("Checked words.");
    assertThat(ofLarge.summaryBy()).isEqualTo("model/x prompt/1");
    StoredAdvice ofSmall = Objects.requireNonNull(triage.latest(small).block());
    assertThat(ofSmall.summary()).isEqualTo(template);
    assertThat(ofSmall.summaryBy()).isEqualTo("template/1");
    assertThat(count("SELECT count(*) FROM advice_summary WHERE objection = '''12'' is not'"))
        .isEqualTo(1);
    assertThat(metrics.counter("throughline.summaries", "outcome", "ungrounded").count())
        .isEqualTo(1);
  }

  @Test
  void summaries_beyondTheHourlyLimitOrAfterSilence_wait() {
    for (int i = 1; i <= 4; i++) {
      advise(newFinding(i));
    }
    FakeModel model = new FakeModel();
    Instant[] now = {NOW};
    SummaryWorker worker =
        new SummaryWorker(
            new SummaryRows(connections),
            model,
            new SummaryWorker.Limits(2, () -> now[0]),
            metrics);
    try {
      model.next = new Summary("The template.", "template/1", Outcome.UNAVAILABLE, "503");
      assertThat(worker.summariseNext().block()).isEqualTo(Outcome.UNAVAILABLE);
      assertThat(worker.summariseNext().blockOptional()).as("rests").isEmpty();
      now[0] = NOW.plusSeconds(10);
      model.next = new Summary("Words.", "model/x prompt/1", Outcome.MODEL, null);
      assertThat(worker.summariseNext().block()).isEqualTo(Outcome.MODEL);
      assertThat(worker.summariseNext().blockOptional()).as("two an hour").isEmpty();
      now[0] = NOW.plusSeconds(3600);
      assertThat(worker.summariseNext().block()).isEqualTo(Outcome.MODEL);
    } finally {
      worker.stop();
    }
    assertThat(model.asked).hasSize(3);
  }

  private SummaryWorker summaries(Summariser model, int maxPerHour) {
    return new SummaryWorker(
        new SummaryRows(connections),
        model,
        new SummaryWorker.Limits(maxPerHour, InstantSource.fixed(NOW)),
        metrics);
  }

  /** Says what the test wants, and remembers what it was asked. */
  private static final class FakeModel implements Summariser {
    private final List<FindingId> asked = new ArrayList<>();
    private Summary next = new Summary("unset", "fake", Outcome.MODEL, null);

    @Override
    public Summary summarise(Finding finding, dev.throughline.ai.triage.Advice advice) {
      asked.add(finding.id());
      return next;
    }
  }

  @Test
  void application_changeOfAdvice_isRefused() throws SQLException {
    advise(newFinding(1));
    for (String sql :
        List.of(
            "UPDATE advice SET risk = 0",
            "DELETE FROM advice",
            "UPDATE advice_summary SET text = 'x'",
            "DELETE FROM advice_summary")) {
      try (Connection connection = database.application();
          Statement statement = connection.createStatement()) {
        assertThatThrownBy(() -> statement.execute(sql))
            .as(sql)
            .hasMessageContaining("permission denied");
      }
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.superuser();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long count(String sql) {
    try (Connection connection = database.superuser();
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
