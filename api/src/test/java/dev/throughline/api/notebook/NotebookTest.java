package dev.throughline.api.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.api.database.DatabaseProperties;
import dev.throughline.api.database.TestDatabase;
import dev.throughline.api.notebook.NotebookFile.Cell;
import dev.throughline.api.reports.OperationsFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Notebooks run as they are in the tree, each in a JVM of its own. */
class NotebookTest {
  @TempDir Path directory;

  static List<Path> notebooks() throws IOException {
    return NotebookFile.all();
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void notebook_inTheTree_holdsNoOutputsAndNothingOfOneMachine(Path path) throws IOException {
    assertThat(NotebookFile.read(path).cells()).allMatch(Cell::isClean);
    assertThat(Files.readString(path))
        .doesNotContain("://")
        .doesNotContainPattern("[\"( ](/|[A-Z]:\\\\\\\\)\\w+/");
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void notebook_withoutParameters_runsFromTopToBottom(Path path) throws Exception {
    NotebookRun run = NotebookRun.of(directory, path, Map.of());

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("20,005 events of 3,106 cases")
        .contains("[picture: Process map")
        .contains("n = 543");
  }

  /** What the cells promise must be able to fail. */
  @Test
  void notebook_withAWrongNumber_stopsAtItsCell() throws Exception {
    String notebook = Files.readString(NotebookFile.all().get(0));
    Path wrong =
        Files.writeString(
            directory.resolve("wrong.ipynb"), notebook.replace("== 20005", "== 20006"));

    NotebookRun run = NotebookRun.of(directory, wrong, Map.of());

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("cell sums: not as this notebook says");
    assertThat(run.out()).doesNotContain("n = 543");
  }

  /** Through the service's database, with Spark, while others use it. */
  @Test
  void notebook_withTheServicesData_readsItsLog() throws Exception {
    try (TestDatabase database = TestDatabase.create()) {
      OperationsFixture.threeReceipts().store(database);

      NotebookRun run = NotebookRun.of(directory, NotebookFile.all().get(0), environment(database));

      assertThat(run.exit()).as(run.err()).isZero();
      assertThat(run.out())
          .contains("8 events of 3 cases", "2 variants", "1 records refused")
          .contains("median  6.0 h", "n = 2; not measured: 0 not received, 1 not posted")
          .contains("erp.main", "wms.north");
    }
  }

  private Map<String, String> environment(TestDatabase database) {
    DatabaseProperties properties = database.properties();
    return Map.of(
        "THROUGHLINE_DATA", directory.toString(),
        "THROUGHLINE_DATABASE_URL", Objects.requireNonNull(properties.url()),
        "THROUGHLINE_DATABASE_USER", Objects.requireNonNull(properties.user()),
        "THROUGHLINE_DATABASE_PASSWORD", Objects.requireNonNull(properties.password()),
        "THROUGHLINE_DATABASE_OWNERUSER", Objects.requireNonNull(properties.ownerUser()),
        "THROUGHLINE_DATABASE_OWNERPASSWORD", Objects.requireNonNull(properties.ownerPassword()));
  }
}
