package dev.throughline.api.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.api.notebook.NotebookFile.Cell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
}
