package dev.throughline.api.triage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.ai.predict.ModelDirectory;
import dev.throughline.ai.predict.ModelManifest;
import dev.throughline.ai.predict.ResolvedCase;
import dev.throughline.ai.summary.TemplateSummariser;
import dev.throughline.api.database.TestDatabase;
import dev.throughline.api.findings.StoredFindings;
import dev.throughline.api.store.Connections;
import dev.throughline.mining.pack.PackYaml;
import dev.throughline.model.CaseId;
import dev.throughline.model.FindingId;
import dev.throughline.model.Reason;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.scheduler.Schedulers;

/** From stored findings with known reasons to a model that advises. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrainingTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path data;
  private TestDatabase database;
  private Connections connections;
  private final Map<CaseId, Reason> reasons = new HashMap<>();
  private final List<FindingId> findings = new ArrayList<>();

  /** What the rules cannot know: at this retailer, a short receipt of cases is a wrong unit. */
  @BeforeAll
  void open() {
    database = TestDatabase.create();
    connections = new Connections(database.connections());
    StoredFindings stored = new StoredFindings(database, "operations");
    for (int i = 0; i < 160; i++) {
      boolean isUnit = i % 3 == 0;
      CaseId caseId = new CaseId("45000%05d/10".formatted(i));
      reasons.put(caseId, isUnit ? Reason.WRONG_UNIT_OF_MEASURE : Reason.SUPPLIER_SHORT_SHIPPED);
      findings.add(
          stored.open(
              "quantity-short",
              caseId.value(),
              50_000,
              START.plus(Duration.ofHours(i)),
              "{\"ordered_quantity\": 100, \"received_quantity\": %d, \"order_unit\": \"%s\"}"
                  .formatted(50 + i % 7, isUnit ? "CS" : "EA")));
    }
  }

  @AfterAll
  void close() {
    database.close();
  }

  private List<ResolvedCase> labelled() {
    return Objects.requireNonNull(
        new ResolvedCases(connections).labelled(reasons).collectList().block());
  }

  @Test
  void train_labelledFindings_givesAModelThatTheServiceTakesUp() throws IOException {
    Path models = TriageConfiguration.models(data);
    CurrentModel current =
        new CurrentModel(new ModelDirectory(models), new PackPlaybook(PackYaml.procureToPay()));
    Triage triage =
        new Triage(
            connections,
            new Adviser(current, new TemplateSummariser(), new SimpleMeterRegistry()),
            () -> START,
            Schedulers.immediate());
    assertThat(advice(triage, 0).reason()).isEqualTo(Reason.SUPPLIER_SHORT_SHIPPED);
    TriageWorker worker =
        new TriageWorker(
            connections,
            triage,
            current,
            Schedulers.immediate(),
            new TriageWorker.Pace(Duration.ofSeconds(1), 100));
    assertThat(List.of(round(worker), round(worker), round(worker))).containsExactly(100L, 59L, 0L);

    Training.Trained trained = Training.train(labelled(), 1);
    ModelManifest manifest = trained.store(data, START);
    current.refresh();

    assertThat(trained.quality().macroF1()).isGreaterThan(0.95);
    assertThat(trained.baseline().macroF1()).isLessThan(0.6);
    assertThat(advice(triage, 0).reason()).isEqualTo(Reason.WRONG_UNIT_OF_MEASURE);
    assertThat(advice(triage, 1).reason()).isEqualTo(Reason.SUPPLIER_SHORT_SHIPPED);
    assertThat(advice(triage, 1).advisedBy()).isEqualTo("model/" + manifest.sha256());
    assertThat(advice(triage, 0).influences().get(0).feature()).contains("unit is");

    assertThat(List.of(round(worker), round(worker), round(worker)))
        .as("those that the rules advised on, but the two above")
        .containsExactly(100L, 58L, 0L);

    Files.write(models.resolve(manifest.sha256() + ".model"), new byte[] {1});
    Files.setLastModifiedTime(
        models.resolve("manifest.json"), java.nio.file.attribute.FileTime.from(START));
    current.refresh();

    assertThat(current.advisor().problem()).contains("its manifest names " + manifest.sha256());
    assertThat(advice(triage, 0).advisedBy()).isEqualTo("rules/1");
  }

  private static long round(TriageWorker worker) {
    return Objects.requireNonNull(worker.advise().block());
  }

  private dev.throughline.ai.triage.Advice advice(Triage triage, int nth) {
    return Objects.requireNonNull(triage.triage(findings.get(nth), "test").block()).advice();
  }

  /** Facts that came after the advice are not learnt from. */
  @Test
  void labelled_findingWithAdvice_hasTheFactsOfThatTime() throws Exception {
    try (var connection = database.superuser();
        var statement = connection.createStatement()) {
      statement.execute(
          """
          INSERT INTO advice (finding_id, finding_version, reason, reasons, risk, priority, action,
            summary, summary_by, advised_by, influences, facts, evidence)
          SELECT id, 1, 'OTHER', '[]', 0, 5, 'x', 'x', 'x', 'x', '[]',
            '{"ordered_quantity": 7}', evidence
          FROM finding WHERE case_id = '4500000009/10'
          """);
    }

    ResolvedCase resolved =
        labelled().stream()
            .filter(c -> c.finding().caseId().value().equals("4500000009/10"))
            .findFirst()
            .orElseThrow();

    assertThat(resolved.finding().facts()).hasToString("{ordered_quantity=7}");
  }
}
