package dev.throughline.api.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throughline.api.config.RunningService;
import dev.throughline.api.config.ServiceSettings;
import dev.throughline.api.config.ThroughlineService;
import dev.throughline.api.simulate.SimulationPlan;
import dev.throughline.api.store.Connections;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo with a twentieth of its records; everything that it runs is real. */
class DemoTest {
  private static final long EVENTS = 5_000;

  @TempDir private Path folder;
  private final List<String> told = new ArrayList<>();
  private final DemoListener listener =
      new DemoListener() {
        @Override
        public void did(String sentence) {
          told.add(sentence);
        }

        @Override
        public void at(long count, String what) {
          // how far it is depends on the machine
        }
      };

  @Test
  void demo_smallPlan_showsTheWholePathOnce() throws Exception {
    try (RunningService service = start()) {
      DemoOutcome first = Demo.run(service, plan(EVENTS), listener);

      assertOutcome(service, first);
      TreeMap<String, Long> stored = stored(service);
      assertStored(stored);

      told.clear();
      DemoOutcome second = Demo.run(service, plan(EVENTS), listener);
      assertThat(told).as("a second start has nothing to do").isEmpty();
      assertThat(second.logins()).isEmpty();
      assertThat(second.quality()).isEqualTo(first.quality());
      assertThat(stored(service)).isEqualTo(stored);

      forgetProgress();
      DemoOutcome again = Demo.run(service, plan(EVENTS), listener);
      assertThat(stored(service)).as("steps that were cut off are done again").isEqualTo(stored);
      assertThat(again.logins()).as("nobody saw the passwords").hasSize(2);
      assertThat(again.quality()).isEqualTo(first.quality());

      assertThatThrownBy(() -> Demo.run(service, plan(EVENTS + 1), listener))
          .hasMessageContaining("begun with other figures");
      Files.delete(folder.resolve("demo/progress.properties"));
      assertThatThrownBy(() -> Demo.run(service, plan(EVENTS), listener))
          .hasMessageContaining("events of its own in the log 'operations'");
    }
  }

  private RunningService start() {
    return ThroughlineService.start(
        ServiceSettings.DEFAULTS
            .with("throughline.http.port", "0")
            .with("throughline.grpc.port", "0")
            .with("throughline.data-directory", folder.toString()));
  }

  private static DemoPlan plan(long events) {
    SimulationPlan full =
        DemoPlan.endingBefore(LocalDate.now(ZoneOffset.UTC), DemoPlan.SEED, events).simulation();
    return new DemoPlan(full, 21, 3);
  }

  private void assertOutcome(RunningService service, DemoOutcome outcome) throws Exception {
    assertThat(outcome.logins())
        .extracting(login -> login.person().name())
        .containsExactly("ines", "felix");
    for (DemoOutcome.Login login : outcome.logins()) {
      assertThat(status(service, login, "/exceptions")).isEqualTo(200);
    }
    assertThat(outcome.open()).isPositive();
    assertThat(outcome.reports()).allSatisfy(file -> assertThat(file).isNotEmptyFile());
    assertThat(Files.readAllBytes(outcome.reports().get(0))).startsWith('%', 'P', 'D', 'F');
    assertThat(outcome.reports().get(1))
        .content()
        .as("the decisions of today are in the report")
        .containsPattern("Proposed[^1-9]*[1-9]");
    assertThat(outcome.quality()).startsWith("macro-F1 of the reason 0.");
    assertThat(folder.resolve("models/triage/manifest.json")).isNotEmptyFile();
  }

  private static int status(RunningService service, DemoOutcome.Login login, String path)
      throws IOException, InterruptedException {
    String credentials = login.person().name() + ":" + login.password();
    URI address = service.address().resolve(path);
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder()
                        .encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode();
  }

  /** Every number of the simulation's seed is as it is; what matters is that none is missing. */
  private static void assertStored(TreeMap<String, Long> stored) {
    assertThat(stored.get("event")).isBetween(4_000L, 6_000L);
    assertThat(stored.get("finding")).isBetween(150L, 500L);
    assertThat(stored.get("finding of an older day without a reason")).isBetween(0L, 20L);
    assertThat(stored.get("young finding with a reason")).isZero();
    assertThat(stored.get("open finding without the model's advice")).isZero();
    assertThat(stored.get("proposal")).isBetween(20L, 200L);
    assertThat(stored.get("decision")).isBetween(20L, 200L);
    assertThat(stored.get("proposed")).isEqualTo(3);
  }

  private static TreeMap<String, Long> stored(RunningService service) {
    TreeMap<String, Long> counts = new TreeMap<>();
    for (String table : List.of("event", "finding", "proposal", "decision", "confirmed_reason")) {
      counts.put(table, count(service, "SELECT count(*) FROM " + table));
    }
    String young = "f.opened_at >= now()::date - interval '21 days'";
    String reason = "EXISTS (SELECT FROM finding_label r WHERE r.finding_id = f.id)";
    counts.put(
        "finding of an older day without a reason",
        count(
            service,
            "SELECT count(*) FROM finding f WHERE NOT %s AND NOT %s".formatted(young, reason)));
    counts.put(
        "young finding with a reason",
        count(service, "SELECT count(*) FROM finding f WHERE %s AND %s".formatted(young, reason)));
    counts.put(
        "open finding without the model's advice",
        count(
            service,
            "SELECT count(*) FROM finding f WHERE f.state IN ('OPEN', 'TRIAGED', 'PROPOSED') AND"
                + " NOT EXISTS (SELECT FROM advice a WHERE a.finding_id = f.id AND a.advised_by"
                + " LIKE 'model/%')"));
    counts.put("proposed", count(service, "SELECT count(*) FROM finding WHERE state = 'PROPOSED'"));
    return counts;
  }

  private static long count(RunningService service, String query) {
    return Objects.requireNonNull(
        service
            .part(Connections.class)
            .inTransaction(
                connection ->
                    Connections.query(connection, 1, row -> row.get(0, Long.class), query))
            .blockLast());
  }

  /** As if it had been cut off before its first step was over; only what costs much is kept. */
  private void forgetProgress() throws IOException {
    Path progress = folder.resolve("demo/progress.properties");
    Files.write(
        progress,
        Files.readAllLines(progress).stream()
            .filter(line -> line.matches("(plan|from|trained|reported|note).*"))
            .toList());
  }
}
