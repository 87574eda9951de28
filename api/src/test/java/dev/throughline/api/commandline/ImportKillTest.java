package dev.throughline.api.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.api.bench.PurchaseLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An import that is killed with its whole process leaves whole batches only, and resumes. */
class ImportKillTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final long SEED = 20261121;
  private static final int KILLS = 3;

  @TempDir Path directory;

  @Test
  void import_killedAgainAndAgain_endsAsAnUndisturbedOne() throws Exception {
    Path file = directory.resolve("purchase.csv");
    PurchaseLog.Size size = new PurchaseLog(SEED, 400_000).writeCsv(file);
    SplittableRandom random = new SplittableRandom(SEED);
    ProgramRun.prepareData(directory);
    // The first run makes the database, so that kills hit the import and not the set-up.
    assertThat(ProgramRun.inside(directory, "import", tiny().toString()).exit()).isZero();

    for (int kill = 0; kill < KILLS; kill++) {
      killAfter(1_500 + random.nextInt(3_000), "import", file.toString(), "--json");
    }
    JsonNode ledger = ledger(file);
    JsonNode again = ledger(file);
    ProgramRun mined = ProgramRun.inside(directory, "mine", "--log", "purchase", "--json");

    String seed = "seed " + SEED;
    assertThat(ledger.get("received").asLong()).as(seed).isEqualTo(size.events());
    assertThat(ledger.get("accepted").asLong())
        .as("%s: the killed imports were resumed as one, which had not finished", seed)
        .isEqualTo(size.events());
    assertThat(again.get("accepted").asLong()).as(seed).isZero();
    assertThat(again.get("duplicate").asLong()).as(seed).isEqualTo(size.events());
    assertThat(mined.exit()).as(mined.err()).isZero();
    JsonNode result = JSON.readTree(mined.out());
    assertThat(result.get("events").asLong()).as(seed).isEqualTo(size.events());
    assertThat(result.get("cases").asLong()).as(seed).isEqualTo(size.cases());
  }

  private Path tiny() throws IOException {
    return Files.writeString(
        directory.resolve("tiny.csv"), "case,activity,timestamp\no-1,order,2026-01-31T10:00:00Z\n");
  }

  private JsonNode ledger(Path file) {
    ProgramRun run = ProgramRun.inside(directory, "import", file.toString(), "--json");
    assertThat(run.exit()).as(run.err()).isZero();
    return JSON.readTree(run.out());
  }

  /** SIGKILL: no shutdown hook runs, and the database server is left behind. */
  private void killAfter(long millis, String... arguments) throws Exception {
    Process process =
        ProgramRun.start(
            directory,
            Files.createTempFile(directory, "out", ".txt"),
            Files.createTempFile(directory, "err", ".txt"),
            arguments);
    if (!process.waitFor(millis, TimeUnit.MILLISECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
